using System.Globalization;
using Microsoft.Extensions.Localization;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Controls;

/// <summary>The time to or since a deadline in two units: "en 3 h 23 min", "hace 1 d 2 h". app.js counts on in the same words.</summary>
public static class TimeLeft
{
    public static readonly IReadOnlyList<string> Keys = ["In", "Ago", "Days", "DaysHours", "Hours", "HoursMinutes", "Minutes", "Under"];

    public static string Words(TimeSpan left, IStringLocalizer<ControlTexts> text) =>
        text[left < TimeSpan.Zero ? "Clock.Ago" : "Clock.In", Span(left.Duration(), text).Value];

    private static LocalizedString Span(TimeSpan span, IStringLocalizer<ControlTexts> text) => span switch
    {
        { Days: > 0, Hours: > 0 } => text["Clock.DaysHours", span.Days, span.Hours],
        { Days: > 0 } => text["Clock.Days", span.Days],
        { Hours: > 0, Minutes: > 0 } => text["Clock.HoursMinutes", span.Hours, span.Minutes.ToString("00", CultureInfo.InvariantCulture)],
        { Hours: > 0 } => text["Clock.Hours", span.Hours],
        { Minutes: > 0 } => text["Clock.Minutes", span.Minutes],
        _ => text["Clock.Under"],
    };
}
