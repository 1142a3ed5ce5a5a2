using OpsConsole.Domain.Imports;
using OpsConsole.Web.Campaigns;

namespace OpsConsole.Web.Files;

/// <summary>The rejected rows as they stood in the file, with a column that says why: mended, it can be imported again.</summary>
internal static class RejectedCsv
{
    public static async Task WriteAsync(Stream into, ImportView import, IAsyncEnumerable<IReadOnlyList<ImportProblem>> rows, ImportWords words, CancellationToken ct)
    {
        var header = import.Notices.FirstOrDefault(n => n.Code == ImportNotice.Header)?.Args ?? [];
        await using var csv = new CsvWriter(into);
        await csv.WriteAsync([.. header, RejectedRows.ReasonColumn], ct);
        await foreach (var problems in rows.WithCancellation(ct))
        {
            var cells = problems[0].Cells ?? [];
            await csv.WriteAsync([.. Enumerable.Range(0, header.Length).Select(at => at < cells.Count ? cells[at] : ""), string.Join(" ", problems.Select(p => Why(p, words)))], ct);
        }
    }

    private static string Why(ImportProblem problem, ImportWords words) => problem.Column is { } column ? $"{column}: {words.Of(problem)}" : words.Of(problem);
}
