using System.Globalization;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>Retention figures in the reader's words: page, workbook and PDF take their figures from here and nowhere else (docs/rules.md, "Retention figures").</summary>
internal sealed class RetentionPaper(RetentionFigures figures, Campaign campaign, IStringLocalizer<ReportTexts> text)
{
    private const int MostSaid = 62;

    /// <summary>What the columns of <see cref="Agents"/>, <see cref="Lines"/> and <see cref="Days"/> count, from the second on.</summary>
    public static readonly IReadOnlyList<RetentionFigure?> Counted =
        [null, RetentionFigure.Decided, RetentionFigure.Retained, null, RetentionFigure.Withdrawn, RetentionFigure.Pending, RetentionFigure.Others, RetentionFigure.Benefits, null];

    /// <summary>The same of <see cref="Motives"/>.</summary>
    public static readonly IReadOnlyList<RetentionFigure?> CountedOfMotives = [null, null, RetentionFigure.Cases, RetentionFigure.Benefits, null, null];

    public RetentionFigures Figures => figures;
    public Campaign Campaign => campaign;
    private RetentionCount All => figures.Total;

    public string Title => text["Retention.Title"];
    public string Period => figures.From == figures.To ? Day(figures.From) : text["Retention.Period", Day(figures.From), Day(figures.To)];

    public string Lead => string.Join(' ', new[]
    {
        All.Rate is { } rate ? text["Retention.Lead", Count(All.Decided), Count(All.Retained), Formats.Percent(rate)].Value : text["Retention.LeadNone"].Value,
        All.Benefits > 0 ? text["Retention.LeadBenefits", Count(All.Benefits), Count(All.Months), Months(All.DiscountMonths)].Value : text["Retention.LeadNoBenefits"].Value,
        figures.IsWhole ? "" : text["Retention.LeadOwn"].Value,
    }.Where(part => part.Length > 0));

    /// <summary>Each with what it counts, where a list shows it.</summary>
    public IReadOnlyList<(ReportTile Tile, RetentionFigure? Figure)> Tiles =>
    [
        (new(text["Retention.Decided"], Count(All.Decided)), RetentionFigure.Decided),
        (new(text["Retention.Retained"], Count(All.Retained)), RetentionFigure.Retained),
        (new(text["Retention.Rate"], Rate(All)), null),
        (new(text["Retention.Withdrawn"], Count(All.Withdrawn)), RetentionFigure.Withdrawn),
        (new(text["Retention.Pending"], Count(All.Pending)), RetentionFigure.Pending),
        (new(text["Retention.Others"], Count(All.Others)), RetentionFigure.Others),
        (new(text["Retention.DiscountMonths"], Months(All.DiscountMonths)), null),
    ];

    public ReportTable Summary => new(text["Sheet.Summary"], [new(text["Figure"], 4), new(text["Count"], 1, true)],
    [
        Line(text["Retention.Decided"], All.Decided), Line(text["Retention.Retained"], All.Retained), Line(text["Retention.Withdrawn"], All.Withdrawn), new([Cell.Of(text["Retention.Rate"]), RateCell(All)]),
        .. figures.States.Where(s => s.Result is not (RetentionResult.Retained or RetentionResult.Withdrawn)).Select(s => Line(s.StateLabel, s.Count.Cases)),
        Line(text["Retention.Benefits"], All.Benefits), Line(text["Retention.Months"], All.Months), new([Cell.Of(text["Retention.DiscountMonths"]), MonthsCell(All)]),
    ]);

    public ReportTable Motives => new(text["Sheet.Motives"],
        [new(text["Retention.State"], 2.4), new(text["Retention.Motive"], 3.6), new(text["Retention.Cases"], 1, true), new(text["Retention.Benefits"], 1.25, true), new(text["Retention.Months"], 1.25, true), new(text["Retention.DiscountMonths"], 1.25, true)],
        [.. figures.Motives.Select(m => new ReportRow([Cell.Of(m.StateLabel), Cell.Of(m.Label), Number(m.Count.Cases), .. Granted(m.Count)])), new([Cell.Of(text["Total"]), Cell.Empty, Number(All.Cases), .. Granted(All)], IsTotal: true)]);

