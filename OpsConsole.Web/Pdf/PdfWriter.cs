using System.Globalization;
using System.Text;
using static OpsConsole.Web.Pdf.PdfFile;

namespace OpsConsole.Web.Pdf;

/// <summary>What a PDF says of itself.</summary>
internal sealed record PdfAbout(string Title, string Author, string Subject, string Language, DateTime MadeAt);

/// <summary>Draws texts, lines and areas on pages, and says what each is. Points from the top left corner; texts are plain texts and nothing else (docs/rules.md, "Reports").</summary>
internal sealed class PdfWriter
{
    public const string Ink = "0.08 0.13 0.12";

    private readonly PdfAbout _about;
    private readonly PdfFile _file;
    private readonly PdfTags _tags;
    private readonly PdfOutline _outline;
    private readonly EmbeddedFont _regular, _bold;
    private readonly List<(int Page, int Foot)> _pages = [];
    private readonly int _tree;
    private StringBuilder _content = new();
    private int _page;
    private bool _together;

    public PdfWriter(Stream output, PdfAbout about, double width, double height)
    {
        (_about, Width, Height) = (about, width, height);
        _file = new(output);
        (_tags, _outline, _tree) = (new(_file), new(_file), _file.Reserve());
        (_regular, _bold) = (new(_file, PdfFonts.Regular, "F0"), new(_file, PdfFonts.Bold, "F1"));
    }

    public double Width { get; }
    public double Height { get; }
    public int PageCount => _pages.Count;

    public void NewPage()
    {
        EndPage();
        (_page, _content) = (_file.Reserve(), new());
        _pages.Add((_page, _file.Reserve()));
    }

    public IDisposable Tag(string type) => _tags.Open(type, type == "TH" ? "/A<</O/Table/Scope/Column>>" : "");

    /// <summary>A head that stands before its row.</summary>
    public IDisposable RowHead() => _tags.Open("TH", "/A<</O/Table/Scope/Row>>");

    /// <summary>Everything drawn until it is closed is one picture; <paramref name="instead"/> is what it says.</summary>
    public IDisposable Figure(string instead, double x, double y, double width, double height)
    {
        var element = _tags.Open("Figure", $"/Alt {PdfFile.Text(instead)}/A<</O/Layout/BBox[{Number(x)} {Number(Height - y - height)} {Number(x + width)} {Number(Height - y)}]>>");
        Begin();
        _together = true;
        return new Closing(() =>
        {
            _together = false;
            _content.Append("EMC\n");
            element.Dispose();
        });
    }

    public void Bookmark(int level, string title, double y) => _outline.Add(level, title, _page, Height - y);

    /// <summary>One text, or the lines of one; it belongs to what is open, else it is only decoration.</summary>
    /// <param name="y">Of the first base line.</param>
    public void Text(IReadOnlyList<string> lines, PdfStyle style, double x, double y, double width = 0, double leading = 0, bool decoration = false)
    {
        var font = style.IsBold ? _bold : _regular;
        Begin(decoration);
        _content.Append(CultureInfo.InvariantCulture, $"BT {style.Colour} rg /{font.Key} {Number(style.Size)} Tf\n");
        foreach (var (i, line) in lines.Index())
        {
            var left = style.Align == 0 ? x : x + (width - font.Face.Measure(line, style.Size)) * style.Align;
            _content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {Number(left)} {Number(Height - y - i * leading)} Tm <");
            font.Write(line, _content);
            _content.Append("> Tj\n");
        }

        _content.Append("ET\n");
        End();
    }

    public void Fill(double x, double y, double width, double height, string colour) =>
        Decoration($"{colour} rg {Number(x)} {Number(Height - y - height)} {Number(width)} {Number(height)} re f");

    public void Frame(double x, double y, double width, double height, string colour, double thick = 0.6) =>
        Decoration($"{colour} RG {Number(thick)} w {Number(x)} {Number(Height - y - height)} {Number(width)} {Number(height)} re S");

    public void Line(string colour, double thick, params ReadOnlySpan<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (i, (x, y)) in points.ToArray().Index())
            path.Append(CultureInfo.InvariantCulture, $"{Number(x)} {Number(Height - y)} {(i == 0 ? "m" : "l")} ");
        Decoration($"{colour} RG {Number(thick)} w {path}S");
    }

    /// <summary>Writes what is only known at the end: the foot of each page, the fonts, the lists of all that is there.</summary>
    public void Close(Action<PdfWriter, int, int> foot)
    {
        EndPage();
        foreach (var (i, (_, id)) in _pages.Index())
        {
            _content = new();
            foot(this, i + 1, _pages.Count);
            _file.Stream(id, $"/Type/XObject/Subtype/Form/BBox[0 0 {Number(Width)} {Number(Height)}]/Resources<<{FontList}>>", Encoding.ASCII.GetBytes(_content.Replace("/Artifact BMC ", "").Replace("EMC\n", "").ToString()));
        }

        _regular.Embed();
        _bold.Embed();
        _tags.Close();
        var outline = _outline.Write();
        _file.Object(_tree, $"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select(p => $"{p.Page} 0 R"))}]>>");
        var made = _about.MadeAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var info = _file.Object($"<</Title {PdfFile.Text(_about.Title)}/Author {PdfFile.Text(_about.Author)}/Subject {PdfFile.Text(_about.Subject)}/Creator(OpsConsole)/Producer(OpsConsole)/CreationDate(D:{made}Z)/ModDate(D:{made}Z)>>");
        _file.Close(_file.Object($"<</Type/Catalog/Pages {_tree} 0 R/Lang({_about.Language})/MarkInfo<</Marked true>>/StructTreeRoot {_tags.Root} 0 R/ViewerPreferences<</DisplayDocTitle true>>{(outline is null ? "" : $"/Outlines {outline} 0 R/PageMode/UseOutlines")}>>"), info);
    }

    private string FontList => $"/Font<</{_regular.Key} {_regular.Id} 0 R/{_bold.Key} {_bold.Id} 0 R>>";

    private void EndPage()
    {
        if (_page == 0)
            return;
        _content.Append("/Artifact BMC /Foot Do EMC\n");
        var content = _file.Stream("", Encoding.ASCII.GetBytes(_content.ToString()));
        _file.Object(_page, $"<</Type/Page/Parent {_tree} 0 R/MediaBox[0 0 {Number(Width)} {Number(Height)}]/Contents {content} 0 R/StructParents {_pages.Count - 1}/Tabs/S/Resources<<{FontList}/XObject<</Foot {_pages[^1].Foot} 0 R>>>>>>");
        _tags.EndPage();
        _page = 0;
    }

    private void Decoration(string drawing)
    {
        Begin(decoration: true);
        _content.Append(drawing).Append('\n');
        End();
    }

    private void Begin(bool decoration = false)
    {
        if (_together)
            return;
        if (decoration || !_tags.IsOpen || _page == 0)
            _content.Append("/Artifact BMC ");
        else
            _content.Append(CultureInfo.InvariantCulture, $"/{_tags.Type} <</MCID {_tags.Mark(_page)}>> BDC ");
    }

    private void End()
    {
        if (!_together)
            _content.Append("EMC\n");
    }

    private sealed class Closing(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>How a text looks. Colour: red, green and blue from 0 to 1. Align: 0 left, 0.5 in the middle, 1 right.</summary>
internal sealed record PdfStyle(double Size, bool IsBold = false, string Colour = PdfWriter.Ink, double Align = 0)
{
    public TrueTypeFont Face => IsBold ? PdfFonts.Bold : PdfFonts.Regular;
}
