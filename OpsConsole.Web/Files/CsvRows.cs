using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>A CSV file as rows, streamed. Faults of the file end the reading, faults of a row go with the row.</summary>
internal sealed class CsvRows : IRowSource
{
    private const int TopRows = 20;
    private const int HeadChars = 1 << 16;
    private readonly string _path;
    private readonly Encoding _encoding;
    private readonly char _separator;
    private readonly ImportOptions _limits;

    private CsvRows(string path, Encoding encoding, char separator, ImportOptions limits)
    {
        (_path, _encoding, _separator, _limits) = (path, encoding, separator, limits);
        Shape = new("csv", encoding.WebName, separator.ToString());
    }

    public IReadOnlyList<string> Header { get; private set; } = [];

    public long HeaderLine { get; private set; }

    public IReadOnlyList<RawRow> Top { get; private set; } = [];

    public FileShape Shape { get; }

    public static async Task<CsvRows> OpenAsync(string path, ImportMapping mapping, ImportOptions limits, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var encoding = mapping.Encoding is { Length: > 0 } named ? TextProbe.Named(named) : await TextProbe.RecogniseAsync(file, ct);
        file.Position = 0;
        var head = await HeadAsync(file, encoding, ct);
        if (string.IsNullOrWhiteSpace(head.Text))
            throw new FileFaultException("file.empty");
        var rows = new CsvRows(path, encoding, Separator(mapping.Delimiter) ?? Separators.Recognise(head.Text, head.IsWhole), limits);
        await rows.ReadTopAsync(mapping.HeaderRow, ct);
        return rows;
    }

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var width = Header.Count;
        await foreach (var row in RecordsAsync(ct))
            if (row.Line > HeaderLine && !row.IsBlank)
                yield return Checked(row, width);
    }

    private async Task ReadTopAsync(int? headerRow, CancellationToken ct)
    {
        List<RawRow> top = [];
        await foreach (var row in RecordsAsync(ct))
        {
            if (!row.IsBlank && top.Count < TopRows)
                top.Add(row);
            if (headerRow is null || row.Line == headerRow)
                TakeHeader(row);
            if (row.Line > headerRow && Header.Count == 0)
                throw new FileFaultException("header.row_missing", headerRow.Value.ToString(CultureInfo.InvariantCulture));
            if (top.Count == TopRows && Header.Count > 0)
                break;
        }

        Top = top;
        if (Header.Count == 0)
            throw headerRow is null ? new FileFaultException("file.empty") : new FileFaultException("header.row_missing", headerRow.Value.ToString(CultureInfo.InvariantCulture));
    }

    private void TakeHeader(RawRow row)
    {
        if (Header.Count > 0 || row.IsBlank)
            return;
        if (row.Cells.Length > _limits.MaxColumns)
            throw new FileFaultException("file.too_many_columns", row.Cells.Length.ToString(CultureInfo.InvariantCulture), _limits.MaxColumns.ToString(CultureInfo.InvariantCulture));
        (Header, HeaderLine) = ([.. row.Cells.Select(cell => cell ?? "")], row.Line);
    }

    private static RawRow Checked(RawRow row, int width)
    {
        var cells = row.Cells;
        if (cells.Length > width && Array.TrueForAll(cells[width..], string.IsNullOrEmpty))
            return row with { Cells = cells[..width] };
        return cells.Length == width
            ? row
            : row with { Faults = [.. row.Faults, new CellFault(-1, "row.ragged", null, cells.Length.ToString(CultureInfo.InvariantCulture), width.ToString(CultureInfo.InvariantCulture))] };
    }

    private async IAsyncEnumerable<RawRow> RecordsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        CsvMalformedRecord? malformed = null;
        await using var file = File.OpenRead(_path);
        await using var reader = CsvReader.Create(file, Options(record => malformed = record));
        long rows = 0;
        while (await NextAsync(reader, ct))
        {
            if (malformed is { } bad && EndsInsideQuotes(bad))
                throw new FileFaultException("quote.unclosed", bad.LineNumber.ToString(CultureInfo.InvariantCulture));
            if (++rows > _limits.MaxRows + TopRows)
                throw new FileFaultException("file.too_many_rows", _limits.MaxRows.ToString(CultureInfo.InvariantCulture));
            if (rows == 1 && IsHint(reader))
                continue;
            yield return Row(reader, malformed);
            malformed = null;
        }
    }

    private static async ValueTask<bool> NextAsync(CsvReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(ct);
        }
        catch (CsvFormatException e)
        {
            throw new FileFaultException(new FileFault("record.too_long", Math.Max(e.LineNumber, reader.LineNumber + 1).ToString(CultureInfo.InvariantCulture)), e);
        }
        catch (DecoderFallbackException e)
        {
            throw new FileFaultException(new FileFault("encoding.invalid", (reader.LineNumber + 1).ToString(CultureInfo.InvariantCulture)), e);
        }
    }

    private static RawRow Row(CsvReader reader, CsvMalformedRecord? malformed)
    {
        var cells = new string?[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = FormulaGuard.Restore(reader.GetString(i));
        var row = new RawRow(reader.LineNumber, cells);
        return malformed?.Reason == CsvMalformedReason.TextAfterClosingQuote ? row with { Faults = [new CellFault(-1, "quote.stray", null)] } : row;
    }

    private static bool IsHint(CsvReader reader) => reader.LineNumber == 1 && reader.RawRecord.Length == 5 && Separators.Hint(Encoding.UTF8.GetString(reader.RawRecord)) is not null;

    private CsvReaderOptions Options(Action<CsvMalformedRecord> onMalformed) => new()
    {
        Separator = _separator,
        HasHeader = false,
        Encoding = _encoding,
        TrackLineNumbers = true,
        SkipEmptyLines = true,
        DetectSeparatorHint = false,
        MaxRecordSize = _limits.MaxRowKb * 1024,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = onMalformed,
        IncludeValuesInExceptions = false,
    };

    // Of several quoting problems only the first is reported: the record is looked through once more.
    private bool EndsInsideQuotes(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            return true;
        var (quoted, atStart) = (false, true);
        foreach (var c in record.RawRecord)
        {
            if (c == '"' && (quoted || atStart))
                quoted = !quoted;
            atStart = !quoted && c == _separator;
        }

        return quoted;
    }

    private static char? Separator(string? named) => named switch
    {
        null or "" => null,
        "\\t" or "tab" => '\t',
        [var one] when char.IsAscii(one) && one is not ('"' or '\r' or '\n') => one,
        _ => throw new FileFaultException("mapping.delimiter_unknown", named),
    };

    private static async Task<(string Text, bool IsWhole)> HeadAsync(Stream file, Encoding encoding, CancellationToken ct)
    {
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[HeadChars];
        try
        {
            var have = await reader.ReadBlockAsync(buffer, ct);
            return (new string(buffer, 0, have).TrimStart('\uFEFF'), have < HeadChars);
        }
        catch (DecoderFallbackException e)
        {
            throw new FileFaultException(new FileFault("encoding.invalid", "1"), e);
        }
    }
}
