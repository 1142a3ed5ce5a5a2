using System.IO.Compression;
using System.Text;

namespace OpsConsole.Web.Files;

/// <summary>A table as XLSX, written as it comes: typed cells, frozen bold head, filter arrows; more rows than a sheet takes go on in the next one.
/// Texts stand in their cells as texts, so nothing in them is ever run as a formula.</summary>
internal sealed class XlsxTable : ITableWriter
{
    public const int MostRows = 1_048_576;

    private readonly ZipArchive _zip;
    private readonly XlsxXml _xml = new();
    private readonly Cell[] _head;
    private readonly IReadOnlyList<int> _widths;
    private readonly int _perSheet, _sheets;
    private Stream? _sheet;
    private int _number, _rows;

    /// <param name="rows">How many rows will come, at most; the head not counted.</param>
    /// <param name="perSheet">Rows of a sheet, its head among them.</param>
    public XlsxTable(Stream into, string name, IReadOnlyList<string> head, IReadOnlyList<int> widths, int rows, int perSheet = MostRows)
    {
        (_widths, _perSheet) = (widths, perSheet);
        _head = [.. head.Select(h => Cell.Of(h))];
        _sheets = Math.Max(1, (rows + perSheet - 2) / (perSheet - 1));
        _zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (part, text) in XlsxParts.Around(name, _sheets))
        {
            using var stream = _zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<Cell> cells, CancellationToken ct)
    {
        if (_sheet is null || _rows == _perSheet)
            await NextSheetAsync(ct);
        Row(cells.Span);
        if (_xml.IsFull)
            await _xml.FlushAsync(_sheet!, ct);
    }

    public async Task FinishAsync(CancellationToken ct)
    {
        if (_sheet is null)
            await NextSheetAsync(ct);
        while (_number < _sheets)           // fewer rows came than were announced
            await NextSheetAsync(ct);
        await EndSheetAsync(ct);
        _zip.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_sheet is not null)
            await _sheet.DisposeAsync();
        _zip.Dispose();
    }

    private async Task NextSheetAsync(CancellationToken ct)
    {
        await EndSheetAsync(ct);
        _sheet = _zip.CreateEntry(XlsxParts.Sheet(++_number), CompressionLevel.Fastest).Open();
        _rows = 0;
        _xml.Begin(_widths);
        Row(_head, XlsxParts.Bold);
    }

    private async Task EndSheetAsync(CancellationToken ct)
    {
        if (_sheet is null)
            return;
        _xml.End(_head.Length, _rows);
        await _xml.FlushAsync(_sheet, ct);
        await _sheet.DisposeAsync();
        _sheet = null;
    }

    private void Row(ReadOnlySpan<Cell> cells, int style = 0)
    {
        _rows++;
        _xml.Row(cells, style);
    }
}
