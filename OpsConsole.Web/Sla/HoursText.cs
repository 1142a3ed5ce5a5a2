using System.Globalization;
using System.Text.RegularExpressions;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Sla;

/// <summary>The open intervals of a week as people type them, one line a weekday: "09:00-13:00, 14:00-18:00".</summary>
public sealed partial class HoursText
{
    /// <summary>Monday first.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private readonly Dictionary<DayOfWeek, string?> _lines;

    public HoursText(IReadOnlyList<OpenHours> hours) =>
        _lines = Week.ToDictionary(d => d, d => (string?)string.Join(", ", hours.Where(h => h.Weekday == d).OrderBy(h => h.From).Select(h => $"{h.From:HH\\:mm}-{(h.To == TimeOnly.MinValue ? "24:00" : h.To.ToString("HH:mm", CultureInfo.InvariantCulture))}")));

    public string? this[DayOfWeek day]
    {
        get => _lines[day];
        set => _lines[day] = value;
    }

    public static string NameOf(DayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day);

    /// <summary>What was typed, and the days that cannot be read.</summary>
    public (IReadOnlyList<OpenHours> Hours, IReadOnlyList<Refusal> Errors) Read()
    {
        var (hours, errors) = (new List<OpenHours>(), new List<Refusal>());
        foreach (var (day, line) in _lines)
        {
            var read = (line ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => Read(day, part)).ToList();
            hours.AddRange(read.OfType<OpenHours>());
            if (read.Contains(null))
                errors.Add(new("hours.shape", $"hours.{day}"));
        }
        return (hours, errors);
    }

    private static OpenHours? Read(DayOfWeek day, string part) =>
        Interval().Match(part) is { Success: true } match && Clock(match, "from") is < 24 * 60 and var from && Clock(match, "to") is <= 24 * 60 and var to
            ? new(day, TimeOnly.MinValue.AddMinutes(from), TimeOnly.MinValue.AddMinutes(to)) : null;

    private static int Clock(Match match, string name)
    {
        var parts = match.Groups[name].Value.Split(':');
        var (hour, minute) = (int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return minute < 60 ? (hour * 60) + minute : int.MaxValue;
    }

    [GeneratedRegex(@"^(?<from>\d{1,2}(:\d{2})?) ?[-–] ?(?<to>\d{1,2}(:\d{2})?)\z")]
    private static partial Regex Interval();
}
