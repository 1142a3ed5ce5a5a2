using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>What share of each week's contacts were repeats; weeks without a contact have no point.</summary>
public sealed partial class CellTrend
{
    private const double Left = 44, Right = 864, Top = 8, Bottom = 88;

    private List<(double X, double Y, string Words)> _points = [];

    [Parameter, EditorRequired]
    public required ReportCurve Curve { get; set; }

    private string Line => string.Concat(_points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Number(p.X)} {Number(p.Y)}"));

    protected override void OnParametersSet()
    {
        var last = Math.Max(1, Curve.Points.Count - 1);
        _points = [.. Curve.Points.Index().Where(p => p.Item.Percent is not null).Select(p =>
            (Left + ((Right - Left) * p.Index / last), Bottom - ((Bottom - Top) * p.Item.Percent!.Value / 100), $"{p.Item.Name} {Formats.Percent((decimal)p.Item.Percent.Value)}"))];
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
