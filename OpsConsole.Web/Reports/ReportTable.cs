using OpsConsole.Web.Files;

namespace OpsConsole.Web.Reports;

/// <summary>A table of a report as page, workbook and PDF show it: the same cells, typed for the workbook, said for the others.</summary>
internal sealed record ReportTable(string Name, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows)
{
    public BookSheet Sheet => new(Name, [.. Columns.Select(c => c.Head)], [.. Rows.Select(r => r.Cells)]);

    public void Draw(IReportPaper paper)
    {
        paper.BeginTable(Columns);
        foreach (var row in Rows)
            paper.Row([.. row.Cells.Select(c => c.Said)], row.IsTotal);
        paper.EndTable();
    }
}

/// <param name="Key">Of a branch or a case that the row leads to; null: nowhere.</param>
internal sealed record ReportRow(IReadOnlyList<Cell> Cells, bool IsTotal = false, long? Key = null);
