using System.Globalization;

namespace OpsConsole.Web.Files;

/// <summary>The value of a cell as the text that a CSV file would hold: ISO dates, plain digits, true and false.</summary>
internal static class XlsxText
{
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        double number => Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.###############", Fixed) : number.ToString("R", Fixed),
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", Fixed),
        DateTime { Millisecond: 0 } moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", Fixed),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", Fixed),
        TimeSpan time => time.ToString("c", Fixed),
        IFormattable other => other.ToString(null, Fixed),
        _ => value.ToString(),
    };
}