    public ReportTable Agents => Table("Sheet.Agents", "Retention.Agent", figures.Agents.Select(a => (Cell.Of(a.Name.Length > 0 ? a.Name : text["Retention.Nobody"]), a.Count)));

    public ReportTable Lines => Table("Sheet.Lines", "Retention.Line", figures.Lines.Select(l => (Cell.Of(l.Name ?? text["Retention.NoLine"]), l.Count)));

    public ReportTable Days => Table("Sheet.Days", "Retention.Day", figures.Days.Select(d => (Cell.Day(d.Day.ToDateTime(default)), d.Count)));

    /// <summary>The rate of each day on which something was decided.</summary>
    public ReportCurve Curve
    {
        get
        {
            var known = figures.Days.Where(d => d.Count.Rate is not null).ToList();
            var said = string.Join("; ", known.Take(MostSaid).Select(d => $"{Short(d.Day)}: {Rate(d.Count)}"));
            return new(text["Retention.CurveSays", said + (known.Count > MostSaid ? "…" : "")], [.. figures.Days.Select(d => (Short(d.Day), (double?)d.Count.Rate))]);
        }
    }

    public string Explanation => text["Retention.Explained"];

    public void Draw(IReportPaper paper)
    {
        paper.Heading(1, Title);
        paper.Text(Lead);
        paper.Tiles([.. Tiles.Take(4).Select(t => t.Tile)]);
        paper.Tiles([.. Tiles.Skip(4).Select(t => t.Tile)]);
        if (figures.Days.Count > 1 && All.Decided > 0)
        {
            paper.Heading(2, text["Retention.Curve"]);
            paper.Curve(Curve);
        }

        foreach (var table in new[] { Motives, Agents, Lines, Days, Summary })
        {
            paper.Heading(2, table.Name);
            table.Draw(paper);
        }

        paper.Note(text["Retention.HowCounted"], Explanation);
        paper.Close();
    }

    public IReadOnlyList<BookSheet> Book => [Summary.Sheet, Motives.Sheet, Agents.Sheet, Lines.Sheet, Days.Sheet];

    public static string Short(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);

    public static string Rate(RetentionCount count) => count.Rate is { } rate ? Formats.Percent(rate) : Formats.Nothing;

    /// <summary>Exact: percentages are whole.</summary>
    public static string Months(decimal months) => months.ToString("N2", CultureInfo.CurrentCulture);

    private ReportTable Table(string name, string first, IEnumerable<(Cell Name, RetentionCount Count)> rows) => new(text[name],
        [new(text[first], 2.6), new(text["Retention.Decided"], 1.25, true), new(text["Retention.Retained"], 1.25, true), new(text["Retention.Rate"], 1.1, true), new(text["Retention.Withdrawn"], 1.05, true),
            new(text["Retention.Pending"], 1.35, true), new(text["Retention.Others"], 0.9, true), new(text["Retention.Benefits"], 1.3, true), new(text["Retention.DiscountMonths"], 1.35, true)],
        [.. rows.Select(r => new ReportRow([r.Name, .. Numbers(r.Count)])), new([Cell.Of(text["Total"]), .. Numbers(All)], IsTotal: true)]);

    private static IEnumerable<Cell> Numbers(RetentionCount n) =>
        [Number(n.Decided), Number(n.Retained), RateCell(n), Number(n.Withdrawn), Number(n.Pending), Number(n.Others), Number(n.Benefits), MonthsCell(n)];

    private static IEnumerable<Cell> Granted(RetentionCount n) => n.Benefits == 0 ? [Cell.Empty, Cell.Empty, Cell.Empty] : [Number(n.Benefits), Number(n.Months), MonthsCell(n)];

    private static ReportRow Line(string name, int count) => new([Cell.Of(name), Number(count)]);

    private static Cell Number(int value) => Cell.Of(value, Count(value));

    private static Cell RateCell(RetentionCount n) => n.Rate is { } rate ? Cell.Of((double)rate, Formats.Percent(rate)) : Cell.Of(Formats.Nothing);

    private static Cell MonthsCell(RetentionCount n) => Cell.Of((double)n.DiscountMonths, Months(n.DiscountMonths));

    private static string Count(int value) => Formats.Number(value);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
