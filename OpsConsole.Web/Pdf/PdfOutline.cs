namespace OpsConsole.Web.Pdf;

/// <summary>The bookmarks: headings as a tree, by their levels.</summary>
internal sealed class PdfOutline(PdfFile file)
{
    private readonly List<(int Level, string Title, string Target)> _marks = [];

    public void Add(int level, string title, int page, double top) => _marks.Add((level, title, $"[{page} 0 R/XYZ 0 {PdfFile.Number(top)} null]"));

    /// <summary>Null where there are none.</summary>
    public int? Write()
    {
        if (_marks.Count == 0)
            return null;
        var root = file.Reserve();
        var ids = _marks.ConvertAll(_ => file.Reserve());
        var parents = new int[_marks.Count];
        for (var i = 0; i < _marks.Count; i++)
        {
            parents[i] = i - 1;
            while (parents[i] >= 0 && _marks[parents[i]].Level >= _marks[i].Level)
                parents[i] = parents[parents[i]];
        }

        for (var i = 0; i < _marks.Count; i++)
        {
            var brothers = Children(parents, parents[i]);
            var place = brothers.IndexOf(i);
            file.Object(ids[i], $"<</Title {PdfFile.Text(_marks[i].Title)}/Parent {(parents[i] < 0 ? root : ids[parents[i]])} 0 R/Dest {_marks[i].Target}"
                + (place > 0 ? $"/Prev {ids[brothers[place - 1]]} 0 R" : "") + (place < brothers.Count - 1 ? $"/Next {ids[brothers[place + 1]]} 0 R" : "") + Ends(Children(parents, i), ids) + ">>");
        }

        file.Object(root, $"<</Type/Outlines{Ends(Children(parents, -1), ids)}>>");
        return root;
    }

    private static List<int> Children(int[] parents, int of) => [.. Enumerable.Range(0, parents.Length).Where(i => parents[i] == of)];

    private static string Ends(List<int> children, List<int> ids) => children.Count == 0 ? "" : $"/First {ids[children[0]]} 0 R/Last {ids[children[^1]]} 0 R/Count {children.Count}";
}
