using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Board;

/// <summary>The moments that divide what a figure counts, in UTC, of one zone (docs/rules.md, "Counters").</summary>
public sealed record FigureTimes(DateTime Now, DateTime Today, DateTime Week, DateTime WeekBefore, IReadOnlyList<DateTime> Days)
{
    /// <summary>Days of the trend, today included.</summary>
    public const int TrendDays = 14;

    public DateTime Soon => Now + SlaPolicy.SoonWindow;

    /// <summary>What was completed before this counts nowhere.</summary>
    public DateTime Oldest => WeekBefore < Days[0] ? WeekBefore : Days[0];

    public static FigureTimes At(CampaignTime time)
    {
        var today = time.Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return new(time.UtcNow, time.StartOf(today), time.StartOf(monday), time.StartOf(monday.AddDays(-7)),
            [.. Enumerable.Range(0, TrendDays).Select(i => time.StartOf(today.AddDays(i + 1 - TrendDays)))]);
    }
}
