using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Sla;

/// <summary>A calendar of a country or a region, kept by the administrators; campaigns count by a version of it (docs/rules.md, "Calendars").</summary>
public sealed class WorkCalendar
{
    public int Id { get; init; }

    /// <summary>Capital letters, digits and hyphens; unique; never changes.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public CalendarContent Content { get; set; } = new();
    public DateTime ModifiedAt { get; set; }
    public long Version { get; set; }

    /// <summary>This version, as a campaign keeps it.</summary>
    public BusinessCalendar AsOfNow() => Content.Calendar(Code, Name, Version);
}

/// <summary>What a calendar says (docs/rules.md, "Calendars").</summary>
public sealed record CalendarContent
{
    public int FirstYear { get; init; }
    public int LastYear { get; init; }
    public IReadOnlyList<DayOfWeek> Weekend { get; init; } = [];
    public IReadOnlyList<OpenHours> Hours { get; init; } = [];

    /// <summary>In the order of their dates.</summary>
    public IReadOnlyList<CalendarDay> Days { get; init; } = [];

    public static CalendarContent Of(CountryCalendar country) =>
        new() { FirstYear = country.FirstYear, LastYear = country.LastYear, Weekend = country.Weekend, Hours = country.Hours(), Days = country.Days() };

    public BusinessCalendar Calendar(string code, string name, long version) => new()
    {
        Code = code,
        Name = name,
        Version = version,
        FirstYear = FirstYear,
        LastYear = LastYear,
        Weekend = Weekend,
        Hours = Hours,
        Holidays = Days.ToDictionary(d => d.Date, d => d.Name),
    };
}
