using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Reports;

/// <summary>When a week's figures are frozen: Monday 08:00 after it, in the organisation's zone (docs/rules.md, "Weekly report").</summary>
public sealed record WeeklyHour(TimeZoneInfo Zone)
{
    public static readonly WeeklyHour Default = new(TimeZoneInfo.FindSystemTimeZoneById("America/Lima"));

    private static readonly TimeOnly At = new(8, 0);

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <param name="week">Its Monday.</param>
    public DateTime FreezeOf(DateOnly week) => new CampaignTime(Zone, TimeProvider.System).ToUtc(week.AddDays(7).ToDateTime(At));

    /// <summary>The last week whose figures are frozen by then.</summary>
    public DateOnly LastFrozen(DateTime now)
    {
        var week = MondayOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, Zone))).AddDays(-7);
        return FreezeOf(week) <= now ? week : week.AddDays(-7);
    }
}
