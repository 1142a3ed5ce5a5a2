using OpsConsole.Web.Pdf;

namespace OpsConsole.Web.Reports;

/// <summary>Charts as vectors: each is one figure with a text instead. Colours differ in brightness too, and every part has its name.</summary>
internal sealed partial class PdfPaper
{
    private const double BarStep = 19, BarHeight = 12.5, CurveHeight = 130;

    private static readonly string[] Colours = [Primary, "0.85 0.64 0.25", "0.78 0.27 0.25", "0.36 0.44 0.62", "0.6 0.66 0.66", "0.18 0.24 0.4"];
    private static readonly PdfStyle ChartText = new(8.4, Colour: Plain), ChartStrong = new(8.4, true);

    public void Bars(ReportBars chart)
    {
        var names = Math.Min(130, chart.Bars.Max(b => PdfFonts.Regular.Measure(Drawable(b.Name, ChartText), ChartText.Size)) + 4);
        var said = chart.Bars.Max(b => PdfFonts.Bold.Measure(Drawable(b.Said, ChartStrong), ChartStrong.Size)) + 8;
        var most = Math.Max(1, chart.Bars.Max(b => b.Values.Sum()));
        var perUnit = (Wide - names - said - 8) / most;
        var legend = chart.Parts.Count > 1 ? 18 : 0;
        for (var from = 0; from < chart.Bars.Count;)
        {
            Ensure(legend + Math.Min(3, chart.Bars.Count - from) * BarStep);
            var fit = Math.Min(chart.Bars.Count - from, Math.Max(1, (int)((Left - legend) / BarStep)));
            using (_pdf.Figure(from == 0 ? chart.Instead : string.Join(", ", chart.Parts), Side, _y, Wide, legend + fit * BarStep))
            {
                if (legend > 0)
                    Legend(chart.Parts);
                foreach (var bar in chart.Bars.Skip(from).Take(fit))
                    Bar(bar, names, perUnit);
            }

            from += fit;
        }

        _y += 8;
    }

    public void Curve(ReportCurve chart)
    {
        Ensure(CurveHeight + 10);
        var known = chart.Points.Where(p => p.Percent is not null).Select(p => p.Percent!.Value).Append(chart.Aim ?? 100).DefaultIfEmpty(100).ToList();
        var low = Math.Max(0, Math.Floor((known.Min() - 5) / 20) * 20);
        var (x0, y0, high, step) = (Side + 34, _y + 8, CurveHeight - 34, (Wide - 60) / Math.Max(1, chart.Points.Count - 1));
        double X(int i) => x0 + 12 + i * step;
        double Y(double percent) => y0 + high * (100 - percent) / (100 - low);
        using (_pdf.Figure(chart.Instead, Side, _y, Wide, CurveHeight))
        {
            for (var at = low; at <= 100; at += (100 - low) / 4)
            {
                _pdf.Line(Rule, 0.5, (x0, Y(at)), (Side + Wide, Y(at)));
                One(Percent(at), ChartText with { Colour = Quiet, Size = 7.8 }, Side, Y(at) + 3, 34);
            }

            if (chart.Aim is { } aim)
                for (var x = x0; x < Side + Wide; x += 7)
                    _pdf.Line(Quiet, 0.6, (x, Y(aim)), (Math.Min(x + 3, Side + Wide), Y(aim)));
            var every = (int)Math.Max(1, Math.Ceiling(44 / step));      // names that would run into each other are left out
            var dot = step < 6 ? 2.4 : 4.8;
            var points = chart.Points.Index().Where(p => p.Item.Percent is not null).Select(p => (X(p.Index), Y(p.Item.Percent!.Value))).ToArray();
            if (points.Length > 1)
                _pdf.Line(Primary, 1.9, points);
            foreach (var (x, y) in points)
                _pdf.Fill(x - dot / 2, y - dot / 2, dot, dot, Primary);
            foreach (var (i, point) in chart.Points.Index())
            {
                if (i % every == 0)
                    One(point.Name, ChartText with { Colour = Quiet, Size = 7.8, Align = 0.5 }, X(i) - 30, y0 + high + 16, 60);
                if (point.Percent is { } percent && every == 1)
                    One(Percent(percent), ChartStrong with { Size = 7.8, Align = 0.5 }, X(i) - 30, Y(percent) - 7, 60);
            }
        }

        _y += CurveHeight + 4;
    }

    private static string Percent(double percent) => Controls.Formats.Percent((decimal)percent);

    private void Legend(IReadOnlyList<string> parts)
    {
        var x = Side;
        foreach (var (i, part) in parts.Index())
        {
            var name = Drawable(part, ChartText);
            _pdf.Fill(x, _y + 2, 8, 8, Colours[i % Colours.Length]);
            _pdf.Text([name], ChartText with { Colour = Quiet }, x + 12, _y + 9);
            x += PdfFonts.Regular.Measure(name, ChartText.Size) + 28;
        }

        _y += 18;
    }

    private void Bar(ReportBar bar, double names, double perUnit)
    {
        One(bar.Name, ChartText with { Align = 1 }, Side, _y + 9.5, names);
        var x = Side + names + 6;
        foreach (var (i, value) in bar.Values.Index())
        {
            if (value > 0)
                _pdf.Fill(x, _y, Math.Max(0.8, value * perUnit - 0.6), BarHeight, Colours[i % Colours.Length]);
            x += value * perUnit;
        }

        One(bar.Said, ChartStrong, x + 5, _y + 9.5, 90);
        _y += BarStep;
    }
}
