using System.Globalization;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>A report of a repeat-contacts cell in the reader's words: page, workbook, PDF and mail take their figures from here and nowhere else (docs/rules.md, "Reports of the cell").</summary>
internal abstract class CellPaper(Campaign campaign, bool isWhole, IStringLocalizer<ReportTexts> text)
{
    public static readonly IReadOnlyList<EscalationState?> States = [null, .. Enum.GetValues<EscalationState>().Select(s => (EscalationState?)s)];

    public Campaign Campaign => campaign;
    protected RepeatCell Cell => campaign.Settings.Cell;
    protected IStringLocalizer<ReportTexts> Text => text;

    public abstract string Title { get; }
    public abstract string Period { get; }
    public abstract string Lead { get; }
    public abstract IReadOnlyList<ReportTile> Tiles { get; }
    public abstract IReadOnlyList<ReportTable> Tables { get; }
    public string Explanation => text["Cell.Explained"];

    public IReadOnlyList<BookSheet> Book => [.. Tables.Select(t => t.Sheet)];

    public virtual void Draw(IReportPaper paper)
    {
        paper.Heading(1, Title);
        paper.Text(Lead);
        if (Tiles.Count > 0)
            paper.Tiles(Tiles);
        DrawFirst(paper);
        foreach (var table in Tables)
        {
            paper.Heading(2, table.Name);
            if (table.Rows.Count == 0)
                paper.Text(text["Cell.NoRows"], isQuiet: true);
            else
                table.Draw(paper);
        }

        paper.Note(text["Retention.HowCounted"], Explanation);
        paper.Close();
    }

    protected virtual void DrawFirst(IReportPaper paper)
    {
    }

    protected string Own(string lead) => isWhole ? lead : $"{lead} {text["Retention.LeadOwn"].Value}";

    public string CauseName(string? code) => code is null ? text["Cell.NoCause"] : Cell.Cause(code) is { } cause ? $"{cause.Code} {cause.Label}" : code;

    public string AreaName(string? code) => code is null ? text["Cell.NoArea"] : Cell.Area(code)?.Label ?? code;

    public string StateName(EscalationState? state) => text[state is { } known ? "Cell.State." + known : "Cell.State.None"];

    /// <summary>As the campaign has them, then what it no longer has, then those without.</summary>
    protected static IReadOnlyList<string?> Ordered(IEnumerable<string> known, IEnumerable<string?> seen)
    {
        List<string> all = [.. known];
        var had = seen.ToHashSet();
        return [.. all.Where(had.Contains), .. had.OfType<string>().Except(all).Order(StringComparer.Ordinal), .. had.Contains(null) ? [null] : Array.Empty<string?>()];
    }

    protected static Cell Number(int value) => Files.Cell.Of(value, Count(value));

    protected static Cell Said(string said) => Files.Cell.Of(said);

    protected static Cell Share(decimal? percent) => percent is { } known ? Files.Cell.Of((double)known, Formats.Percent(known)) : Files.Cell.Of(Formats.Nothing);

    protected static string Count(int value) => Formats.Number(value);

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    protected static string Short(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);
}

/// <summary>The pivot of a day.</summary>
internal sealed class CellDayPaper(CellDay day, Campaign campaign, IStringLocalizer<ReportTexts> text) : CellPaper(campaign, day.IsWhole, text)
{
    public CellDay Figures => day;
    public IReadOnlyList<string?> Causes { get; } = Ordered(campaign.Settings.Cell.Causes.Select(c => c.Code), day.Groups.Select(g => g.Cause));
    public IReadOnlyList<string?> Areas { get; } = Ordered(campaign.Settings.Cell.Areas.Select(a => a.Code), day.Groups.Select(g => g.Area));

    public override string Title => Text["Cell.Day.Title"];
    public override string Period => Day(day.Day);
    public override string Lead => Own(Text["Cell.Day.Lead", Count(day.Total.Forms), Count(day.Total.Escalated), Count(day.Total.Pending)]);

    public override IReadOnlyList<ReportTile> Tiles => [new(Text["Cell.Forms"], Count(day.Total.Forms)), new(Text["Cell.Escalated"], Count(day.Total.Escalated)), new(Text["Cell.Pending"], Count(day.Total.Pending))];

