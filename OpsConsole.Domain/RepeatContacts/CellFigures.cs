using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>How many forms, how many of them were escalated to an area, and how many are not completed. Groups can be added up.</summary>
public readonly record struct CellCount(int Forms, int Escalated, int Pending)
{
    public static CellCount operator +(CellCount a, CellCount b) => new(a.Forms + b.Forms, a.Escalated + b.Escalated, a.Pending + b.Pending);

    public static CellCount Sum(IEnumerable<CellGroup> groups) => groups.Aggregate(default(CellCount), (sum, g) => sum + g.Count);
}

/// <summary>Forms of one cause whose question to one area stands alike, as the database adds them up.</summary>
/// <param name="State">Null: no area was asked yet.</param>
public sealed record CellGroup(string? Cause, EscalationState? State, string? Area, CellCount Count);

/// <summary>The forms of a local day by cause, state and area, as one person may see them; page, workbook and PDF show this record (docs/rules.md, "Reports of the cell").</summary>
/// <param name="IsWhole">The reader sees all branches.</param>
public sealed record CellDay(DateOnly Day, bool IsWhole, IReadOnlyList<CellGroup> Groups)
{
    public CellCount Total => CellCount.Sum(Groups);
}

/// <summary>What became of the questions to areas, by the last one of each case.</summary>
/// <param name="Returned">Given back instead of answered.</param>
/// <param name="Waiting">Not answered, and there is time left.</param>
/// <param name="Overdue">Not answered, and the time is over: the alarms.</param>
public readonly record struct CellAnswers(int InTime, int Late, int Returned, int Waiting, int Overdue)
{
    public int Asked => InTime + Late + Returned + Waiting + Overdue;

    public static CellAnswers operator +(CellAnswers a, CellAnswers b) => new(a.InTime + b.InTime, a.Late + b.Late, a.Returned + b.Returned, a.Waiting + b.Waiting, a.Overdue + b.Overdue);

    internal static CellAnswers Of(EscalationState state, EscalationRound round, DateTime now) => round switch
    {
        { AnsweredAt: { } at } => at <= round.DueAt ? new(1, 0, 0, 0, 0) : new(0, 1, 0, 0, 0),
        _ when state != EscalationState.Open => new(0, 0, 1, 0, 0),
        _ => round.DueAt < now ? new(0, 0, 0, 0, 1) : new(0, 0, 0, 1, 0),
    };
}

/// <summary>A question to an area whose time is over without an answer.</summary>
public sealed record CellAlarm(string Number, string? Cause, string? Area, DateTime DueAt);

/// <summary>The forms of a week, Monday to Sunday in local days, as the client is told of them (docs/rules.md, "Reports of the cell").</summary>
/// <param name="Completed">Forms whose case is completed: over these the days are taken.</param>
/// <param name="Days">Business days from form to end, added up.</param>
public sealed record CellWeek(DateOnly Week, bool IsWhole, IReadOnlyList<CellGroup> Groups, IReadOnlyDictionary<string, CellAnswers> Areas, IReadOnlyList<CellAlarm> Alarms, int Completed, int Days, WeekPlan Plan)
{
    public DateOnly LastDay => Week.AddDays(6);
    public CellCount Total => CellCount.Sum(Groups);
    public CellAnswers Answers => Areas.Values.Aggregate(default(CellAnswers), (sum, a) => sum + a);

    /// <summary>Mean of management, one decimal, half rounded up; null where nothing was completed.</summary>
    public decimal? MeanDays => Completed == 0 ? null : Math.Round((decimal)Days / Completed, 1, MidpointRounding.AwayFromZero);
}

/// <summary>The plan of action of a week, and who wrote it when.</summary>
/// <param name="Version">0: nothing was written yet.</param>
public sealed record WeekPlan(string? Text, string? By, DateTime? At, DateTime? SentAt, long Version)
{
    public static readonly WeekPlan None = new(null, null, null, null, 0);
}

/// <summary>Marked forms and the wrong ones among them.</summary>
public readonly record struct MarkCount(int Marked, int Wrong)
{
    /// <summary>In percent with one decimal, half rounded up; null where nothing was marked.</summary>
    public decimal? Rate => Figures.Percent(Wrong, Marked);

    public static MarkCount operator +(MarkCount a, MarkCount b) => new(a.Marked + b.Marked, a.Wrong + b.Wrong);
}

