using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>A frozen week in the reader's words: page, workbook and PDF take their figures from here and nowhere else (docs/rules.md, "Weekly report").</summary>
internal sealed class WeeklyPaper(WeeklyView view, IStringLocalizer<ReportTexts> text, IStringLocalizer<ControlTexts> words, TimeZoneInfo organisation)
{
    private const int Shown = 40;
    private const double Aim = 90;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(view.Campaign.TimeZone);

    public WeeklyView View => view;
    public WeeklyFigures Figures => view.Figures;
    public WeeklyNumbers Now { get; } = view.Figures.Now;
    public WeeklyNumbers Before { get; } = view.Figures.Before;

    public string Title => text["Weekly.Title"];
    public string Period => text["Weekly.Period", System.Globalization.ISOWeek.GetWeekOfYear(Figures.Week.ToDateTime(default)), Day(Figures.Week), Day(Figures.LastDay)];
    public string Frozen => text["Weekly.Frozen", Formats.Moment(Figures.FrozenAt, organisation), Formats.ZoneName(organisation), view.RulesVersion];

    public string Lead => string.Join(' ', new[]
    {
        text[view.IsWhole ? "Weekly.Lead" : "Weekly.LeadOwn", Count(Now.Received)].Value,
        Now.Share is { } share ? text["Weekly.LeadDue", Count(Now.Due), Count(Now.DueInTime), Formats.Percent(share)].Value : text["Weekly.LeadNoneDue"].Value,
        Now.OpenLate > 0 ? text["Weekly.LeadOpen", Count(Now.OpenLate)].Value : text["Weekly.LeadNoneOpen"].Value,
    });

    public IReadOnlyList<ReportTile> Tiles =>
    [
        new(text["Received"], Count(Now.Received), Signed(Now.Received - Before.Received)),
        new(text["CompletedInTime"], Count(Now.InTime), Signed(Now.InTime - Before.InTime), Math.Sign(Now.InTime - Before.InTime)),
        new(text["CompletedLate"], Count(Now.Late), Signed(Now.Late - Before.Late), Math.Sign(Before.Late - Now.Late)),
        new(text["OpenLate"], Count(Now.OpenLate), Signed(Now.OpenLate - Before.OpenLate), Math.Sign(Before.OpenLate - Now.OpenLate)),
        new(text["ContactHours"], Hours(Now.ContactHours), Now.ContactHours is { } hours && Before.ContactHours is { } earlier ? Signed(hours - earlier) : "", Now.ContactHours is { } h && Before.ContactHours is { } e ? Math.Sign(e - h) : 0),
    ];

    /// <summary>Every figure of the week beside that of the week before.</summary>
    public ReportTable Summary => new(text["Sheet.Summary"], [new(text["Figure"], 4), new(text["ThisWeek"], 1, true), new(text["WeekBefore"], 1, true)],
    [
        Line(text["Received"], Now.Received, Before.Received), Line(text["CompletedInTime"], Now.InTime, Before.InTime), Line(text["CompletedLate"], Now.Late, Before.Late), Line(text["OpenLate"], Now.OpenLate, Before.OpenLate),
        Line(text["Due"], Now.Due, Before.Due), Line(text["DueInTime"], Now.DueInTime, Before.DueInTime), new([Cell.Of(text["Share"]), Share(Now.Share), Share(Before.Share)]),
        Line(text["Chased"], Now.Chased, Before.Chased), Line(text["NotChased"], Now.OpenLate - Now.Chased, Before.OpenLate - Before.Chased),
        Line(text["OnLateAttempts"], Now.OnLateAttempts, Before.OnLateAttempts), new([Cell.Of(text["OnLateAttemptsShare"]), Share(Now.LateAttemptShare), Share(Before.LateAttemptShare)]),
        new([Cell.Of(text["ContactHours"]), Tenths(Now.ContactHours), Tenths(Before.ContactHours)]),
    ]);

