using System.Text.Json;

namespace OpsConsole.Domain.Filters;

/// <summary>How the items of a group are joined: all hold, any holds, none holds.</summary>
public enum Connector
{
    All,
    Any,
    None,
}

/// <summary>A filter as people build it and as the API carries it: a tree of groups and conditions (docs/rules.md, "Filters").</summary>
public abstract record FilterNode
{
    public static readonly FilterNode Everything = new FilterGroup(Connector.All, []);

    /// <summary>Every condition under this node, itself included.</summary>
    public IEnumerable<FilterCondition> Conditions => this switch
    {
        FilterGroup group => group.Items.SelectMany(i => i.Conditions),
        FilterCondition condition => [condition],
        _ => [],
    };
}

/// <summary>Conditions and groups under one connector; a group without items holds for every case.</summary>
public sealed record FilterGroup(Connector Connector, IReadOnlyList<FilterNode> Items) : FilterNode;

/// <summary>One comparison. <see cref="Field"/> is the field's name; <see cref="Value"/> is undefined where the operator takes none.</summary>
public sealed record FilterCondition(string Source, string Field, string Op, JsonElement Value = default) : FilterNode;
