using OpsConsole.Web.Pdf;

namespace OpsConsole.Web.Reports;

/// <summary>A4 pages with a head and a foot: texts that flow, tables that go on, charts as vectors.</summary>
internal sealed partial class PdfPaper : IReportPaper
{
    private const double Millimetre = 72 / 25.4, Side = 16 * Millimetre, Top = 29 * Millimetre, Bottom = 18 * Millimetre, Short = 210 * Millimetre, Long = 297 * Millimetre;
    private const string Plain = "0.17 0.23 0.22", Quiet = "0.33 0.39 0.42", Rule = "0.85 0.88 0.88", Primary = "0.04 0.38 0.41", Good = "0.11 0.38 0.22", Bad = "0.66 0.12 0.11";

    private static readonly PdfStyle Body = new(9.6, Colour: Plain), Small = new(8.4, Colour: Quiet), Head1 = new(18, true), Head2 = new(10.6, true);

    private readonly ReportFrame _frame;
    private readonly PdfWriter _pdf;
    private double _y;

    public PdfPaper(Stream into, ReportFrame frame)
    {
        _frame = frame;
        _pdf = new(into, new(frame.Title, frame.Organisation, $"{frame.Campaign} · {frame.Period}", frame.Language, frame.MadeAt), frame.IsWide ? Long : Short, frame.IsWide ? Short : Long);
        NewPage();
    }

    private double Wide => _pdf.Width - 2 * Side;
    private double End => _pdf.Height - Bottom;
    private double Left => End - _y;

    public void Heading(int level, string text)
    {
        var style = level == 1 ? Head1 : Head2;
        var said = Drawable(text, style);
        var lines = PdfText.Lines(said, style.Face, style.Size, Wide);
        if (_y > Top)
            _y += level == 1 ? 10 : 14;
        Ensure(lines.Count * style.Size * 1.25 + 60);
        _pdf.Bookmark(level, said.ReplaceLineEndings(" "), _y - 4);
        using (_pdf.Tag(level == 1 ? "H1" : "H2"))
            Lines(lines, style, Side, Wide, style.Size * 1.25);
        _y += 5;
    }

    public void Text(string text, bool isQuiet = false)
    {
        var style = isQuiet ? Small : Body;
        using (_pdf.Tag("P"))
            Flow(PdfText.Lines(Drawable(text, style), style.Face, style.Size, Wide), style);
        _y += 5;
    }

    public void Facts(IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
            return;
        var (name, leading) = (Math.Min(160, Wide * 0.32), Body.Size * 1.35);
        using (_pdf.Tag("Table"))
            foreach (var fact in facts)
            {
                var heads = PdfText.Lines(Drawable(fact.Name, Small), Small.Face, Small.Size, name - 8);
                var lines = PdfText.Lines(Drawable(fact.Value, Body), Body.Face, Body.Size, Wide - name);
                Ensure(Math.Max(heads.Count, Math.Min(lines.Count, 3)) * leading + 4);
                using (_pdf.Tag("TR"))
                {
                    using (_pdf.RowHead())
                        _pdf.Text(heads, Small, Side, _y + Body.Size, leading: leading);
                    using (_pdf.Tag("TD"))
                        Flow(lines, Body, Side + name, leading, heads.Count);
                }

                _pdf.Line(Rule, 0.5, (Side, _y + 1.5), (Side + Wide, _y + 1.5));
                _y += 4;
            }
        _y += 4;
    }

    public void Tiles(IReadOnlyList<ReportTile> tiles)
    {
        const double high = 58;
        Ensure(high + 10);
        var wide = Wide / tiles.Count;
        _pdf.Frame(Side, _y, Wide, high, Rule, 0.9);
        foreach (var (i, tile) in tiles.Index())
        {
            var x = Side + i * wide;
            if (i > 0)
                _pdf.Line(Rule, 0.9, (x, _y), (x, _y + high));
            using (_pdf.Tag("P"))
            {
                One(tile.Name, Small with { Size = 8 }, x + 8, _y + 15, wide - 12);
                One(tile.Value, new(17, true), x + 8, _y + 35, wide - 12);
                if (tile.Change.Length > 0)
                    One(tile.Change, new(8, Colour: tile.Tone switch { > 0 => Good, < 0 => Bad, _ => Quiet }), x + 8, _y + 49, wide - 12);
            }
        }

        _y += high + 10;
    }

