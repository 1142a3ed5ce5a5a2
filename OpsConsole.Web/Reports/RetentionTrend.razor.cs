using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Reports;

/// <summary>What share of each day's decided requests was retained; days on which nothing was decided have no point.</summary>
public sealed partial class RetentionTrend
{
    private const double Left = 44, Right = 864, Top = 8, Bottom = 88;

    private List<(double X, double Y, string Words)> _points = [];
    private double _radius;

    [Parameter, EditorRequired]
    public required RetentionFigures Figures { get; set; }

    /// <summary>All of it in words.</summary>
    [Parameter, EditorRequired]
    public required string Said { get; set; }

    private string Line => string.Concat(_points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Number(p.X)} {Number(p.Y)}"));

    protected override void OnParametersSet()
    {
        var last = Math.Max(1, Figures.Days.Count - 1);
        _radius = last < 100 ? 3.5 : 1.5;
        _points = [.. Figures.Days.Index().Where(d => d.Item.Count.Rate is not null).Select(d =>
            (Left + ((Right - Left) * d.Index / last), Bottom - ((Bottom - Top) * (double)d.Item.Count.Rate!.Value / 100), $"{RetentionPaper.Short(d.Item.Day)} {RetentionPaper.Rate(d.Item.Count)}"))];
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
