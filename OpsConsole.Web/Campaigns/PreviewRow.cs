using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Campaigns;

/// <summary>A row of the preview: its cells under the columns that are imported, and what is wrong with it.</summary>
public sealed record PreviewRow(long Line, IReadOnlyList<string?> Cells, IReadOnlyList<ImportProblem> Problems)
{
    public bool IsRejected => Problems.Any(p => !p.IsWarning);

    public ImportProblem? ProblemOf(string header) => Problems.FirstOrDefault(p => p.Column == header);

    public static PreviewRow Of(RawRow row, IReadOnlyList<BoundColumn> columns, IReadOnlyList<ImportProblem> problems) =>
        new(row.Line, [.. columns.Select(column => column.Cell(row))], [.. problems.Where(p => p.Line == row.Line)]);

    /// <summary>Rows known by their problems alone.</summary>
    public static IEnumerable<PreviewRow> Of(IReadOnlyList<ImportProblem> problems, IReadOnlyList<BoundColumn> columns) =>
        from row in problems.Where(p => p.Line > 0).GroupBy(p => p.Line)
        let raw = new RawRow(row.Key, [.. row.First().Cells ?? []])
        select new PreviewRow(row.Key, [.. columns.Select(column => column.Cell(raw))], [.. row]);
}
