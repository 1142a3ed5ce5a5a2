using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Sla;

/// <summary>When it is open: the calendar's weekends and holidays, with the policy's own intervals where it has some (docs/rules.md, "Calendars").</summary>
internal sealed class WorkWeek(BusinessCalendar? calendar, IReadOnlyList<OpenHours> own)
{
    private readonly IReadOnlyList<OpenHours> _hours = own.Count > 0 ? own : calendar?.Hours ?? [];

    public BusinessCalendar? Calendar => calendar;

    public bool EverOpen => _hours.Any(h => h.Length > TimeSpan.Zero && calendar?.Weekend.Contains(h.Weekday) is not true);

    public string? Holiday(DateOnly day) => calendar?.Holidays.GetValueOrDefault(day);

    public bool IsWeekend(DateOnly day) => calendar?.Weekend.Contains(day.DayOfWeek) is true;

    public bool IsOpen(DateTime at, CampaignTime time)
    {
        var day = time.Day(at);
        return Holiday(day) is null && !IsWeekend(day) && Open(day, time).Any(o => o.From <= at && at < o.To);
    }

    public bool IsWorkingDay(DateOnly day, CampaignTime time) => Holiday(day) is null && !IsWeekend(day) && Open(day, time).Any();

    /// <summary>The open intervals of a working day in UTC, in order, none touching another. What counts is the clock on the wall: an hour that a clock change takes is missing, one that it gives counts twice.</summary>
    public IEnumerable<(DateTime From, DateTime To)> Open(DateOnly day, CampaignTime time)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var (begins, ends) = (time.StartOf(day), time.StartOf(day.AddDays(1)));
        var found = new List<(DateTime From, DateTime To)>();
        foreach (var (from, to, offset) in time.Offsets(begins, ends))
            foreach (var hours in _hours.Where(h => h.Weekday == day.DayOfWeek && h.Length > TimeSpan.Zero))
            {
                var opens = Utc(midnight + hours.From.ToTimeSpan() - offset);
                var (clipped, closes) = (opens > from ? opens : from, opens + hours.Length < to ? opens + hours.Length : to);
                if (clipped < closes)
                    found.Add((clipped, closes));
            }
        return Joined(found);
    }

    private static IEnumerable<(DateTime From, DateTime To)> Joined(List<(DateTime From, DateTime To)> found)
    {
        found.Sort();
        for (var i = 0; i < found.Count; i++)
        {
            var (from, to) = found[i];
            while (i + 1 < found.Count && found[i + 1].From <= to)
                to = found[++i].To > to ? found[i].To : to;
            yield return (from, to);
        }
    }

    private static DateTime Utc(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc);
}
