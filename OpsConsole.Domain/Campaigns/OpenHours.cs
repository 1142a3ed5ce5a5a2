namespace OpsConsole.Domain.Campaigns;

/// <summary>An interval of a weekday in which business hours run, local time; several a day are possible (docs/rules.md, "Deadlines").</summary>
public sealed record OpenHours(DayOfWeek Weekday, TimeOnly From, TimeOnly To)
{
    private const int MostDays = 3_660;

    /// <summary>The moment at which so much time has passed within the intervals, counted from the next open minute. Where nothing is ever open, time simply passes.</summary>
    public static DateTime After(IReadOnlyList<OpenHours> open, DateTime startUtc, TimeSpan work, CampaignTime time)
    {
        if (open.All(o => o.To <= o.From))
            return startUtc + work;
        var left = work;
        var last = startUtc;
        for (var day = 0; day <= MostDays; day++)
        {
            var date = time.Day(startUtc).AddDays(day);
            foreach (var interval in open.Where(o => o.Weekday == date.DayOfWeek && o.To > o.From).OrderBy(o => o.From))
            {
                var (from, to) = (time.ToUtc(date.ToDateTime(interval.From)), time.ToUtc(date.ToDateTime(interval.To)));
                if (from < last)
                    from = last;        // began within it, or it overlaps the one before
                if (to <= from)
                    continue;
                if (left <= to - from)
                    return from + left;
                (left, last) = (left - (to - from), to);
            }
        }
        return last + left;
    }
}
