using System.Globalization;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>What the parts of the pages are, for who listens to them: headings, paragraphs, tables with their heads, figures with a text instead.</summary>
internal sealed class PdfTags(PdfFile file)
{
    private readonly int _document = file.Reserve();
    private readonly Stack<Element> _open = [];
    private readonly StringBuilder _top = new();
    private readonly List<int> _pages = [];
    private List<int> _marks = [];

    public int Root { get; } = file.Reserve();

    public int PageNumber => _pages.Count;

    /// <summary>Something open says what is drawn now.</summary>
    public bool IsOpen => _open.Count > 0;

    public string Type => _open.Peek().Type;

    /// <param name="attributes">Further entries of the element.</param>
    public IDisposable Open(string type, string attributes = "")
    {
        var element = new Element(this, file.Reserve(), type, attributes, _open.TryPeek(out var parent) ? parent.Id : _document);
        (parent?.Kids ?? _top).Append(CultureInfo.InvariantCulture, $"{element.Id} 0 R ");
        _open.Push(element);
        return element;
    }

    /// <summary>The number that ties what is drawn next to the open element.</summary>
    public int Mark(int page)
    {
        var element = _open.Peek();
        _marks.Add(element.Id);
        element.Kids.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {page} 0 R/MCID {_marks.Count - 1}>> ");
        return _marks.Count - 1;
    }

    public void EndPage()
    {
        _pages.Add(file.Object($"[{string.Join(' ', _marks.Select(id => $"{id} 0 R"))}]"));
        _marks = [];
    }

    public void Close()
    {
        file.Object(_document, $"<</Type/StructElem/S/Document/P {Root} 0 R/K[{_top}]>>");
        file.Object(Root, $"<</Type/StructTreeRoot/K {_document} 0 R/ParentTree<</Nums[{string.Join(' ', _pages.Select((id, page) => $"{page} {id} 0 R"))}]>>/ParentTreeNextKey {_pages.Count}>>");
    }

    private sealed class Element(PdfTags tags, int id, string type, string attributes, int parent) : IDisposable
    {
        public int Id => id;
        public string Type => type;
        public StringBuilder Kids { get; } = new();

        public void Dispose()
        {
            tags._open.Pop();
            tags.Write(id, $"<</Type/StructElem/S/{type}/P {parent} 0 R/K[{Kids}]{attributes}>>");
        }
    }

    private void Write(int id, string body) => file.Object(id, body);
}
