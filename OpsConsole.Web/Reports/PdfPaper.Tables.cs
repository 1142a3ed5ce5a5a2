using OpsConsole.Web.Pdf;

namespace OpsConsole.Web.Reports;

/// <summary>Tables: the head on every page, cells of several lines, rows higher than a page cut between lines.</summary>
internal sealed partial class PdfPaper
{
    private const double Padding = 4, Above = 3;

    private static readonly PdfStyle CellText = new(8.6, Colour: Plain), HeadText = new(8, true, Quiet), TotalText = new(8.6, true);

    private IDisposable? _table;
    private ReportColumn[] _columns = [];
    private double[] _widths = [];
    private List<string>[] _heads = [];
    private double _scale = 1;

    private double Leading => CellText.Size * _scale * 1.25;

    private double HeadHeight => _heads.Max(h => h.Count) * HeadText.Size * _scale * 1.2 + 2 * Above;

    public void BeginTable(IReadOnlyList<ReportColumn> columns)
    {
        _columns = [.. columns];
        _scale = columns.Count > 10 ? 0.8 : 1;
        var all = columns.Sum(c => c.Share);
        _widths = [.. columns.Select(c => Wide * c.Share / all)];
        _heads = [.. columns.Select((c, i) => PdfText.Lines(Drawable(c.Head, HeadText), HeadText.Face, HeadText.Size * _scale, _widths[i] - 2 * Padding))];
        Ensure(HeadHeight + 2 * Leading + 20);
        _table = _pdf.Tag("Table");
        using (_pdf.Tag("TR"))
            DrawHead(decoration: false);
    }

    public void Row(IReadOnlyList<string> cells, bool isTotal = false)
    {
        var style = isTotal ? TotalText : CellText;
        style = style with { Size = style.Size * _scale };
        var lines = _columns.Select((_, i) => PdfText.Lines(Drawable(i < cells.Count ? cells[i] : "", style), style.Face, style.Size, _widths[i] - 2 * Padding)).ToArray();
        var most = lines.Max(l => l.Count);
        if (Left < most * Leading + 2 * Above && (_y > Top + HeadHeight || Left < Leading + 2 * Above) && (most * Leading + 2 * Above <= End - Top - HeadHeight || Left < 4 * Leading))
            NextPage();
        if (isTotal)
            _pdf.Line(Quiet, 1, (Side, _y), (Side + Wide, _y));
        using (_pdf.Tag("TR"))
            if (most * Leading + 2 * Above <= Left)
                Piece(lines, 0, most, style);
            else
                for (var from = 0; from < most;)
                {
                    if (Left < Leading + 2 * Above)
                        NextPage();
                    var fit = Math.Min(most - from, Math.Max(1, (int)((Left - 2 * Above) / Leading)));
                    Piece(lines, from, fit, style);
                    from += fit;
                }
    }

    public void EndTable()
    {
        _table?.Dispose();
        (_table, _y) = (null, _y + 8);
    }

    private void Piece(List<string>[] lines, int from, int count, PdfStyle style)
    {
        var x = Side;
        for (var i = 0; i < _columns.Length; i++)
        {
            var part = lines[i].Skip(from).Take(count).ToList();
            if (part.Count > 0)
                using (_pdf.Tag("TD"))
                    _pdf.Text(part, style with { Align = _columns[i].IsRight ? 1 : 0 }, x + Padding, _y + Above + style.Size * 0.95, _widths[i] - 2 * Padding, Leading);
            x += _widths[i];
        }

        _y += count * Leading + 2 * Above;
        _pdf.Line(Rule, 0.5, (Side, _y), (Side + Wide, _y));
    }

    private void NextPage()
    {
        NewPage();
        DrawHead(decoration: true);
    }

    private void DrawHead(bool decoration)
    {
        var x = Side;
        foreach (var (i, lines) in _heads.Index())
        {
            using (decoration ? null : _pdf.Tag("TH"))
                _pdf.Text(lines, HeadText with { Size = HeadText.Size * _scale, Align = _columns[i].IsRight ? 1 : 0 }, x + Padding, _y + Above + HeadText.Size * _scale * 0.95, _widths[i] - 2 * Padding, HeadText.Size * _scale * 1.2, decoration);
            x += _widths[i];
        }

        _y += HeadHeight;
        _pdf.Line(Quiet, 1, (Side, _y), (Side + Wide, _y));
    }
}
