using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Guides;

/// <summary>A choice while the tree is edited.</summary>
public sealed class TreeNode
{
    public required string Id { get; init; }

    /// <summary>Stays with the choice while it is named otherwise; a new one gets it when it is published.</summary>
    public string Code { get; set; } = "";
    public string Label { get; set; } = "";

    /// <summary>What its box began with: afterwards the box is the browser's.</summary>
    public string Start { get; set; } = "";
    public bool NeedsNext { get; set; }
    public string? Help { get; init; }
    public TreeNode? Above { get; set; }
    public List<TreeNode> Below { get; } = [];
}

/// <summary>Where a dragged choice falls.</summary>
public enum TreePlace
{
    Before,
    After,
    Inside,
}

/// <summary>The tree of choices as an outline: lines that are added, moved, pushed in and out, removed and put back.</summary>
public sealed class TreeOutline
{
    private int _last;

    public TreeOutline(IReadOnlyList<Disposition> tree) => Fill(Top, null, tree);

    public List<TreeNode> Top { get; } = [];

    public IReadOnlyList<Disposition> Tree => Read(Top);

    /// <summary>Line by line, with depth from 1 and the place that the rules name.</summary>
    public IEnumerable<(TreeNode Node, int Depth, string Place)> Lines() => Lines(Top, 1, "tree");

    public TreeNode? Find(string? id) => Lines().FirstOrDefault(l => l.Node.Id == id).Node;

    public int PlaceOf(TreeNode node) => Siblings(node).IndexOf(node);

    public int CountBeside(TreeNode node) => Siblings(node).Count;

    /// <summary>An empty one after this; null: as the last of the first level.</summary>
    public TreeNode AddAfter(TreeNode? node)
    {
        var made = New(node?.Above);
        var list = node is null ? Top : Siblings(node);
        list.Insert(node is null ? list.Count : list.IndexOf(node) + 1, made);
        return made;
    }

    public TreeNode AddBelow(TreeNode node)
    {
        var made = New(node);
        node.Below.Add(made);
        return made;
    }

    public bool Shift(TreeNode node, int by)
    {
        var list = Siblings(node);
        var to = list.IndexOf(node) + by;
        if (to < 0 || to >= list.Count)
            return false;
        list.Remove(node);
        list.Insert(to, node);
        return true;
    }

    /// <summary>Under the one before it.</summary>
    public bool PushIn(TreeNode node)
    {
        var list = Siblings(node);
        return list.IndexOf(node) is > 0 and var at && Settle(node, list[at - 1], list[at - 1].Below.Count);
    }

    /// <summary>Beside the one it was under.</summary>
    public bool PullOut(TreeNode node) => node.Above is { } above && Settle(node, above.Above, Siblings(above).IndexOf(above) + 1);

    public bool Drop(TreeNode node, TreeNode target, TreePlace place)
    {
        for (var at = target; at is not null; at = at.Above)
            if (at == node)
                return false;           // never into itself
        if (place == TreePlace.Inside)
            return Settle(node, target, target.Below.Count);
        var list = Siblings(target);
        var to = list.IndexOf(target) + (place == TreePlace.After ? 1 : 0);
        return Settle(node, target.Above, Siblings(node) == list && list.IndexOf(node) < to ? to - 1 : to);
    }

    /// <summary>What undoes it: puts it back where it was, or as near as there is.</summary>
    public Action Remove(TreeNode node)
    {
        var (list, above) = (Siblings(node), node.Above);
        var at = list.IndexOf(node);
        list.Remove(node);
        return () =>
        {
            foreach (var (line, _, _) in Lines([node], 1, ""))
                line.Start = line.Label;
            var home = above is null || Find(above.Id) is not null ? above : null;
            node.Above = home;
            var back = home?.Below ?? Top;
            back.Insert(Math.Min(at, back.Count), node);
        };
    }

    /// <summary>The line before it, else the one after it.</summary>
    public TreeNode? Neighbour(TreeNode node)
    {
        var lines = Lines().Select(l => l.Node).ToList();
        var at = lines.IndexOf(node);
        return at > 0 ? lines[at - 1] : lines.FirstOrDefault(l => l.Above != node && l != node);
    }

    private bool Settle(TreeNode node, TreeNode? above, int at)
    {
        Siblings(node).Remove(node);
        if (node.Above != above && (above?.Below ?? Top).Any(s => TextFold.Fold(s.Code) == TextFold.Fold(node.Code)))
            node.Code = "";             // another one has it there: it gets a new one
        node.Above = above;
        (above?.Below ?? Top).Insert(at, node);
        return true;
    }

    private List<TreeNode> Siblings(TreeNode node) => node.Above?.Below ?? Top;

    private TreeNode New(TreeNode? above) => new() { Id = string.Create(CultureInfo.InvariantCulture, $"n{++_last}"), Above = above };

    private void Fill(List<TreeNode> into, TreeNode? above, IReadOnlyList<Disposition> tree)
    {
        foreach (var choice in tree)
        {
            var node = new TreeNode { Id = string.Create(CultureInfo.InvariantCulture, $"n{++_last}"), Above = above, Code = choice.Code, Label = choice.Label, Start = choice.Label, NeedsNext = choice.NeedsNextContact, Help = choice.Help };
            into.Add(node);
            Fill(node.Below, node, choice.Children ?? []);
        }
    }

    private static IReadOnlyList<Disposition> Read(List<TreeNode> nodes) =>
        [.. nodes.Select(n => new Disposition(n.Code, n.Label, n.Below.Count > 0 ? Read(n.Below) : null, n.NeedsNext && n.Below.Count == 0, n.Help))];

    private static IEnumerable<(TreeNode, int, string)> Lines(List<TreeNode> nodes, int depth, string above)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{above}.{i}");
            yield return (nodes[i], depth, place);
            foreach (var below in Lines(nodes[i].Below, depth + 1, place))
                yield return below;
        }
    }
}
