using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>The first visible sheet of an XLSX file as rows, streamed. Dates come as ISO text, numbers in plain digits, formulas as the value last calculated.</summary>
internal sealed class XlsxRows : IRowSource
{
    private const int TopRows = 20;
    private readonly string _path;
    private readonly XlsxPackage _package;
    private readonly ImportOptions _limits;

    // ExcelDataReader asks for code page 1252 whatever the file.
    static XlsxRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsxRows(string path, XlsxPackage package, ImportOptions limits)
    {
        (_path, _package, _limits) = (path, package, limits);
        Shape = new("xlsx", Sheet: package.Sheet.Name);
    }

    public IReadOnlyList<string> Header { get; private set; } = [];

    public long HeaderLine { get; private set; }

    public IReadOnlyList<RawRow> Top { get; private set; } = [];

    public FileShape Shape { get; }

    public static async Task<XlsxRows> OpenAsync(string path, ImportMapping mapping, ImportOptions limits, CancellationToken ct)
    {
        var rows = new XlsxRows(path, XlsxPackage.Check(path, limits, ct), limits);
        List<RawRow> top = [];
        await foreach (var row in rows.SheetAsync(ct))
        {
            if (!row.IsBlank && top.Count < TopRows)
                top.Add(row);
            if (rows.HeaderLine == 0 && (mapping.HeaderRow is { } line ? row.Line == line : !row.IsBlank))
                (rows.Header, rows.HeaderLine) = ([.. row.Cells.Select(cell => cell ?? "")], row.Line);
            if (top.Count == TopRows && rows.HeaderLine > 0)
                break;
        }

        rows.Top = top;
        if (top.Count == 0)
            throw new FileFaultException("file.empty");
        if (rows.HeaderLine == 0 || rows.Header.All(string.IsNullOrWhiteSpace))
            throw new FileFaultException("header.row_missing", (mapping.HeaderRow ?? 1).ToString(CultureInfo.InvariantCulture));
        return rows;
    }

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var width = Header.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(Header[width - 1]))
            width--;
        await foreach (var row in SheetAsync(ct))
            if (row.Line > HeaderLine && !row.IsBlank)
                yield return Fitted(row, width);
    }

    private static RawRow Fitted(RawRow row, int width)
    {
        var further = row.Cells.Skip(width).Count(cell => !string.IsNullOrWhiteSpace(cell));
        return further == 0
            ? row with { Cells = row.Cells[..Math.Min(width, row.Cells.Length)] }
            : row with { Faults = [.. row.Faults, new CellFault(-1, "row.ragged", null, (width + further).ToString(CultureInfo.InvariantCulture), width.ToString(CultureInfo.InvariantCulture))] };
    }

    private async IAsyncEnumerable<RawRow> SheetAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = File.OpenRead(_path);
        using var reader = OpenSheet(file);
        var merges = new MergedRanges(reader.MergeCells);
        while (Next(reader))
        {
            ct.ThrowIfCancellationRequested();
            if (reader.Depth > _limits.MaxRows + TopRows)
                throw new FileFaultException("file.too_many_rows", _limits.MaxRows.ToString(CultureInfo.InvariantCulture));
            if (reader.Depth % 1_000 == 0)
                await Task.Yield();
            yield return Row(reader, merges);
        }
    }

    private IExcelDataReader OpenSheet(FileStream file)
    {
        try
        {
            var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            while (reader.Name != _package.Sheet.Name)
                if (!reader.NextResult())
                    throw new FileFaultException("xlsx.no_sheet");
            return reader;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            throw new FileFaultException(new FileFault("zip.corrupt", _package.Sheet.Part), e);
        }
    }

    private bool Next(IExcelDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            throw new FileFaultException(new FileFault("zip.corrupt", _package.Sheet.Part), e);
        }
    }

    // What the reader throws over content that no spreadsheet writes.
    private static bool IsOfTheFile(Exception e) => e is ExcelReaderException or System.Xml.XmlException or InvalidDataException
        or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException;

    private RawRow Row(IExcelDataReader reader, MergedRanges merges)
    {
        var line = reader.Depth + 1L;
        var cells = new string?[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = XlsxText.Of(reader.GetValue(i));
        var faults = _package.Facts.FaultsOf(line);
        if (HeaderLine > 0 && line > HeaderLine && merges.At(reader.Depth) is { } column)
            faults = [.. faults, new CellFault(column, "cell.merged", null)];
        return new RawRow(line, cells) { Faults = faults };
    }
}