    public void Note(string title, string text)
    {
        var (head, style) = (Head2 with { Size = 9.6 }, Small with { Size = 8.8 });
        var lines = PdfText.Lines(Drawable(text, style), style.Face, style.Size, Wide - 24);
        var high = lines.Count * style.Size * 1.4 + 30;
        _y += 10;
        Ensure(high);
        _pdf.Frame(Side, _y, Wide, high, Rule);
        _pdf.Fill(Side, _y, 3, high, Primary);
        _y += 6;
        using (_pdf.Tag("P"))
            Lines([Drawable(title, head)], head, Side + 12, Wide - 24, 14);
        using (_pdf.Tag("P"))
            Lines(lines, style, Side + 12, Wide - 24, style.Size * 1.4);
        _y += 14;
    }

    public void Close() => _pdf.Close((pdf, page, pages) =>
    {
        var y = pdf.Height - 11 * Millimetre;
        pdf.Line(Rule, 0.6, (Side, y - 11), (Side + Wide, y - 11));
        var said = _frame.PageOf(page, pages);
        var room = Wide - PdfFonts.Regular.Measure(said, 7.8) - 20;
        One(_frame.Foot, Small with { Size = 7.8 }, Side, y, room);
        pdf.Text([said], Small with { Size = 7.8, Align = 1 }, Side, y, Wide);
    });

    private static string Drawable(string text, PdfStyle style) => PdfText.Drawable(text, style.Face);

    private void NewPage()
    {
        _pdf.NewPage();
        _y = Top;
        var y = 18 * Millimetre;
        var name = Drawable(_frame.Organisation, Head2);
        var wide = Math.Min(PdfFonts.Bold.Measure(name, 10), Wide * 0.35);
        Aside(name, new(10, true), Side, y, Wide * 0.35);
        var period = Drawable(_frame.Period, Small);
        var right = Math.Min(PdfFonts.Regular.Measure(period, 8.6), Wide * 0.4);
        Aside(_frame.Campaign, Small with { Size = 8.6 }, Side + wide + 9, y, Wide - wide - right - 20);
        Aside(period, Small with { Size = 8.6, Align = 1 }, Side + Wide - right, y, right);
        _pdf.Line(Primary, 1.1, (Side, y + 9), (Side + Wide, y + 9));
    }

    private void Ensure(double high)
    {
        if (Left < high && _y > Top)
            NewPage();
    }

    /// <summary>Lines that all stand on this page.</summary>
    private void Lines(IReadOnlyList<string> lines, PdfStyle style, double x, double width, double leading)
    {
        _pdf.Text(lines, style, x, _y + style.Size, width, leading);
        _y += lines.Count * leading;
    }

    /// <summary>Lines that go on over the next pages.</summary>
    /// <param name="least">Lines that it takes up at the least.</param>
    private void Flow(List<string> lines, PdfStyle style, double x = Side, double leading = 0, int least = 0)
    {
        leading = leading == 0 ? style.Size * 1.4 : leading;
        for (var from = 0; from < lines.Count;)
        {
            if (Left < leading)
                NewPage();
            var fit = Math.Min(lines.Count - from, Math.Max(1, (int)(Left / leading)));
            Lines(lines.GetRange(from, fit), style, x, 0, leading);
            from += fit;
        }

        _y += Math.Max(0, least - lines.Count) * leading;
    }

    /// <summary>A text of one line, cut where it does not fit.</summary>
    private void One(string text, PdfStyle style, double x, double y, double width) => _pdf.Text([Cut(text, style, width)], style, x, y, width);

    /// <summary>The same, as decoration.</summary>
    private void Aside(string text, PdfStyle style, double x, double y, double width) => _pdf.Text([Cut(text, style, width)], style, x, y, width, decoration: true);

    private static string Cut(string text, PdfStyle style, double width)
    {
        text = Drawable(text, style).Replace('\n', ' ');
        if (style.Face.Measure(text, style.Size) <= width)
            return text;
        while (text.Length > 1 && style.Face.Measure(text + "…", style.Size) > width)
            text = text[..^1];
        return text + "…";
    }
}
