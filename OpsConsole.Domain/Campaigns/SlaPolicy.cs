using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Campaigns;

/// <summary>How a campaign's deadlines are counted: the unit, how many of it, by which calendar, and what makes the clock stand still (docs/rules.md, "Deadlines").</summary>
/// <param name="Days">So many days, where the priority does not say otherwise.</param>
public sealed record SlaPolicy(int Days, string Unit = SlaPolicy.NaturalDays, string From = "surveyAt")
{
    public const string NaturalDays = "natural_days", BusinessDays = "business_days", BusinessHours = "business_hours";

    /// <summary>Business hours by priority.</summary>
    public IReadOnlyDictionary<CasePriority, int>? HoursByPriority { get; init; }

    /// <summary>Days by priority; null: the same for all.</summary>
    public IReadOnlyDictionary<CasePriority, int>? DaysByPriority { get; init; }

    /// <summary>When business hours run, local time; none: the calendar's.</summary>
    public IReadOnlyList<OpenHours> OpenHours { get; init; } = [];

    /// <summary>Weekends and holidays, as they were when the policy was saved; null: none are left out.</summary>
    public BusinessCalendar? Calendar { get; init; }

    /// <summary>While a case stands so, its clock does not run.</summary>
    public IReadOnlyList<CaseStatus> PauseStates { get; init; } = [];

    /// <summary>What the console reminds of by itself.</summary>
    public ReminderRules Reminders { get; init; } = ReminderRules.None;

    /// <summary>Due soon: less than this is left.</summary>
    public static readonly TimeSpan SoonWindow = TimeSpan.FromHours(24);

    public DateTime DueAt(DateTime startUtc, CampaignTime time, CasePriority priority = CasePriority.Normal, IReadOnlyList<Pause>? pauses = null) =>
        Receipt(startUtc, time, priority, pauses).DueAt;

    /// <summary>The deadline and how it came about. Pauses that have not ended do not count yet.</summary>
    public DeadlineReceipt Receipt(DateTime startUtc, CampaignTime time, CasePriority priority = CasePriority.Normal, IReadOnlyList<Pause>? pauses = null)
    {
        var over = (pauses ?? []).Where(p => p.To > startUtc && p.To > p.From).OrderBy(p => p.From).ToList();
        var clock = new DeadlineClock(new(Calendar, OpenHours), time, startUtc, over);
        return Unit switch
        {
            BusinessHours => clock.BusinessHours(Amount(priority)),
            BusinessDays => clock.BusinessDays(Amount(priority)),
            _ => clock.NaturalDays(Amount(priority)),
        };
    }

    public int Amount(CasePriority priority) => Unit == BusinessHours ? HoursByPriority?.GetValueOrDefault(priority) ?? 0 : DaysByPriority?.GetValueOrDefault(priority, Days) ?? Days;

    /// <summary>Null without a deadline. Met: completed at or before it.</summary>
    public static SlaState? StateOf(DateTime? dueAt, DateTime? completedAt, DateTime now) => (dueAt, completedAt) switch
    {
        (null, _) => null,
        ({ } due, { } done) => done <= due ? SlaState.Met : SlaState.Missed,
        ({ } due, null) when due < now => SlaState.Overdue,
        ({ } due, null) => due - now < SoonWindow ? SlaState.DueSoon : SlaState.OnTime,
    };
}
