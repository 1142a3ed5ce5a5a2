using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>The totals of a list: counted once, over the same cases as the rows (docs/rules.md, "Reports").</summary>
internal sealed record GridTotals(int Cases, int Alerts, IReadOnlyDictionary<CaseStatus, int> Statuses, IReadOnlyDictionary<SlaState, int> Deadlines, IReadOnlyDictionary<int, int> Branches)
{
    /// <summary>What of a case has to be read for them.</summary>
    public static readonly IReadOnlyCollection<string> Parts = [nameof(ExportRow.Status), nameof(ExportRow.IsAlert), nameof(ExportRow.DueAt), nameof(ExportRow.CompletedAt), nameof(ExportRow.BranchId)];

    public static async Task<GridTotals> CountAsync(IAsyncEnumerable<IReadOnlyList<ExportRow>> slices, DateTime now, CancellationToken ct)
    {
        var (cases, alerts) = (0, 0);
        var (statuses, deadlines, branches) = (new Dictionary<CaseStatus, int>(), new Dictionary<SlaState, int>(), new Dictionary<int, int>());
        await foreach (var slice in slices.WithCancellation(ct))
            foreach (var row in slice)
            {
                cases++;
                alerts += row.IsAlert ? 1 : 0;
                statuses[row.Status] = statuses.GetValueOrDefault(row.Status) + 1;
                branches[row.BranchId] = branches.GetValueOrDefault(row.BranchId) + 1;
                if (SlaPolicy.StateOf(row.DueAt, row.CompletedAt, now) is { } state)
                    deadlines[state] = deadlines.GetValueOrDefault(state) + 1;
            }

        return new(cases, alerts, statuses, deadlines, branches);
    }
}

/// <summary>A list with its filter in words, totals, charts and rows (docs/rules.md, "Reports").</summary>
internal sealed class GridPaper(string campaign, string sentence, GridTotals totals, ExportCells cells, ExportNames names, IStringLocalizer<ReportTexts> text, IStringLocalizer<ControlTexts> words)
{
    /// <summary>Columns that fit on a lying page; a workbook has them all.</summary>
    public const int MostColumns = 16;

    private const int MostBranches = 20, Standing = 7;

    public bool IsWide => cells.Head.Count > Standing;

    public string Title => text["Grid.Title", campaign];

    public ReportTable Summary => new(text["Sheet.Summary"], [new(text["Figure"], 4), new(text["Count"], 1, true)],
    [
        Line(text["Cases"], totals.Cases), Line(text["Alerts"], totals.Alerts),
        .. Enum.GetValues<CaseStatus>().Where(totals.Statuses.ContainsKey).Select(s => Line(words["Status." + s], totals.Statuses[s])),
        .. Enum.GetValues<SlaState>().Where(totals.Deadlines.ContainsKey).Select(s => Line(text["Deadline", words["Sla." + s].Value], totals.Deadlines[s])),
        .. Branches.Select(b => Line(text["OfBranch", b.Name], b.Count)),
    ]);

    public BookSheet Filter => new(text["Sheet.Filter"], [text["Sheet.Filter"]], [[Cell.Of(sentence)]]);

    public BookSheet Rows => new(text["Sheet.Rows"], cells.Head, []);

    public IReadOnlyList<BookSheet> Book => [Filter, Summary.Sheet, Rows];

    /// <summary>Up to the rows.</summary>
    public void Begin(IReportPaper paper)
    {
        paper.Heading(1, Title);
        paper.Text(sentence);
        paper.Tiles([new(text["Cases"], Formats.Number(totals.Cases)), .. new[] { SlaState.OnTime, SlaState.DueSoon, SlaState.Overdue, SlaState.Met, SlaState.Missed }.Where(totals.Deadlines.ContainsKey).Select(s => new ReportTile(words["Sla." + s], Formats.Number(totals.Deadlines[s]), Formats.Percent(totals.Deadlines[s] * 100m / totals.Cases)))]);
        paper.Heading(2, text["Grid.ByState"]);
        paper.Bars(Chart(text["Grid.ByState"], [.. Enum.GetValues<CaseStatus>().Where(totals.Statuses.ContainsKey).Select(s => (words["Status." + s].Value, totals.Statuses[s]))]));
        paper.Heading(2, text["Grid.ByBranch"]);
        paper.Bars(Chart(text["Grid.ByBranch"], [.. Branches.Take(MostBranches)]));
        paper.Heading(2, text["Grid.Rows", Formats.Number(totals.Cases)]);
        if (cells.Head.Count > MostColumns)
            paper.Text(text["Grid.MoreColumns", MostColumns, cells.Head.Count], isQuiet: true);
        paper.BeginTable([.. cells.Head.Zip(cells.Widths, (head, width) => new ReportColumn(head, Math.Clamp(width, 10, 28))).Take(MostColumns)]);
    }

    private IEnumerable<(string Name, int Count)> Branches => totals.Branches.Select(b => (Name: names.Branches.GetValueOrDefault(b.Key, Formats.Nothing), Count: b.Value)).OrderByDescending(b => b.Count).ThenBy(b => b.Name, StringComparer.Ordinal);

    private ReportBars Chart(string name, IReadOnlyList<(string Name, int Count)> bars) =>
        new($"{name}: {string.Join(", ", bars.Select(b => $"{b.Name} {Formats.Number(b.Count)}"))}", [text["Cases"]], [.. bars.Select(b => new ReportBar(b.Name, [b.Count], $"{Formats.Number(b.Count)} ({Formats.Percent(b.Count * 100m / totals.Cases)})"))]);

    private static ReportRow Line(string name, int count) => new([Cell.Of(name), Cell.Of(count)]);
}