    public ReportTable Ranking => new(text["Sheet.Branches"], BranchColumns(text["Place"]),
        [.. Figures.Ranked.Select((b, i) => Branch(Cell.Of(i + 1), b)), new([Cell.Empty, Cell.Of(text["Total"]), .. Numbers(Now), Change(Now.Share - Before.Share)], IsTotal: true)]);

    public ReportTable Unranked => new(text["Sheet.Unranked"], BranchColumns(""), [.. Figures.Unranked.Select(b => Branch(Cell.Empty, b))]);

    public ReportTable Causes => new(text["Sheet.Causes"], [new(text["Cause"], 4), new(text["Count"], 1, true), new(text["Change"], 1, true), new(text["WhereMost"], 3)],
        [.. Figures.Causes.Select(c => new ReportRow([Cell.Of(Label(c.Code)), Cell.Of(c.Now), Cell.Of(c.Now - c.Before, Signed(c.Now - c.Before)), Cell.Of(string.Join(", ", Figures.MostOf(c.Code, 2).Select(NameOf)))]))]);

    public ReportTable Late => new(text["Sheet.Late"], [new(text["Alert"], 1), new(text["Branch"], 1.6), new(text["Responsible"], 1.7), new(text["Survey"], 1.8), new(text["DueAt"], 1.8), new(text["Delay"], 0.9, true), new(text["State"], 1.9), new(text["Reminders"], 1.5, true)],
        [.. Figures.Late.Select(l => new ReportRow([Cell.Of(CaseNumber.Of(l.CaseId)), Cell.Of(NameOf(l.BranchId)), Cell.Of(l.ResponsibleId is { } id ? view.People.GetValueOrDefault(id) : null), Cell.Moment(Local(l.ReceivedAt)), Cell.Moment(Local(l.DueAt)), Cell.Of(l.Days, Days(l.Days)), Cell.Of(words["Status." + l.Status]), Cell.Of(l.Reminders)], Key: l.CaseId))]);

    public ReportTable Weeks => new(text["Sheet.Weeks"], [new(text["Week"], 2), new(text["Due"], 1, true), new(text["DueInTime"], 1, true), new(text["Share"], 1, true)],
        [.. Curve.Select(w => new ReportRow([Cell.Of(w.Name), Cell.Of(w.Due.Due), Cell.Of(w.Due.InTime), Share(w.Due.Share)]))]);

    public string Explanation => text["Weekly.Explained", WeeklyFigures.LeastRanked];

    public void Draw(IReportPaper paper)
    {
        paper.Heading(1, Title);
        paper.Text(Lead);
        paper.Tiles(Tiles);
        if (Figures.Branches.Any(b => b.Now.Completed + b.Now.OpenLate > 0))
        {
            paper.Heading(2, text["Weekly.ByBranch"]);
            paper.Bars(Bars);
        }

        paper.Heading(2, text["Weekly.Ranking"]);
        Ranking.Draw(paper);
        if (Figures.Unranked.Count > 0)
        {
            paper.Heading(2, Unranked.Name);
            Unranked.Draw(paper);
        }

        if (Figures.Causes.Count > 0)
        {
            paper.Heading(2, Causes.Name);
            Causes.Draw(paper);
        }

        paper.Heading(2, text["Weekly.LateCount", Count(Figures.Late.Count)]);
        if (Figures.Late.Count == 0)
            paper.Text(text["Weekly.NoneLate"]);
        else
            Late.Draw(paper);
        if (Figures.Weeks.Any(w => w.Due > 0))
        {
            paper.Heading(2, text["Weekly.Curve"]);
            paper.Curve(new(text["Weekly.CurveSays", string.Join(", ", Curve.Where(w => w.Due.Share is not null).Select(w => $"{w.Name}: {Formats.Percent(w.Due.Share!.Value)}"))], [.. Curve.Select(w => (w.Name, (double?)w.Due.Share))], Aim));
            Weeks.Draw(paper);
        }

        paper.Heading(2, Summary.Name);
        Summary.Draw(paper);
        paper.Note(text["Weekly.HowCounted"], Explanation);
        paper.Close();
    }