    public ReportTable ByState => Pivot(Text["Cell.ByState"], [.. States.Select(StateName)], (group, at) => group.State == States[at]);

    public ReportTable ByArea => Pivot(Text["Cell.ByArea"], [.. Areas.Select(AreaName)], (group, at) => group.Area == Areas[at]);

    public override IReadOnlyList<ReportTable> Tables => [ByState, ByArea];

    /// <summary>Columns: the cause, what it is set against, and forms, escalated and pending of the cause.</summary>
    private ReportTable Pivot(string name, IReadOnlyList<string> heads, Func<CellGroup, int, bool> isIn) => new(name,
        [new(Text["Cell.Cause"], 2.6), .. heads.Select(h => new ReportColumn(h, 1.1, true)), new(Text["Cell.Forms"], 1.25, true), new(Text["Cell.Escalated"], 1.15, true), new(Text["Cell.Pending"], 1.2, true)],
        [.. Causes.Select(cause => new ReportRow([Said(CauseName(cause)), .. Numbers(day.Groups.Where(g => g.Cause == cause), heads.Count, isIn)])), new([Said(Text["Total"]), .. Numbers(day.Groups, heads.Count, isIn)], IsTotal: true)]);

    private static IEnumerable<Cell> Numbers(IEnumerable<CellGroup> groups, int columns, Func<CellGroup, int, bool> isIn)
    {
        var own = groups.ToList();
        var total = CellCount.Sum(own);
        return [.. Enumerable.Range(0, columns).Select(at => Number(CellCount.Sum(own.Where(g => isIn(g, at))).Forms)), Number(total.Forms), Number(total.Escalated), Number(total.Pending)];
    }
}

/// <summary>The week as the client is told of it.</summary>
internal sealed class CellWeekPaper(CellWeek week, Campaign campaign, IStringLocalizer<ReportTexts> text, TimeZoneInfo zone) : CellPaper(campaign, week.IsWhole, text)
{
    public CellWeek Figures => week;
    public IReadOnlyList<string?> Causes { get; } = Ordered(campaign.Settings.Cell.Causes.Select(c => c.Code), week.Groups.Select(g => g.Cause));
    public IReadOnlyList<string?> Areas { get; } = Ordered(campaign.Settings.Cell.Areas.Select(a => a.Code), week.Groups.Select(g => g.Area).Concat(week.Areas.Keys));

    public override string Title => Text["Cell.Week.Title"];
    public override string Period => Text["Retention.Period", Day(week.Week), Day(week.LastDay)];
    public override string Lead => Own(string.Join(' ', Text["Cell.Day.Lead", Count(week.Total.Forms), Count(week.Total.Escalated), Count(week.Total.Pending)].Value,
        Text["Cell.Week.Lead", Count(week.Answers.InTime), Count(week.Answers.Late), Count(week.Alarms.Count)].Value));

    public override IReadOnlyList<ReportTile> Tiles =>
    [
        new(Text["Cell.Forms"], Count(week.Total.Forms)), new(Text["Cell.Escalated"], Count(week.Total.Escalated)), new(Text["Cell.InTime"], Count(week.Answers.InTime)), new(Text["Cell.Late"], Count(week.Answers.Late)),
        new(Text["Cell.Alarms"], Count(week.Alarms.Count)), new(Text["Cell.MeanDays"], MeanDays),
    ];

    public string MeanDays => week.MeanDays?.ToString("N1", CultureInfo.CurrentCulture) ?? Formats.Nothing;

    public ReportTable ByCause => new(Text["Cell.ByCause"], [new(Text["Cell.Cause"], 3), new(Text["Cell.Forms"], 1, true), new(Text["Cell.Escalated"], 1, true), new(Text["Cell.Pending"], 1, true)],
        [.. Causes.Select(cause => Row(CauseName(cause), CellCount.Sum(week.Groups.Where(g => g.Cause == cause)))), Row(Text["Total"], week.Total, isTotal: true)]);

