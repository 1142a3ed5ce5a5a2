using System.Globalization;

namespace OpsConsole.Domain.Sla;

/// <summary>How the days of one holiday are found: a day of the year, a distance from Easter, or the dates that a law names; some move to where they make a long weekend (docs/rules.md, "Calendars").</summary>
public sealed record HolidayRule
{
    public required string Name { get; init; }
    public string? Law { get; init; }

    /// <summary>Month and day.</summary>
    public string? On { get; init; }

    /// <summary>Days after Easter Sunday.</summary>
    public int? Easter { get; init; }
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    /// <summary>The first and the last year in which it holds.</summary>
    public int From { get; init; } = int.MinValue;
    public int To { get; init; } = int.MaxValue;
    public HolidayMove Move { get; init; }

    /// <summary>The days of one year; one of them may fall into the year before.</summary>
    public IEnumerable<CalendarDay> In(int year)
    {
        if (year < From || year > To)
            return [];
        var days = Dates.Where(d => d.Year == year).ToList();
        if (On is not null)
            days.Add(DateOnly.ParseExact($"{year}-{On}", "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Easter is { } distance)
            days.Add(EasterSunday(year).AddDays(distance));
        return days.Select(d => new CalendarDay(Moved(d), Name, Law));
    }

    private DateOnly Moved(DateOnly day) => (Move, day.DayOfWeek) switch
    {
        (HolidayMove.NextMonday, _) => day.AddDays((8 - (int)day.DayOfWeek) % 7),
        (HolidayMove.NearestMonday, DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday) => day.AddDays(DayOfWeek.Monday - day.DayOfWeek),
        (HolidayMove.NearestMonday, DayOfWeek.Friday) => day.AddDays(3),
        (HolidayMove.BridgeFriday, DayOfWeek.Tuesday) => day.AddDays(-4),
        (HolidayMove.BridgeFriday, DayOfWeek.Wednesday) => day.AddDays(2),
        (HolidayMove.LongWeekend, DayOfWeek.Tuesday) => day.AddDays(-1),
        (HolidayMove.LongWeekend, DayOfWeek.Wednesday or DayOfWeek.Thursday) => day.AddDays(DayOfWeek.Friday - day.DayOfWeek),
        (HolidayMove.LongWeekend or HolidayMove.OffWeekend, DayOfWeek.Saturday) => day.AddDays(-1),
        (HolidayMove.LongWeekend or HolidayMove.OffWeekend, DayOfWeek.Sunday) => day.AddDays(1),
        _ => day,
    };

    /// <summary>Of the western churches, after Gauss and Meeus.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (year % 100 / 4)) - moon - (year % 100 % 4)) % 7;
        var correction = (golden + (11 * moon) + (22 * weekday)) / 451;
        var day = moon + weekday - (7 * correction) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }
}

/// <summary>Where a holiday goes that a law moves.</summary>
public enum HolidayMove
{
    Stays,

    /// <summary>Colombia, Ley 51 de 1983 ("Ley Emiliani"): the Monday on or after it.</summary>
    NextMonday,

    /// <summary>Chile, Ley 19.668: Tuesday to Thursday to the Monday before, Friday to the Monday after.</summary>
    NearestMonday,

    /// <summary>Chile, Ley 20.299: Tuesday to the Friday before, Wednesday to the Friday after.</summary>
    BridgeFriday,

    /// <summary>Ecuador since 2017: Tuesday to Monday, Wednesday and Thursday to Friday, weekends to the nearest working day.</summary>
    LongWeekend,

    /// <summary>Ecuador since 2017: weekends only.</summary>
    OffWeekend,
}
