using System.IO.Compression;
using System.Text;

namespace OpsConsole.Tests.Support;

/// <summary>Builds XLSX files by hand, part by part, so that a test can make each of them wrong.</summary>
internal sealed class XlsxMaker
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly List<(string Name, byte[] Content)> _parts = [];

    public bool Is1904 { get; init; }

    /// <summary>Sheets by name: the XML inside sheetData, and what follows it.</summary>
    public List<(string Name, string Rows, string After, string? State)> Sheets { get; } = [];

    public IReadOnlyList<string>? Strings { get; init; }

    public static XlsxMaker Of(params string[] rows) => new XlsxMaker().With(string.Concat(rows));

    /// <summary>A row of texts, written into the cells themselves.</summary>
    public static string Row(int number, params string[] texts) =>
        Cells(number, [.. texts.Select((text, at) => text.Length == 0 ? "" : $"""<c r="{Column(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{Escape(text)}</t></is></c>""")]);

    public static string Cells(int number, params string[] cells) => $"""<row r="{number}">{string.Concat(cells)}</row>""";

    public static string Column(int at) => at < 26 ? ((char)('A' + at)).ToString() : Column(at / 26 - 1) + Column(at % 26);

    public XlsxMaker With(string rows, string name = "Hoja1", string after = "", string? state = null)
    {
        Sheets.Add((name, rows, after, state));
        return this;
    }

    public XlsxMaker WithPart(string name, string content)
    {
        _parts.Add((name, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    public byte[] Make()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
            Add(zip, "_rels/.rels", """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<?xml version="1.0"?><workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr{(Is1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(Sheets.Select((s, at) => $"""<sheet name="{s.Name}" sheetId="{at + 1}" r:id="rId{at + 1}"{(s.State is { } state ? $" state=\"{state}\"" : "")}/>"""))}</sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(Sheets.Select((_, at) => $"""<Relationship Id="rId{at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at + 1}.xml"/>"""))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>{(Strings is null ? "" : """<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>""")}</Relationships>""");
            Add(zip, "xl/styles.xml", $"""<?xml version="1.0"?><styleSheet xmlns="{Main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            if (Strings is not null)
                Add(zip, "xl/sharedStrings.xml", $"""<?xml version="1.0"?><sst xmlns="{Main}">{string.Concat(Strings.Select(s => $"<si><t>{Escape(s)}</t></si>"))}</sst>""");
            foreach (var (at, sheet) in Sheets.Index())
                Add(zip, $"xl/worksheets/sheet{at + 1}.xml", $"""<?xml version="1.0"?><worksheet xmlns="{Main}"><sheetData>{sheet.Rows}</sheetData>{sheet.After}</worksheet>""");
            foreach (var (name, content) in _parts)
                Add(zip, name, content);
        }

        return bytes.ToArray();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    private static void Add(ZipArchive zip, string name, string content) => Add(zip, name, Encoding.UTF8.GetBytes(content));

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}