/// <summary>How the forms that a person filled in during a week were marked, and what came of it.</summary>
/// <param name="Feedback">The record of that week; null: none was opened.</param>
/// <param name="After">The four weeks after it was opened.</param>
public sealed record CellAgent(int Id, string Name, string Email, MarkCount Count, FeedbackView? Feedback, MarkCount After);

/// <summary>Contacts and repeats of one cause, week by week; the last one is the week asked for.</summary>
/// <param name="Cause">Null: the log names none.</param>
public sealed record CellCauseTrend(string? Cause, IReadOnlyList<(int Contacts, int Repeats)> Weeks)
{
    public int Contacts => Weeks[^1].Contacts;
    public int Repeats => Weeks[^1].Repeats;
}

/// <summary>The quality of a week: who filled forms in badly, and which causes make customers come back (docs/rules.md, "Reports of the cell").</summary>
/// <param name="Top">At most five, the worst first.</param>
/// <param name="Apart">Wrong forms, yet too few marked ones to be ranked.</param>
/// <param name="Trends">Causes by repeats of the week, the most first.</param>
public sealed record CellQuality(DateOnly Week, bool IsWhole, int RankedFrom, MarkCount Total, IReadOnlyList<CellAgent> Top, IReadOnlyList<CellAgent> Apart, IReadOnlyList<CellCauseTrend> Trends)
{
    public const int Most = 5, TrendWeeks = 12, MeasuredDays = 28;

    public DateOnly LastDay => Week.AddDays(6);
    public IReadOnlyList<DateOnly> Weeks => [.. Enumerable.Range(1 - TrendWeeks, TrendWeeks).Select(i => Week.AddDays(7 * i))];

    /// <summary>All causes together.</summary>
    public IReadOnlyList<(int Contacts, int Repeats)> All => [.. Enumerable.Range(0, TrendWeeks).Select(i => (Trends.Sum(t => t.Weeks[i].Contacts), Trends.Sum(t => t.Weeks[i].Repeats)))];
}

/// <summary>Who is ranked: a rate over few forms says nothing (docs/rules.md, "Reports of the cell").</summary>
public static class CellRanking
{
    /// <summary>By error rate, exactly, then by how many were wrong, then by name.</summary>
    public static (IReadOnlyList<T> Top, IReadOnlyList<T> Apart) Of<T>(IEnumerable<T> people, Func<T, MarkCount> count, Func<T, string> name, int rankedFrom)
    {
        List<T> ordered = [.. people.Where(p => count(p).Wrong > 0).OrderByDescending(p => (decimal)count(p).Wrong / count(p).Marked).ThenByDescending(p => count(p).Wrong).ThenBy(name, StringComparer.Ordinal)];
        return ([.. ordered.Where(p => count(p).Marked >= rankedFrom).Take(CellQuality.Most)], [.. ordered.Where(p => count(p).Marked < rankedFrom)]);
    }
}

/// <summary>Of which days and weeks figures are told: what is over, from seven in the morning of the next day on, in the campaign's zone (docs/rules.md, "Reports of the cell").</summary>
public static class CellHour
{
    private static readonly TimeOnly At = new(7, 0);

    /// <summary>The last day whose figures are told by now.</summary>
    public static DateOnly LastDay(CampaignTime time) => time.Today.AddDays(TimeOnly.FromDateTime(time.ToLocal(time.UtcNow)) >= At ? -1 : -2);

    /// <summary>The Monday of the last week whose figures are told by now.</summary>
    public static DateOnly LastWeek(CampaignTime time) => MondayOf(LastDay(time).AddDays(1)).AddDays(-7);

    /// <summary>When what ended with this day is told.</summary>
    public static DateTime ToldAt(CampaignTime time, DateOnly last) => time.ToUtc(last.AddDays(1).ToDateTime(At));

    public static DateOnly MondayOf(DateOnly day) => Reports.WeeklyHour.MondayOf(day);

    /// <summary>The day asked for; yesterday where none is. What has not begun is refused.</summary>
    public static (DateOnly Day, Refusal? Wrong) Day(DateOnly? asked, DateOnly today) => asked > today ? (default, new("report.period_ahead", "day")) : (asked ?? today.AddDays(-1), null);

    /// <summary>The Monday asked for; that of the last whole week where none is.</summary>
    public static (DateOnly Week, Refusal? Wrong) Week(DateOnly? asked, DateOnly today) =>
        asked is { DayOfWeek: not DayOfWeek.Monday } ? (default, new("report.not_a_week", "week")) : asked > today ? (default, new("report.period_ahead", "week")) : (asked ?? MondayOf(today).AddDays(-7), null);
}
