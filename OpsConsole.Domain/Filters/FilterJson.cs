using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>Reads and writes the tree as the contract has it: {connector,items} or {source,field,op,value}. What it does not know it refuses with its path; nothing is silently ignored.</summary>
public static class FilterJson
{
    private static readonly string[] GroupMembers = ["connector", "items"], ConditionMembers = ["source", "field", "op", "value"];

    /// <summary>The tree, or everything that is wrong with its shape. A missing tree matches everything.</summary>
    public static (FilterNode? Tree, IReadOnlyList<Refusal> Errors) Read(JsonElement json, string path = "filter")
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return (FilterNode.Everything, []);
        var errors = new List<Refusal>();
        var (depth, conditions) = (0, 0);
        Measure(json, 1, ref depth, ref conditions);
        if (depth > FilterLimits.Levels)
            return (null, [new(FilterLimits.TooLarge, path, depth, FilterLimits.Levels)]);
        if (conditions > FilterLimits.Conditions)
            return (null, [new(FilterLimits.TooLarge, path, conditions, FilterLimits.Conditions)]);
        var tree = Node(json, path, errors);
        return (errors.Count == 0 ? tree : null, errors);
    }

    public static string Write(FilterNode tree) => ToJson(tree).ToJsonString(Data.Json.Stored);

    public static JsonNode ToJson(FilterNode tree) => tree switch
    {
        FilterGroup group => new JsonObject
        {
            ["connector"] = group.Connector.ToString().ToLowerInvariant(),
            ["items"] = new JsonArray([.. group.Items.Select(ToJson)]),
        },
        FilterCondition c when c.Value.ValueKind == JsonValueKind.Undefined => new JsonObject { ["source"] = c.Source, ["field"] = c.Field, ["op"] = c.Op },
        FilterCondition c => new JsonObject { ["source"] = c.Source, ["field"] = c.Field, ["op"] = c.Op, ["value"] = JsonNode.Parse(c.Value.GetRawText()) },
        _ => throw new ArgumentException("Not a part of a filter.", nameof(tree)),
    };

    // Before anything is built: a tree that is too large is not looked at any further.
    private static void Measure(JsonElement json, int level, ref int depth, ref int conditions)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;
        if (!json.TryGetProperty("items", out var items))
        {
            conditions++;
            return;
        }
        depth = Math.Max(depth, level);
        if (depth > FilterLimits.Levels || items.ValueKind != JsonValueKind.Array)
            return;
        foreach (var item in items.EnumerateArray())
            Measure(item, level + 1, ref depth, ref conditions);
    }

    private static FilterNode? Node(JsonElement json, string path, List<Refusal> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(FilterLimits.BadShape, path));
            return null;
        }
        var members = json.EnumerateObject().Select(m => m.Name).ToList();
        if (members.Count == 0)
            return FilterNode.Everything;
        var isGroup = members.Any(GroupMembers.Contains);
        var known = isGroup ? GroupMembers : ConditionMembers;
        errors.AddRange(members.Where(m => !known.Contains(m)).Select(m => new Refusal("unknown", $"{path}.{m}")));
        errors.AddRange(members.GroupBy(m => m).Where(m => m.Count() > 1).Select(m => new Refusal(FilterLimits.BadShape, $"{path}.{m.Key}")));
        return isGroup ? Group(json, path, errors) : Condition(json, path, errors);
    }

    private static FilterGroup Group(JsonElement json, string path, List<Refusal> errors)
    {
        var connector = Text(json, "connector", path, errors) switch
        {
            "all" => Connector.All,
            "any" => Connector.Any,
            "none" => Connector.None,
            null => (Connector?)null,
            _ => Unknown(errors, path + ".connector"),
        };
        var items = new List<FilterNode>();
        if (!json.TryGetProperty("items", out var given))
            errors.Add(new("required", path + ".items"));
        else if (given.ValueKind != JsonValueKind.Array)
            errors.Add(new(FilterLimits.BadShape, path + ".items"));
        else
            items.AddRange(given.EnumerateArray().Select((item, i) => Node(item, $"{path}.items[{i}]", errors)).OfType<FilterNode>());
        return new(connector ?? Connector.All, items);
    }

    private static FilterCondition Condition(JsonElement json, string path, List<Refusal> errors) =>
        new(Text(json, "source", path, errors) ?? "", Text(json, "field", path, errors) ?? "", Text(json, "op", path, errors) ?? "",
            json.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null ? value.Clone() : default);

    private static string? Text(JsonElement json, string member, string path, List<Refusal> errors)
    {
        if (json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
            return value.GetString();
        errors.Add(new(value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "required" : FilterLimits.BadShape, $"{path}.{member}"));
        return null;
    }

    private static Connector? Unknown(List<Refusal> errors, string path)
    {
        errors.Add(new("unknown", path));
        return null;
    }
}
