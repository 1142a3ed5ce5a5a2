using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsConsole.Domain.Imports;

/// <summary>A moment as a file writes it: UTC where it came with an offset, else a local clock time (docs/rules.md, "Dates in files").</summary>
public readonly record struct Moment(DateTime Value, bool HasOffset);

/// <summary>Reads ISO 8601 and day/month/year; any other form needs a pattern. Refuses dates that no calendar has.</summary>
public static partial class DateReading
{
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;

    /// <summary>The moment, or the code and particulars of what is wrong with the text.</summary>
    public static (Moment? Moment, string? Code, string[] Args) Read(string text, string? pattern = null)
    {
        text = text.Trim();
        if (pattern is not null)
            return ReadPattern(text, pattern);
        var iso = Iso().Match(text);
        if (iso.Success)
            return Build(iso, year: iso.Groups["y"], month: iso.Groups["m"], day: iso.Groups["d"]);
        var local = DayFirst().Match(text);
        return local.Success
            ? Build(local, year: local.Groups["y"], month: local.Groups["m"], day: local.Groups["d"])
            : (null, "date.unreadable", []);
    }

    /// <summary>Which orders of day and month a date with slashes allows; none for any other form.</summary>
    public static DayOrder OrderOf(string text)
    {
        var match = DayFirst().Match(text.Trim());
        if (!match.Success)
            return DayOrder.NotSlashed;
        var (first, second) = (Number(match.Groups["d"]), Number(match.Groups["m"]));
        if (first == second)
            return first is >= 1 and <= 12 ? DayOrder.Same : DayOrder.NotSlashed;
        return (first is >= 1 and <= 12, second is >= 1 and <= 12) switch
        {
            (true, true) => DayOrder.Either,
            (false, true) => DayOrder.DayFirst,
            (true, false) => DayOrder.MonthFirst,
            (false, false) => DayOrder.NotSlashed,
        };
    }

    private static (Moment?, string?, string[]) Build(Match match, Group year, Group month, Group day)
    {
        var (y, m, d) = (Number(year), Number(month), Number(day));
        var (h, min, s) = (Number(match.Groups["h"]), Number(match.Groups["min"]), Number(match.Groups["s"]));
        if (y < 1)
            return (null, "date.unreadable", []);
        if (m is < 1 or > 12)
            return (null, "date.no_such_month", [m.ToString(Fixed)]);
        if (d < 1 || d > DateTime.DaysInMonth(y, m))
            return (null, "date.no_such_day", [m.ToString(Fixed), DateTime.DaysInMonth(y, m).ToString(Fixed)]);
        if (h > 23 || min > 59 || s > 59)
            return (null, "date.no_such_time", []);
        var fraction = match.Groups["f"].Success ? TimeSpan.FromTicks((long)(double.Parse("0." + match.Groups["f"].Value, Fixed) * TimeSpan.TicksPerSecond)) : default;
        var local = new DateTime(y, m, d, h, min, s) + fraction;
        return match.Groups["zone"].Success ? AtOffset(local, match.Groups["zone"].Value) : (new Moment(local, HasOffset: false), null, []);
    }

    private static (Moment?, string?, string[]) AtOffset(DateTime local, string zone)
    {
        var offset = TimeSpan.Zero;
        if (zone is not ("Z" or "z"))
        {
            var digits = zone[1..].Replace(":", "");
            offset = new TimeSpan(int.Parse(digits[..2], Fixed), digits.Length > 2 ? int.Parse(digits[2..], Fixed) : 0, 0) * (zone[0] == '-' ? -1 : 1);
        }

        if (offset.Duration() > TimeSpan.FromHours(14) || local.Year is 1 or 9999)
            return (null, "date.no_such_time", []);
        return (new Moment(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), HasOffset: true), null, []);
    }

    private static (Moment?, string?, string[]) ReadPattern(string text, string pattern) =>
        pattern.Contains('z') || pattern.Contains('K')
            ? DateTimeOffset.TryParseExact(text, pattern, Fixed, DateTimeStyles.AllowWhiteSpaces, out var offset)
                ? (new Moment(offset.UtcDateTime, HasOffset: true), null, [])
                : (null, "date.not_like_pattern", [pattern])
            : DateTime.TryParseExact(text, pattern, Fixed, DateTimeStyles.AllowWhiteSpaces, out var local)
                ? (new Moment(local, HasOffset: false), null, [])
                : (null, "date.not_like_pattern", [pattern]);

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, provider: Fixed) : 0;

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ](?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?\s?(?<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<d>\d{1,2})/(?<m>\d{1,2})/(?<y>\d{4})(?:[T ]+(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2}))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();
}

/// <summary>The orders of day and month that a date with slashes allows.</summary>
public enum DayOrder
{
    NotSlashed,
    Same,
    Either,
    DayFirst,
    MonthFirst,
}
