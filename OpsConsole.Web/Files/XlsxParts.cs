using System.Globalization;
using System.Security;

namespace OpsConsole.Web.Files;

/// <summary>What stands around the sheets of an XLSX file: their list, their styles, and the numbers of both.</summary>
internal static class XlsxParts
{
    /// <summary>Styles, by their place in styles.xml.</summary>
    public const int Bold = 1, MomentStyle = 2, DayStyle = 3, Quoted = 4;

    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Links = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly DateTime First = new(1900, 3, 1);       // before it Excel counts a day that never was

    public static string Sheet(int number) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{number}.xml");

    /// <summary>A, B … Z, AA …</summary>
    public static string Letters(int at) => at < 26 ? ((char)('A' + at)).ToString() : Letters(at / 26 - 1) + Letters(at % 26);

    public static double? Serial(DateTime local) => local < First ? null : local.ToOADate();

    /// <summary>One table over as many sheets as it needs.</summary>
    public static IEnumerable<(string Part, string Text)> Around(string name, int sheets) => Around([.. Enumerable.Range(1, sheets).Select(n => n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {n}"))]);

    public static IEnumerable<(string Part, string Text)> Around(IReadOnlyList<string> names)
    {
        var numbers = Enumerable.Range(1, names.Count).ToList();
        yield return ("[Content_Types].xml", $"""{Head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{Each(numbers, n => $"""<Override PartName="/{Sheet(n)}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")}</Types>""");
        yield return ("_rels/.rels", $"""{Head}<Relationships xmlns="{Links}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""{Head}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{Each(numbers, n => $"""<sheet name="{SecurityElement.Escape(names[n - 1])}" sheetId="{n}" r:id="rId{n}"/>""")}</sheets></workbook>""");
        yield return ("xl/_rels/workbook.xml.rels", $"""{Head}<Relationships xmlns="{Links}">{Each(numbers, n => $"""<Relationship Id="rId{n}" Type="{Office}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}<Relationship Id="rIdS" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        yield return ("xl/styles.xml", $"""{Head}<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""");
    }

    private static string Each(IEnumerable<int> numbers, Func<int, string> text) => string.Concat(numbers.Select(text));
}
