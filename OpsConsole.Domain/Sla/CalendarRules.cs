using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Sla;

/// <summary>What may be wrong with a calendar: every refusal names the field (docs/rules.md, "Calendars").</summary>
public static class CalendarRules
{
    public const int NameMax = 80, FirstPossible = 2000, LastPossible = 2100, DaysMax = 4_000;

    /// <param name="today">A calendar whose last year is over helps nobody.</param>
    public static IReadOnlyList<Refusal> Check(string? name, CalendarContent content, DateOnly today)
    {
        var errors = new List<Refusal?>
        {
            TextRules.Check(name, "name", NameMax),
            content.FirstYear < FirstPossible || content.LastYear > LastPossible || content.LastYear < content.FirstYear ? new("calendar.years", "years", FirstPossible, LastPossible)
                : content.LastYear < today.Year ? new("calendar.year_missing", "years", content.LastYear, today.Year) : null,
            content.Weekend.Distinct().Count() >= 7 ? new("calendar.no_working_day", "weekend") : null,
            content.Days.Count > DaysMax ? new("calendar.too_many_days", "days", content.Days.Count, DaysMax) : null,
        };
        errors.AddRange(CheckHours(content.Hours, content.Weekend));
        if (!content.Hours.Any(h => h.Length > TimeSpan.Zero && !content.Weekend.Contains(h.Weekday)) && content.Weekend.Distinct().Count() < 7)
            errors.Add(new("calendar.never_open", "hours"));
        errors.AddRange(content.Days.Select(d => TextRules.Check(d.Name, $"day.{d.Date:yyyy-MM-dd}", NameMax)
            ?? (d.Date.Year < content.FirstYear || d.Date.Year > content.LastYear ? new("calendar.day_outside", $"day.{d.Date:yyyy-MM-dd}", content.FirstYear, content.LastYear) : null)));
        errors.AddRange(content.Days.GroupBy(d => d.Date).Where(g => g.Count() > 1).Select(g => new Refusal("calendar.day_twice", $"day.{g.Key:yyyy-MM-dd}")));
        return [.. errors.OfType<Refusal>()];
    }

    /// <summary>Intervals that end before they begin, overlap, or lie on a day that is never worked; one refusal a weekday.</summary>
    public static IEnumerable<Refusal> CheckHours(IReadOnlyList<OpenHours> hours, IReadOnlyList<DayOfWeek> weekend)
    {
        foreach (var day in hours.GroupBy(h => h.Weekday).OrderBy(g => ((int)g.Key + 6) % 7))
        {
            var field = $"hours.{day.Key}";
            var sorted = day.OrderBy(h => h.From).ToList();
            if (sorted.Any(h => h.Length <= TimeSpan.Zero))
                yield return new("calendar.interval_order", field);
            else if (sorted.Zip(sorted.Skip(1)).Any(p => p.First.From.ToTimeSpan() + p.First.Length > p.Second.From.ToTimeSpan()))
                yield return new("calendar.intervals_overlap", field);
            else if (weekend.Contains(day.Key))
                yield return new("calendar.interval_on_weekend", field);
        }
    }
}
