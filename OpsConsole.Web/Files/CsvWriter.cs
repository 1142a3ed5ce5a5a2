using CsvHelper;

namespace OpsConsole.Web.Files;

/// <summary>Writes rows as CSV that spreadsheets open rightly and safely: UTF-8 with mark, RFC 4180, formulas neutralised. What it writes, <see cref="CsvRows"/> reads back unchanged.</summary>
internal sealed class CsvWriter : IAsyncDisposable
{
    public const char DefaultSeparator = ';';
    private readonly CsvHelper.CsvWriter _writer;

    public CsvWriter(Stream into, char separator = DefaultSeparator) => _writer = CsvHelper.CsvWriter.Create(
        into,
        new CsvWriterOptions { Separator = separator, WriteByteOrderMark = true, ValidateFieldCount = false, Quoting = CsvQuoting.WhenNeededOrWhitespace },
        leaveOpen: true);

    public ValueTask WriteAsync(IEnumerable<string?> cells, CancellationToken ct) =>
        _writer.WriteRecordAsync([.. cells.Select(cell => FormulaGuard.Neutralise(cell ?? ""))], ct);

    public async ValueTask DisposeAsync()
    {
        await _writer.FlushAsync();
        await _writer.DisposeAsync();
    }
}
