using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OpsConsole.Web.Files;

/// <summary>A table of a workbook: its sheet's name, its heads and its rows.</summary>
internal sealed record BookSheet(string Name, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>A workbook of several short tables, each in its sheet; long lists are <see cref="XlsxTable"/>'s.</summary>
internal static class XlsxBook
{
    private const int LongestName = 31;

    /// <param name="rows">Further rows of the last sheet, as they come.</param>
    public static async Task WriteAsync(Stream into, IReadOnlyList<BookSheet> sheets, CancellationToken ct, IAsyncEnumerable<IReadOnlyList<Cell>>? rows = null)
    {
        await using var zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (part, text) in XlsxParts.Around([.. sheets.Select(s => NameOf(s.Name))]))
        {
            await using var stream = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        }

        foreach (var (i, sheet) in sheets.Index())
        {
            await using var stream = zip.CreateEntry(XlsxParts.Sheet(i + 1), CompressionLevel.Fastest).Open();
            await WriteAsync(stream, sheet, i == sheets.Count - 1 ? rows : null, ct);
        }
    }

    private static async Task WriteAsync(Stream into, BookSheet sheet, IAsyncEnumerable<IReadOnlyList<Cell>>? more, CancellationToken ct)
    {
        var (xml, count) = (new XlsxXml(), 1);
        xml.Begin([.. sheet.Head.Select((head, i) => Math.Clamp(sheet.Rows.Select(r => i < r.Count ? r[i].Said.Length : 0).Append(head.Length + 4).Max() + 2, 10, 60))]);
        xml.Row([.. sheet.Head.Select(h => Cell.Of(h))], XlsxParts.Bold);
        foreach (var row in sheet.Rows)
            await PutAsync(row);
        if (more is not null)
            await foreach (var row in more.WithCancellation(ct))
                await PutAsync(row);
        xml.End(sheet.Head.Count, count);
        await xml.FlushAsync(into, ct);

        async ValueTask PutAsync(IReadOnlyList<Cell> row)
        {
            xml.Row(row.ToArray());
            count++;
            if (xml.IsFull)
                await xml.FlushAsync(into, ct);
        }
    }

    private static string NameOf(string name)
    {
        foreach (var forbidden in "[]:*?/\\")
            name = name.Replace(forbidden, ' ');
        return name.Length > LongestName ? name[..LongestName] : name;
    }
}
