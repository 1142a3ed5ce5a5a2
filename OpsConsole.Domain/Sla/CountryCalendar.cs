using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Sla;

/// <summary>A country's holidays as the project's own file says them; the console's calendars start from it (docs/rules.md, "Calendars").</summary>
public sealed record CountryCalendar
{
    /// <summary>The countries that have a file.</summary>
    public static readonly IReadOnlyList<string> Codes = ["PE", "CO", "EC", "CL"];

    public required string Code { get; init; }
    public required string Name { get; init; }
    public int FirstYear { get; init; }
    public int LastYear { get; init; }
    public IReadOnlyList<DayOfWeek> Weekend { get; init; } = [];
    public TimeOnly Opens { get; init; }
    public TimeOnly Closes { get; init; }
    public IReadOnlyList<HolidayRule> Holidays { get; init; } = [];

    public static CountryCalendar Of(string code)
    {
        using var stream = typeof(CountryCalendar).Assembly.GetManifestResourceStream($"{code}.json") ?? throw new ArgumentException("This country has no file.", nameof(code));
        return Json.Read<CountryCalendar>(new StreamReader(stream).ReadToEnd());
    }

    /// <summary>Every holiday of its years, one a day: two on one day share it.</summary>
    public IReadOnlyList<CalendarDay> Days() =>
        [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 2).SelectMany(year => Holidays.SelectMany(h => h.In(year)))     // one year more: its first day may move into the last
            .Where(d => d.Date.Year >= FirstYear && d.Date.Year <= LastYear).GroupBy(d => d.Date).OrderBy(g => g.Key)
            .Select(g => new CalendarDay(g.Key, string.Join(" · ", g.Select(d => d.Name).Distinct()), string.Join(" · ", g.Select(d => d.Law).Distinct())))];

    /// <summary>Open on every day that is no weekend.</summary>
    public IReadOnlyList<OpenHours> Hours() => [.. Enum.GetValues<DayOfWeek>().Except(Weekend).Select(day => new OpenHours(day, Opens, Closes))];
}
