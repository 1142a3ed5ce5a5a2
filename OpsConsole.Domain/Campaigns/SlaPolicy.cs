using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Campaigns;

/// <summary>How a deadline is counted. Natural days: the same local clock time, <paramref name="Days"/> days later (docs/rules.md, "Deadlines").</summary>
public sealed record SlaPolicy(int Days, string Unit = SlaPolicy.NaturalDays, string From = "surveyAt")
{
    public const string NaturalDays = "natural_days", BusinessHours = "business_hours";

    /// <summary>Business hours by priority.</summary>
    public IReadOnlyDictionary<CasePriority, int>? HoursByPriority { get; init; }

    /// <summary>When business hours run, local time.</summary>
    public IReadOnlyList<OpenHours> OpenHours { get; init; } = [];

    /// <summary>Due soon: less than this is left.</summary>
    public static readonly TimeSpan SoonWindow = TimeSpan.FromHours(24);

    public DateTime DueAt(DateTime startUtc, CampaignTime time, CasePriority priority = CasePriority.Normal) => Unit == BusinessHours
        ? Campaigns.OpenHours.After(OpenHours, startUtc, TimeSpan.FromHours(HoursByPriority?.GetValueOrDefault(priority) ?? 0), time)
        : time.ToUtc(time.ToLocal(startUtc).AddDays(Days));

    /// <summary>Null without a deadline. Met: completed at or before it.</summary>
    public static SlaState? StateOf(DateTime? dueAt, DateTime? completedAt, DateTime now) => (dueAt, completedAt) switch
    {
        (null, _) => null,
        ({ } due, { } done) => done <= due ? SlaState.Met : SlaState.Missed,
        ({ } due, null) when due < now => SlaState.Overdue,
        ({ } due, null) => due - now < SoonWindow ? SlaState.DueSoon : SlaState.OnTime,
    };
}
