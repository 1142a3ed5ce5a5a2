using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Sla;

/// <summary>A calendar as a campaign counts by it: one version of it, kept with the campaign's settings, so that no deadline moves before somebody saw what moves (docs/rules.md, "Calendars").</summary>
public sealed record BusinessCalendar
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public long Version { get; init; }

    /// <summary>The years whose holidays it knows, both included.</summary>
    public int FirstYear { get; init; }
    public int LastYear { get; init; }
    public IReadOnlyList<DayOfWeek> Weekend { get; init; } = [];
    public IReadOnlyList<OpenHours> Hours { get; init; } = [];
    public IReadOnlyDictionary<DateOnly, string> Holidays { get; init; } = new Dictionary<DateOnly, string>();

    public bool Knows(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;

    public static BusinessCalendar Of(CountryCalendar country) => new()
    {
        Code = country.Code,
        Name = country.Name,
        Version = 1,
        FirstYear = country.FirstYear,
        LastYear = country.LastYear,
        Weekend = country.Weekend,
        Hours = country.Hours(),
        Holidays = country.Days().ToDictionary(d => d.Date, d => d.Name),
    };
}
