using System.Text.Json;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Cases;

/// <summary>A filter while it is built: the tree as something that can be changed in place, unfinished conditions included.</summary>
public sealed class DraftFilter
{
    public DraftGroup Root { get; private set; } = new(Connector.All, 1);

    public int Count => All.OfType<DraftCondition>().Count();

    public IEnumerable<DraftNode> All => Under(Root);

    public static DraftFilter Of(FilterNode tree)
    {
        var made = new DraftFilter();
        var root = tree as FilterGroup ?? new FilterGroup(Connector.All, [tree]);
        made.Root = new(root.Connector, made.NextId());
        foreach (var item in root.Items)
            Append(made.Root, made.Copy(item));
        return made;
    }

    public FilterNode Tree => Node(Root);

    /// <summary>The path that refusals name a part by.</summary>
    public static string PathOf(DraftNode node) => node.Parent is { } parent ? $"{PathOf(parent)}.items[{parent.Items.IndexOf(node)}]" : FilterExplanation.Root;

    public static int LevelOf(DraftNode node) => node.Parent is { } parent ? LevelOf(parent) + 1 : 1;

    /// <summary>A group may be put into this one: the tree has at most 12 levels.</summary>
    public static bool MayNest(DraftGroup group) => LevelOf(group) < FilterLimits.Levels;

    public bool MayGrow => Count < FilterLimits.Conditions;

    public DraftCondition AddCondition(DraftGroup to, FilterCondition? condition = null)
    {
        var made = new DraftCondition(NextId(), condition ?? new("", "", ""));
        Append(to, made);
        return made;
    }

    public DraftGroup AddGroup(DraftGroup to)
    {
        var made = new DraftGroup(Connector.Any, NextId());
        Append(to, made);
        AddCondition(made);
        return made;
    }

    public DraftNode Duplicate(DraftNode node)
    {
        var copy = Copy(Node(node));
        copy.Parent = node.Parent;
        node.Parent!.Items.Insert(node.Parent.Items.IndexOf(node) + 1, copy);
        return copy;
    }

    public static void Remove(DraftNode node) => node.Parent?.Items.Remove(node);

    /// <summary>One step up or down in the order in which the parts are read: into and out of sub-groups too.</summary>
    public bool Move(DraftNode node, bool up)
    {
        if (node.Parent is not { } parent)
            return false;
        var at = parent.Items.IndexOf(node);
        var next = at + (up ? -1 : 1);
        if (next >= 0 && next < parent.Items.Count)
        {
            parent.Items.RemoveAt(at);
            if (parent.Items[up ? next : at] is DraftGroup group && LevelOf(group) + Height(node) <= FilterLimits.Levels)
                Insert(group, up ? group.Items.Count : 0, node);
            else
                Insert(parent, next, node);
            return true;
        }
        if (parent.Parent is not { } above)
            return false;
        parent.Items.RemoveAt(at);
        Insert(above, above.Items.IndexOf(parent) + (up ? 0 : 1), node);
        return true;
    }

    public DraftNode? Find(string path) => All.FirstOrDefault(n => PathOf(n) == path);

    private static int Height(DraftNode node) => node is DraftGroup group ? 1 + group.Items.Select(Height).DefaultIfEmpty(0).Max() : 0;

    private static void Insert(DraftGroup into, int at, DraftNode node)
    {
        into.Items.Insert(at, node);
        node.Parent = into;
    }

    private static void Append(DraftGroup to, DraftNode node) => Insert(to, to.Items.Count, node);

    private DraftNode Copy(FilterNode node)
    {
        if (node is FilterCondition condition)
            return new DraftCondition(NextId(), condition);
        var group = new DraftGroup(((FilterGroup)node).Connector, NextId());
        foreach (var item in ((FilterGroup)node).Items)
            Append(group, Copy(item));
        return group;
    }

    private static FilterNode Node(DraftNode node) => node switch
    {
        DraftGroup group => new FilterGroup(group.Connector, [.. group.Items.Select(Node)]),
        DraftCondition condition => condition.Condition,
        _ => throw new ArgumentException("Not a part of a draft.", nameof(node)),
    };

    private static IEnumerable<DraftNode> Under(DraftNode node) => node is DraftGroup group ? [node, .. group.Items.SelectMany(Under)] : [node];

    private int _last = 1;

    private int NextId() => ++_last;
}

/// <summary>A part of a filter that is being built. <see cref="Id"/> keeps its place on the page while others move.</summary>
public abstract class DraftNode(int id)
{
    public int Id { get; } = id;

    public DraftGroup? Parent { get; set; }
}

public sealed class DraftGroup(Connector connector, int id) : DraftNode(id)
{
    public Connector Connector { get; set; } = connector;

    public List<DraftNode> Items { get; } = [];

    /// <summary>The very condition stands in this group already: a second one would say nothing.</summary>
    public bool Has(FilterCondition condition) => Items.OfType<DraftCondition>().Any(c => TextOf(c.Condition) == TextOf(condition));

    private static string TextOf(FilterCondition condition) => TextFold.Fold(FilterJson.Write(condition));
}

public sealed class DraftCondition(int id, FilterCondition condition) : DraftNode(id)
{
    public FilterCondition Condition { get; set; } = condition;

    /// <summary>Rises when the value's box must be drawn anew; while somebody types it stays, so that no letter is lost.</summary>
    public int Revision { get; set; }

    public bool IsChosen => Condition.Field.Length > 0;

    /// <summary>A field or a value is still to be given.</summary>
    public bool IsUnfinished => !IsChosen || (FilterOp.Find(Condition.Op) is { TakesValue: true } && Condition.Value.ValueKind == JsonValueKind.Undefined);
}
