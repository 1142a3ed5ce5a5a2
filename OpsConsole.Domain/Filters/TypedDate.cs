using System.Globalization;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>Dates as people type them: 3/7/26, 03072026, 03/07/2026 09:30, or a month by name or number (docs/rules.md, "Filters").</summary>
public static class TypedDate
{
    private static readonly string[] Days = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d-M-yy", "d.M.yyyy", "d.M.yy", "ddMMyyyy", "yyyy-MM-dd"], Times = [" H:mm", " H:mm:ss"];

    /// <summary>As conditions carry it (yyyy-MM-dd, with T and the time where one was typed); null where it is no date.</summary>
    public static string? Read(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return IsSane(day.Year) ? Write(day) : null;
        return DateTime.TryParseExact(text, [.. Days.SelectMany(d => Times.Select(t => d + t))], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && IsSane(at.Year)
            ? at.ToString(at.Second == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>As it is shown in a box: dd/MM/yyyy.</summary>
    public static string Show(string stored) =>
        DateTime.TryParseExact(stored, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString(stored.Length == 10 ? "dd/MM/yyyy" : stored.Length == 16 ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture) : stored;

    /// <summary>First and last day of a month: 07/2023, 2023-07, julio-2023, or julio alone, which is the last one that began.</summary>
    public static (string From, string To)? Month(string text, DateOnly today, IReadOnlyList<string> months)
    {
        if (DateOnly.TryParseExact(text, ["M/yyyy", "M-yyyy", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
            return IsSane(start.Year) ? Whole(start) : null;
        var parts = TextFold.Fold(text).Split(['-', '/', ' '], StringSplitOptions.RemoveEmptyEntries);
        var month = parts.Length is 1 or 2 ? months.Select(TextFold.Fold).ToList().IndexOf(parts[0]) + 1 : 0;
        if (month == 0)
            return null;
        if (parts.Length == 2)
            return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && IsSane(year) ? Whole(new(year, month, 1)) : null;
        return Whole(new(month <= today.Month ? today.Year : today.Year - 1, month, 1));
    }

    private static (string From, string To) Whole(DateOnly start) => (Write(start), Write(start.AddMonths(1).AddDays(-1)));

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsSane(int year) => year is >= 1900 and < 9000;
}
