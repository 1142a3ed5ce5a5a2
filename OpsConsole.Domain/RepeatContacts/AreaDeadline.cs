using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>By when an area has to answer: its business hours, in the hours and by the calendar of the campaign (docs/rules.md, "Escalations").</summary>
public static class AreaDeadline
{
    public static DateTime Of(SlaPolicy sla, CellArea area, DateTime asked, CampaignTime time) =>
        (sla with { Unit = SlaPolicy.BusinessHours, HoursByPriority = new Dictionary<Cases.CasePriority, int> { [Cases.CasePriority.Normal] = area.DeadlineBusinessHours } }).DueAt(asked, time);
}

/// <summary>How many days somebody took.</summary>
public static class BusinessDays
{
    /// <summary>Days that count from the day after <paramref name="from"/> to <paramref name="to"/>, both local; 0 on the same day.</summary>
    public static int Between(Sla.BusinessCalendar? calendar, DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (calendar is null || (!calendar.Weekend.Contains(day.DayOfWeek) && !calendar.Holidays.ContainsKey(day)))
                days++;
        return days;
    }
}