    public ReportTable ByArea => new(Text["Cell.Areas"],
        [new(Text["Cell.Area"], 2.4), new(Text["Cell.Escalated"], 1.1, true), new(Text["Cell.InTime"], 1.1, true), new(Text["Cell.Late"], 1, true), new(Text["Cell.Returned"], 1.1, true), new(Text["Cell.Waiting"], 1.1, true), new(Text["Cell.Overdue"], 1.3, true)],
        [.. Areas.OfType<string>().Where(week.Areas.ContainsKey).Select(area => Row(AreaName(area), week.Areas[area])), Row(Text["Total"], week.Answers, isTotal: true)]);

    public ReportTable Alarms => new(Text["Cell.Alarms"], [new(Text["Cell.Case"], 1), new(Text["Cell.Cause"], 2.4), new(Text["Cell.Area"], 1.8), new(Text["Cell.DueAt"], 1.6)],
        [.. week.Alarms.Select(a => new ReportRow([Said(a.Number), Said(CauseName(a.Cause)), Said(AreaName(a.Area)), Files.Cell.Moment(TimeZoneInfo.ConvertTimeFromUtc(a.DueAt, zone))], Key: Domain.Cases.CaseNumber.IdOf(a.Number)))]);

    public ReportTable Plan => new(Text["Cell.Plan"], [new(Text["Cell.Plan"], 1)], week.Plan.Text is { } plan ? [.. plan.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).Select(line => new ReportRow([Said(line)]))] : []);

    public string? Planned => week.Plan is { By: { } by, At: { } at } ? Text["Cell.Planned", by, Formats.Moment(at, zone)].Value : (string?)null;

    public override IReadOnlyList<ReportTable> Tables => [ByCause, ByArea, Alarms, Plan];

    /// <summary>All of it as plain text, for a mail.</summary>
    public string Plain
    {
        get
        {
            List<string> lines = [Title, Period, "", Lead, Text["Cell.MeanDaysIs", MeanDays], ""];
            foreach (var table in new[] { ByCause, ByArea, Alarms })
            {
                lines.Add(table.Name);
                lines.AddRange(table.Rows.Count == 0 ? [Text["Cell.NoRows"]] : table.Rows.Select(r => "- " + string.Join("; ", r.Cells.Index().Select(c => c.Index == 0 ? c.Item.Said : $"{table.Columns[c.Index].Head}: {c.Item.Said}"))));
                lines.Add("");
            }

            lines.AddRange([Text["Cell.Plan"], week.Plan.Text ?? Text["Cell.NoPlan"].Value, "", Explanation]);
            return string.Join('\n', lines);
        }
    }

    private static ReportRow Row(string name, CellCount n, bool isTotal = false) => new([Said(name), Number(n.Forms), Number(n.Escalated), Number(n.Pending)], isTotal);

    private static ReportRow Row(string name, CellAnswers n, bool isTotal = false) => new([Said(name), Number(n.Asked), Number(n.InTime), Number(n.Late), Number(n.Returned), Number(n.Waiting), Number(n.Overdue)], isTotal);
}

/// <summary>Who filled forms in badly, and which causes make customers come back.</summary>
/// <param name="causesOnly">The ranking of causes and its trend alone.</param>
internal sealed class CellQualityPaper(CellQuality quality, Campaign campaign, IStringLocalizer<ReportTexts> text, bool causesOnly = false, bool errorsOnly = false) : CellPaper(campaign, quality.IsWhole, text)
{
    public CellQuality Figures => quality;

    public override string Title => Text[causesOnly ? "Cell.Causes.Title" : errorsOnly ? "Cell.Errors.Title" : "Cell.Quality.Title"];
    public override string Period => Text["Retention.Period", Day(quality.Week), Day(quality.LastDay)];
    public override string Lead => causesOnly ? Text["Cell.Causes.Lead", Count(quality.All[^1].Contacts), Count(quality.All[^1].Repeats)]
        : Own(Text["Cell.Quality.Lead", Count(quality.Total.Marked), Count(quality.Total.Wrong), Rate(quality.Total)]);

    public override IReadOnlyList<ReportTile> Tiles => causesOnly ? [new(Text["Cell.Contacts"], Count(quality.All[^1].Contacts)), new(Text["Cell.Repeats"], Count(quality.All[^1].Repeats))]
        : [new(Text["Cell.Marked"], Count(quality.Total.Marked)), new(Text["Cell.Wrong"], Count(quality.Total.Wrong)), new(Text["Cell.Rate"], Rate(quality.Total))];

