using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>The sheet that is read: the first one that is not hidden.</summary>
internal sealed record XlsxSheet(string Name, string Part)
{
    private const int LargestBook = 4 << 20;
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static XlsxSheet FirstVisible(ZipArchive zip)
    {
        var book = Load(zip, "xl/workbook.xml") ?? throw new FileFaultException("file.not_xlsx");
        var links = Load(zip, "xl/_rels/workbook.xml.rels")?.Root?.Elements().ToList() ?? [];
        foreach (var sheet in book.Descendants().Where(e => e.Name.LocalName == "sheet"))
        {
            var target = links.FirstOrDefault(link => (string?)link.Attribute("Id") == (string?)sheet.Attribute(Links + "id"))?.Attribute("Target")?.Value;
            if (target is null || !target.Contains("worksheets", StringComparison.Ordinal) || (string?)sheet.Attribute("state") is "hidden" or "veryHidden")
                continue;
            return new((string?)sheet.Attribute("name") ?? "", target.StartsWith('/') ? target[1..] : $"xl/{target}");
        }

        throw new FileFaultException("xlsx.no_sheet");
    }

    private static XDocument? Load(ZipArchive zip, string part)
    {
        if (zip.GetEntry(part) is not { } entry)
            return null;
        if (entry.Length > LargestBook)
            throw new FileFaultException("zip.corrupt", part);
        using var stream = entry.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        try
        {
            return XDocument.Load(xml);
        }
        catch (XmlException e)
        {
            throw new FileFaultException(new FileFault("zip.corrupt", part), e);
        }
    }
}
