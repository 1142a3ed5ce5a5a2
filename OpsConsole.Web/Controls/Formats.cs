using System.Globalization;

namespace OpsConsole.Web.Controls;

/// <summary>Figures and dates as they are read here, the same in both languages. Dates are spelled out: "d" of es-PE would give 3/07/2026.</summary>
public static class Formats
{
    public const string Nothing = "—";

    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;

    public static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>One decimal, half rounded up, a hard blank before the sign: 2.8 %.</summary>
    public static string Percent(decimal value) =>
        Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture) + "\u00a0%";

    /// <summary>One decimal: 9.4 h.</summary>
    public static string Hours(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture) + "\u00a0h";

    public static string Date(DateTime utc, TimeZoneInfo zone) => Local(utc, zone).ToString("dd/MM/yyyy", Fixed);

    public static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", Fixed);

    public static string Moment(DateTime utc, TimeZoneInfo zone) => Local(utc, zone).ToString("dd/MM/yyyy HH:mm", Fixed);

    public static string Time(DateTime utc, TimeZoneInfo zone) => Local(utc, zone).ToString("HH:mm", Fixed);

    /// <summary>"dic 2026" of "2026-12".</summary>
    public static string Month(string month) => DateOnly.TryParseExact(month, "yyyy-MM", Fixed, DateTimeStyles.None, out var first) ? Month(first) : month;

    public static string Month(DateOnly first) => $"{first.ToString("MMM", CultureInfo.CurrentUICulture).TrimEnd('.')} {first.Year}";

    /// <summary>"mié 25/11".</summary>
    public static string WeekDay(DateOnly day) => $"{day.ToString("ddd", CultureInfo.CurrentUICulture).TrimEnd('.')} {day.ToString("dd/MM", Fixed)}";

    /// <summary>For datetime attributes and for the clocks that tick in the browser.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Fixed);

    /// <summary>"Lima" of America/Lima: how people name a zone here.</summary>
    public static string ZoneName(TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
