using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>From when to when figures are counted: local days, both included; this month so far where nothing is said (docs/rules.md, "Retention figures").</summary>
public readonly record struct RetentionPeriod(DateOnly From, DateOnly To)
{
    public const int MostDays = 366;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>What goes on after today ends today; what begins after it is refused.</summary>
    public static (RetentionPeriod Period, Refusal? Wrong) Of(DateOnly? from, DateOnly? to, DateOnly today)
    {
        if (from > to)
            return (default, new("report.period_reversed", "to"));
        if (from > today)
            return (default, new("report.period_ahead", "from"));
        var last = to is { } given && given < today ? given : today;
        var first = from ?? new DateOnly(last.Year, last.Month, 1);
        var period = new RetentionPeriod(first, last);
        return period.Days > MostDays ? (default, new("report.period_too_long", "from", period.Days, MostDays)) : (period, null);
    }
}
