using System.Collections.Concurrent;

namespace OpsConsole.Domain.Campaigns;

/// <summary>The only place where local time appears: the campaign's zone, its days and the clock (docs/rules.md, "Deadlines").</summary>
public sealed class CampaignTime(TimeZoneInfo zone, TimeProvider clock)
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new();

    public TimeZoneInfo Zone { get; } = zone;
    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    public static CampaignTime Of(Campaign campaign, TimeProvider clock) => new(Zones.GetOrAdd(campaign.TimeZone, TimeZoneInfo.FindSystemTimeZoneById), clock);

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    public DateOnly Day(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    public DateOnly Today => Day(UtcNow);

    /// <summary>A local time that the clock change skips becomes the first valid minute after it; a doubled one is the earlier.</summary>
    public DateTime ToUtc(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            local = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0).AddMinutes(1);
            while (Zone.IsInvalidTime(local))
                local = local.AddMinutes(1);
        }
        if (Zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - Zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }

    /// <summary>The parts of a time in which the clock is as far from UTC, in order; there are two where it changes between.</summary>
    public IEnumerable<(DateTime From, DateTime To, TimeSpan Offset)> Offsets(DateTime from, DateTime to)
    {
        var (first, last) = (Zone.GetUtcOffset(from), Zone.GetUtcOffset(to.AddTicks(-1)));
        if (first == last)
            return [(from, to, first)];
        var (before, after) = (from, to);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            (before, after) = Zone.GetUtcOffset(middle) == first ? (middle, after) : (before, middle);
        }
        return [(from, after, first), (after, to, last)];
    }

    /// <summary>When the local day begins, in UTC; where clocks jump at midnight the day starts later.</summary>
    public DateTime StartOf(DateOnly day) => ToUtc(day.ToDateTime(TimeOnly.MinValue));
}
