using System.Runtime.CompilerServices;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Demo;

/// <summary>Invented requests as the file that would have brought them.</summary>
internal sealed class DemoTable(IReadOnlyList<InventedRequest> requests) : IRowSource
{
    public IReadOnlyList<string> Header => RetentionColumns.All;
    public long HeaderLine => 1;
    public IReadOnlyList<RawRow> Top => [];
    public FileShape Shape { get; } = new("csv", "utf-8", ";");

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var (at, request) in requests.Index())
        {
            ct.ThrowIfCancellationRequested();
            yield return new(at + 2, [.. Header.Select(column => request.Columns.GetValueOrDefault(column) ?? "")]);
        }
    }
}
