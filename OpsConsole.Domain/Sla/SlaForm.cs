using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Sla;

/// <summary>How a campaign's deadlines shall be counted, as its page edits it (docs/rules.md, "Deadlines").</summary>
public sealed record SlaForm
{
    public const int DaysMax = 60, HoursMax = 1_000, WarningMax = 200;

    /// <summary>What a case may stand in while its clock does not run.</summary>
    public static readonly IReadOnlyList<CaseStatus> Pausable = [CaseStatus.Started, CaseStatus.FollowUp, CaseStatus.Shared, CaseStatus.Transferred];

    public string? Unit { get; init; }

    /// <summary>How many of the unit, by priority; alerts look at the normal one alone.</summary>
    public IReadOnlyDictionary<CasePriority, int?> Amounts { get; init; } = new Dictionary<CasePriority, int?>();

    /// <summary>The code of a calendar; null: none.</summary>
    public string? Calendar { get; init; }

    /// <summary>The campaign's own intervals; none: the calendar's.</summary>
    public IReadOnlyList<OpenHours> Hours { get; init; } = [];
    public IReadOnlyList<CaseStatus> PauseStates { get; init; } = [];

    /// <summary>What the console shall remind of by itself.</summary>
    public ReminderRules Reminders { get; init; } = ReminderRules.None;

    /// <summary>The policy as it stands.</summary>
    public static SlaForm Of(Campaign campaign)
    {
        var sla = campaign.Settings.Sla;
        return new()
        {
            Unit = sla.Unit,
            Amounts = Enum.GetValues<CasePriority>().ToDictionary(p => p, p => (int?)sla.Amount(p)),
            Calendar = sla.Calendar?.Code,
            Hours = sla.OpenHours,
            PauseStates = sla.PauseStates,
            Reminders = sla.Reminders,
        };
    }

    /// <param name="calendar">The one that <see cref="Calendar"/> names; null: there is none of that code.</param>
    public IReadOnlyList<Refusal> Check(Campaign campaign, WorkCalendar? calendar, DateOnly today)
    {
        if (Unit is not (SlaPolicy.NaturalDays or SlaPolicy.BusinessDays or SlaPolicy.BusinessHours))
            return [new(string.IsNullOrEmpty(Unit) ? "required" : "unknown", "unit")];
        var errors = new List<Refusal>();
        var most = Unit == SlaPolicy.BusinessHours ? HoursMax : DaysMax;
        foreach (var priority in Priorities(campaign.Kind))
            if (Amounts.GetValueOrDefault(priority) is not { } amount)
                errors.Add(new("required", $"amount.{Codes.Of(priority)}"));
            else if (amount < 1 || amount > most)
                errors.Add(new("campaign.number_range", $"amount.{Codes.Of(priority)}", 1, most));
        if (!string.IsNullOrEmpty(Calendar) && calendar is null)
            errors.Add(new("unknown", "calendar"));
        else if (calendar is not null && (today.Year < calendar.Content.FirstYear || today.Year > calendar.Content.LastYear))
            errors.Add(new("sla.calendar_year", "calendar", calendar.Content.LastYear, today.Year));
        else if (calendar is null && (Unit == SlaPolicy.BusinessDays || (Unit == SlaPolicy.BusinessHours && Hours.Count == 0)))
            errors.Add(new("sla.calendar_needed", "calendar"));
        errors.AddRange(CalendarRules.CheckHours(Hours, calendar?.Content.Weekend ?? []));
        if (PauseStates.Except(Pausable).Any())
            errors.Add(new("unknown", "pauseStates"));
        if (Reminders.HoursBefore is < 1 or > WarningMax)
            errors.Add(new("campaign.number_range", "hoursBefore", 1, WarningMax));
        return errors;
    }

    /// <summary>Only after <see cref="Check"/> found nothing wrong.</summary>
    public SlaPolicy ApplyTo(Campaign campaign, WorkCalendar? calendar)
    {
        var amounts = Enum.GetValues<CasePriority>().ToDictionary(p => p, p => Amounts[campaign.Kind == CampaignKind.CloseTheLoop ? CasePriority.Normal : p]!.Value);
        var isHours = Unit == SlaPolicy.BusinessHours;
        return campaign.Settings.Sla with
        {
            Unit = Unit!,
            Days = isHours ? campaign.Settings.Sla.Days : amounts[CasePriority.Normal],
            DaysByPriority = !isHours && amounts.Values.Distinct().Count() > 1 ? amounts : null,
            HoursByPriority = isHours ? amounts : null,
            Calendar = calendar?.AsOfNow(),
            OpenHours = [.. Hours.OrderBy(h => h.Weekday).ThenBy(h => h.From)],
            PauseStates = [.. PauseStates.Distinct().Order()],
            Reminders = Reminders,
        };
    }

    /// <summary>The priorities that the campaign's kind tells apart.</summary>
    public static IReadOnlyList<CasePriority> Priorities(CampaignKind kind) => kind == CampaignKind.CloseTheLoop ? [CasePriority.Normal] : [CasePriority.Urgent, CasePriority.High, CasePriority.Normal, CasePriority.Low];
}
