using System.Buffers;
using System.Text;

namespace OpsConsole.Web.Files;

/// <summary>A table as CSV that spreadsheets open rightly and safely: UTF-8 with mark, RFC 4180, formulas neutralised; what it writes, <see cref="CsvRows"/> reads back unchanged.</summary>
internal sealed class CsvTable : ITableWriter
{
    private const int Block = 1 << 16;
    private readonly Stream _into;
    private readonly char _separator;
    private readonly SearchValues<char> _quoted;
    private readonly StringBuilder _text = new(Block);
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();     // remembers half a pair between two blocks
    private readonly byte[] _bytes = new byte[Encoding.UTF8.GetMaxByteCount(Block)];

    public CsvTable(Stream into, char separator)
    {
        (_into, _separator) = (into, separator);
        _quoted = SearchValues.Create([separator, '"', '\r', '\n']);
        _text.Append('\uFEFF');
    }

    public ValueTask WriteAsync(ReadOnlyMemory<Cell> cells, CancellationToken ct)
    {
        var row = cells.Span;
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0)
                _text.Append(_separator);
            if (row[i].Kind is not CellKind.Empty)
                Put(row[i].Kind is CellKind.Text ? FormulaGuard.Neutralise(row[i].Text!) : row[i].Said);
        }

        _text.Append("\r\n");
        return _text.Length < Block / 2 ? ValueTask.CompletedTask : new(FlushAsync(ct));
    }

    public async Task FinishAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        await _into.FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Put(string said)
    {
        if (said.AsSpan().IndexOfAny(_quoted) < 0 && !char.IsWhiteSpace(said[0]) && !char.IsWhiteSpace(said[^1]))
            _text.Append(said);
        else
            _text.Append('"').Append(said.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        foreach (var chunk in _text.GetChunks())
            for (var rest = chunk; rest.Length > 0;)
            {
                var take = Math.Min(rest.Length, Block);
                await _into.WriteAsync(_bytes.AsMemory(0, _encoder.GetBytes(rest.Span[..take], _bytes, flush: false)), ct);
                rest = rest[take..];
            }
        _text.Clear();
    }
}
