using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Board;

/// <summary>What share of each day's decided cases was in time.</summary>
public sealed partial class BoardTrend
{
    private const double Left = 44, Right = 864, Top = 8, Bottom = 88;

    private List<(double X, double Y, string Words)> _points = [];

    [Parameter, EditorRequired]
    public required TrendDays Trend { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DateTime> Days { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private string Line => string.Concat(_points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Number(p.X)} {Number(p.Y)}"));

    private string Said => L["TrendSaid", string.Join("; ", _points.Select(p => p.Words))];

    protected override void OnParametersSet() => _points = [.. Enumerable.Range(0, FigureTimes.TrendDays).Where(day => Trend.Decided[day] > 0).Select(day =>
    {
        var share = (double)Trend.Met[day] / Trend.Decided[day];
        return (Left + ((Right - Left) * day / (FigureTimes.TrendDays - 1)), Bottom - ((Bottom - Top) * share), $"{Formats.Date(Days[day], Zone)} {Formats.Percent((decimal)(100 * share))}");
    })];

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