    public IReadOnlyList<BookSheet> Book => [Summary.Sheet, Ranking.Sheet, Unranked.Sheet, Causes.Sheet, Late.Sheet, Weeks.Sheet];

    public string NameOf(int branch) => view.Branches.GetValueOrDefault(branch, Formats.Nothing);

    private IEnumerable<(string Name, WeeklyDue Due)> Curve => Figures.Weeks.Select((due, i) => (text["WeekShort", System.Globalization.ISOWeek.GetWeekOfYear(Figures.Week.AddDays(7 * (i + 1 - WeeklyFigures.CurveWeeks)).ToDateTime(default))].Value, due));

    private ReportBars Bars
    {
        get
        {
            var branches = Figures.Ranked.Concat(Figures.Unranked).Where(b => b.Now.Completed + b.Now.OpenLate > 0).Take(Shown).ToList();
            return new(text["Weekly.BarsSay", string.Join("; ", branches.Select(b => text["Weekly.BarSays", NameOf(b.BranchId), b.Now.InTime, b.Now.Late, b.Now.OpenLate].Value))],
                [text["CompletedInTime"], text["CompletedLate"], text["OpenLate"]], [.. branches.Select(b => new ReportBar(NameOf(b.BranchId), [b.Now.InTime, b.Now.Late, b.Now.OpenLate], b.Now.Share is { } share ? Formats.Percent(share) : ""))]);
        }
    }

    private IReadOnlyList<ReportColumn> BranchColumns(string place) =>
        [new(place, 0.7), new(text["Branch"], 2.6), new(text["Received"], 1.2, true), new(text["InTime"], 1.1, true), new(text["TooLate"], 1, true), new(text["Open"], 1.1, true), new(text["Worst"], 1.1, true), new(text["Due"], 1, true), new(text["Share"], 1.5, true), new(text["Change"], 1.1, true)];

    private ReportRow Branch(Cell place, WeeklyBranch b) => new([place, Cell.Of(NameOf(b.BranchId)), .. Numbers(b.Now), Change(b.Change)], Key: b.BranchId);

    private IEnumerable<Cell> Numbers(WeeklyNumbers n) => [Cell.Of(n.Received), Cell.Of(n.InTime), Cell.Of(n.Late), Cell.Of(n.OpenLate), n.OpenLate == 0 ? Cell.Empty : Cell.Of(n.WorstDays, Days(n.WorstDays)), Cell.Of(n.Due), Share(n.Share)];

    private string Label(string code) => view.Campaign.Settings.RootCauses.FirstOrDefault((CatalogueEntry c) => c.Code == code)?.Label ?? code;

    private string Days(int days) => text["Days", days];

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, _zone);

    private static ReportRow Line(string name, int now, int before) => new([Cell.Of(name), Cell.Of(now), Cell.Of(before)]);

    private static Cell Share(decimal? share) => share is { } known ? Cell.Of((double)known, Formats.Percent(known)) : Cell.Empty;

    private static Cell Change(decimal? points) => points is { } known ? Cell.Of((double)known, Signed(known)) : Cell.Empty;

    private static Cell Tenths(decimal? value) => value is { } known ? Cell.Of((double)known, Hours(value)) : Cell.Empty;

    private static string Hours(decimal? hours) => hours is { } known ? known.ToString("N1", System.Globalization.CultureInfo.CurrentCulture) : Formats.Nothing;

    private static string Count(int value) => Formats.Number(value);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static string Signed(decimal value) => (value > 0 ? "+" : value < 0 ? "−" : "") + (value == decimal.Truncate(value) ? Math.Abs(value).ToString("N0", System.Globalization.CultureInfo.CurrentCulture) : Math.Abs(value).ToString("N1", System.Globalization.CultureInfo.CurrentCulture));
}