    public ReportTable Top => Agents(Text["Cell.Top", CellQuality.Most], quality.Top);

    public ReportTable Apart => Agents(Text["Cell.Apart", quality.RankedFrom], quality.Apart);

    public ReportTable Causes => new(Text["Cell.CauseRanking"], [new(Text["Cell.Cause"], 3), new(Text["Cell.Repeats"], 1.2, true), new(Text["Cell.Contacts"], 1, true), new(Text["Cell.RepeatShare"], 1.2, true), new(Text["Cell.WeekBefore"], 1.4, true)],
        [.. quality.Trends.Where(t => t.Contacts > 0 || t.Weeks[^2].Contacts > 0).Select(t => new ReportRow([Said(CauseName(t.Cause)), Number(t.Repeats), Number(t.Contacts), Share(Percent(t.Repeats, t.Contacts)), Number(t.Weeks[^2].Repeats)]))]);

    public ReportTable Trend => new(Text["Cell.Trend"], [new(Text["Week"], 2), new(Text["Cell.Contacts"], 1, true), new(Text["Cell.Repeats"], 1, true), new(Text["Cell.RepeatShare"], 1, true)],
        [.. quality.Weeks.Zip(quality.All).Select(w => new ReportRow([Said(Day(w.First)), Number(w.Second.Contacts), Number(w.Second.Repeats), Share(Percent(w.Second.Repeats, w.Second.Contacts))]))]);

    /// <summary>What share of each week's contacts were repeats.</summary>
    public ReportCurve Curve
    {
        get
        {
            List<(string Name, decimal? Percent)> points = [.. quality.Weeks.Zip(quality.All).Select(w => (Short(w.First), Percent(w.Second.Repeats, w.Second.Contacts)))];
            return new(Text["Cell.TrendSays", string.Join("; ", points.Where(p => p.Percent is not null).Select(p => $"{p.Name}: {Formats.Percent(p.Percent!.Value)}"))], [.. points.Select(p => (p.Name, (double?)p.Percent))]);
        }
    }

    public override IReadOnlyList<ReportTable> Tables => causesOnly ? [Causes, Trend] : errorsOnly ? [Top, Apart] : [Top, Apart, Causes, Trend];

    public bool HasTrend => quality.All.Any(w => w.Contacts > 0);

    protected override void DrawFirst(IReportPaper paper)
    {
        if (errorsOnly || !HasTrend)
            return;
        paper.Heading(2, Text["Cell.TrendCurve"]);
        paper.Curve(Curve);
    }

    public string FeedbackSaid(CellAgent agent) => agent.Feedback is not { } record ? Formats.Nothing : Text[record.IsPending ? "Cell.Feedback.Pending" : "Cell.Feedback.Acknowledged"];

    /// <summary>The same five with the way to a record where there is none.</summary>
    public ReportTable Of(IReadOnlyList<CellAgent> agents, bool mayOpen) => mayOpen ? Agents(Top.Name, agents, Text["Cell.OpenFeedback"]) : Agents(Top.Name, agents);

    private ReportTable Agents(string name, IReadOnlyList<CellAgent> agents, string? open = null) => new(name,
        [new(Text["Cell.Agent"], 2.4), new(Text["Cell.Rate"], 1, true), new(Text["Cell.Wrong"], 1, true), new(Text["Cell.Marked"], 1.1, true), new(Text["Cell.Feedback"], 1.8), new(Text["Cell.After"], 2)],
        [.. agents.Select(a => new ReportRow([Said(a.Name), Share(a.Count.Rate), Number(a.Count.Wrong), Number(a.Count.Marked), Said(a.Feedback is null && open is not null ? open : FeedbackSaid(a)), Said(a.Feedback is null ? Formats.Nothing : a.After.Rate is { } rate ? Text["Cell.AfterSays", Formats.Percent(rate), Count(a.After.Wrong), Count(a.After.Marked)] : Text["Cell.AfterNone"])], Key: a.Feedback is null && open is not null ? a.Id : null))]);

    private static string Rate(MarkCount count) => count.Rate is { } rate ? Formats.Percent(rate) : Formats.Nothing;

    private static decimal? Percent(int part, int of) => new MarkCount(of, part).Rate;
}
