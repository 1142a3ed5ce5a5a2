using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Sla;

/// <summary>What a campaign's rules remind of at one moment within working hours: derived anew each time from deadline, calendar and clock, so that a changed rule, calendar or deadline needs no plan to be made again (docs/rules.md, "Automatic reminders").</summary>
internal sealed class ReminderTimes
{
    /// <summary>Nobody rests for longer than that: whoever never opens is not looked back for ever.</summary>
    private const int MostDays = 60;

    private readonly ReminderRules _rules;
    private readonly WorkWeek _week;
    private readonly CampaignTime _time;

    private ReminderTimes(ReminderRules rules, WorkWeek week, CampaignTime time, DateTime now)
    {
        (_rules, _week, _time, Now) = (rules, week, time, now);
        var today = time.Day(now);
        Today = time.StartOf(today);
        Since = time.StartOf(Enumerable.Range(1, MostDays).Select(back => today.AddDays(-back)).FirstOrDefault(day => week.IsWorkingDay(day, time), today));
        Until = rules.HoursBefore is { } hours ? Later(now, hours) : now;
    }

    public DateTime Now { get; }

    /// <summary>The begin of the local day.</summary>
    public DateTime Today { get; }

    /// <summary>The begin of the working day before: what passed since then and was not said is said now, what passed earlier is told by the day.</summary>
    public DateTime Since { get; }

    /// <summary>What is due until then is warned of.</summary>
    public DateTime Until { get; }

    /// <summary>Null where nobody is to be reminded now: outside of working hours.</summary>
    public static ReminderTimes? At(Campaign campaign, TimeProvider clock)
    {
        var (sla, time) = (campaign.Settings.Sla, CampaignTime.Of(campaign, clock));
        var now = time.UtcNow;
        var week = new WorkWeek(sla.Calendar, sla.OpenHours.Count > 0 || sla.Calendar is { Hours.Count: > 0 } ? sla.OpenHours : EveryDay(campaign.Settings.AttemptProtocol));
        return sla.Reminders.IsAny && week.IsOpen(now, time) ? new(sla.Reminders, week, time, now) : null;
    }

    /// <summary>The rule by which somebody is to be told of the case now; null: none.</summary>
    public string? RuleFor(Case one)
    {
        if (one is not { IsOpen: true, IsRemoved: false, MergedIntoId: null, DueAt: { } due } || one.PauseList is [.., { To: null }])
            return null;
        var (today, ofThis, late) = (one.RemindedAt >= Today, one.RemindedDue == due, one.RemindedAt >= one.RemindedDue);
        if (due > Now)
            return due <= Until && !ofThis && !today && Later(one.ReceivedAt, _rules.HoursBefore ?? 0) < due ? ReminderRules.Before : null;     // a warning that is longer than the whole deadline is none
        if (_rules.When && due > Since && one.CreatedAt <= due && !(late && (ofThis || today)))
            return ReminderRules.AtDeadline;
        return _rules.Daily && due < Today && !today ? ReminderRules.EachDay : null;
    }

    private DateTime Later(DateTime from, int hours) => new DeadlineClock(_week, _time, from, []).BusinessHours(hours).DueAt;

    /// <summary>Where no calendar says when people work: in the hours in which customers may be called.</summary>
    private static IReadOnlyList<OpenHours> EveryDay(AttemptProtocol protocol) =>
        [.. Enum.GetValues<DayOfWeek>().Select(day => new OpenHours(day, TimeOnly.Parse(protocol.Hours[0], CultureInfo.InvariantCulture), TimeOnly.Parse(protocol.Hours[1], CultureInfo.InvariantCulture)))];
}
