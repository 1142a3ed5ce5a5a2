using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Campaigns;

/// <summary>An interval of a weekday in which business hours run, local time; several a day are possible. One that ends at 00:00 lasts until midnight (docs/rules.md, "Calendars").</summary>
public sealed record OpenHours(DayOfWeek Weekday, TimeOnly From, TimeOnly To)
{
    /// <summary>By the clock on the wall; nothing or less: never open.</summary>
    [JsonIgnore]
    public TimeSpan Length => (To == TimeOnly.MinValue ? TimeSpan.FromDays(1) : To.ToTimeSpan()) - From.ToTimeSpan();
}
