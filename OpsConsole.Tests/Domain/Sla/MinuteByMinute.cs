using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Tests.Domain.Sla;

/// <summary>Finds a deadline by walking through every minute and asking the clock on the wall. Written before the rule it judges; pauses lie on whole minutes.</summary>
internal static class MinuteByMinute
{
    public static DateTime DueAt(SlaPolicy policy, int amount, TimeZoneInfo zone, DateTime start, IReadOnlyList<Pause> pauses) => policy.Unit switch
    {
        SlaPolicy.BusinessHours => Stopped(After(start, TimeSpan.FromHours(amount), minute => IsOpen(policy, Local(minute, zone)) && !IsPaused(minute, pauses)), pauses, minute => IsOpen(policy, Local(minute, zone))),
        SlaPolicy.BusinessDays => LastOfDay(policy, amount, zone, start, pauses),
        _ => Stopped(After(start, SameClock(start, amount, zone) - start, minute => !IsPaused(minute, pauses)), pauses, _ => true),
    };

    private static DateTime After(DateTime start, TimeSpan left, Func<DateTime, bool> counts)
    {
        for (var minute = Floor(start); ; minute = minute.AddMinutes(1))
        {
            if (!counts(minute))
                continue;
            var from = minute < start ? start : minute;
            var here = minute.AddMinutes(1) - from;
            if (left <= here)
                return from + left;
            left -= here;
        }
    }

    /// <summary>A pause that begins at the very deadline adds its open minutes: at that moment the case is still in time.</summary>
    private static DateTime Stopped(DateTime due, IReadOnlyList<Pause> pauses, Func<DateTime, bool> open)
    {
        var last = due;
        foreach (var pause in pauses)
            if (pause.From == last)
                for (var minute = pause.From; minute < pause.To; minute = minute.AddMinutes(1))
                    last = open(minute) ? minute.AddMinutes(1) : last;
        return last;
    }

    private static DateTime LastOfDay(SlaPolicy policy, int left, TimeZoneInfo zone, DateTime start, IReadOnlyList<Pause> pauses)
    {
        var last = DateOnly.FromDateTime(Local(start, zone));
        for (var minute = Floor(start); ; minute = minute.AddMinutes(1))
        {
            var local = Local(minute, zone);
            var day = DateOnly.FromDateTime(local);
            if (day <= last || local is not { Hour: 23, Minute: 59 })
                continue;
            last = day;
            if (!IsFree(policy.Calendar, day) && !IsPaused(minute, pauses) && --left == 0)
                return minute.AddMilliseconds(59_999);
        }
    }

    private static DateTime SameClock(DateTime start, int days, TimeZoneInfo zone)
    {
        var wanted = Local(start, zone).AddDays(days);
        var at = start.AddDays(days).AddHours(-3);
        while (Local(at, zone) < wanted)
            at = at.AddMinutes(1);
        return Local(at, zone) == wanted ? at : Floor(at);
    }

    private static bool IsOpen(SlaPolicy policy, DateTime local)
    {
        var (day, clock) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var hours = policy.OpenHours.Count > 0 ? policy.OpenHours : policy.Calendar!.Hours;
        return !IsFree(policy.Calendar, day) && hours.Any(h => h.Weekday == day.DayOfWeek && clock >= h.From && (clock < h.To || h.To == TimeOnly.MinValue));
    }

    private static bool IsFree(BusinessCalendar? calendar, DateOnly day) => calendar is not null && (calendar.Weekend.Contains(day.DayOfWeek) || calendar.Holidays.ContainsKey(day));

    private static bool IsPaused(DateTime minute, IReadOnlyList<Pause> pauses)
    {
        foreach (var pause in pauses)
            if (pause.From <= minute && minute < pause.To)
                return true;
        return false;
    }

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    private static DateTime Floor(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
