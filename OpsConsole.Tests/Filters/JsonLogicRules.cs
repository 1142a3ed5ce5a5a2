using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using static OpsConsole.Tests.Filters.FilterTable;

namespace OpsConsole.Tests.Filters;

/// <summary>
/// A rule of JsonLogic as a tree of ours. Our conditions compare a field with a value, so a constant on the left becomes a field of the case's row.
/// What the contract has no operator or type for is not mapped: <see cref="LeftOut"/> says why.
/// </summary>
internal sealed class JsonLogicRules
{
    private const int MostOperands = 4;
    private static readonly Dictionary<string, string> Comparisons = new() { [">"] = "gt", ["<"] = "lt", ["=="] = "eq", ["==="] = "eq" };
    private static readonly FilterNode Nothing = None(FilterNode.Everything);

    private readonly JsonElement _data;
    private readonly Dictionary<string, string?> _row = [];
    private int _used;

    private JsonLogicRules(JsonElement data) => _data = data;

    public FilterNode? Tree { get; private set; }

    public IReadOnlyDictionary<string, string?> Row => _row;

    public string? LeftOut { get; private set; }

    /// <summary>Columns enough for every case: numbers, texts, days and truth values.</summary>
    public static IReadOnlyList<(string Name, FieldType Type)> Columns { get; } =
        [.. from kind in new[] { ("n", FieldType.Number), ("t", FieldType.Text), ("d", FieldType.Date), ("b", FieldType.Boolean) } from i in Enumerable.Range(0, MostOperands) select ($"{kind.Item1}{i}", kind.Item2)];

    public static JsonLogicRules Of(JsonElement test)
    {
        var made = new JsonLogicRules(test.TryGetProperty("data", out var data) ? data : default);
        try
        {
            var result = test.TryGetProperty("result", out var given) ? given.ValueKind : JsonValueKind.Undefined;
            made.Tree = made.Node(test.GetProperty("rule"));
            if (result is not (JsonValueKind.True or JsonValueKind.False))
                throw new NotSupportedException("answers an operand, not whether it holds");
        }
        catch (NotSupportedException e)
        {
            (made.Tree, made.LeftOut) = (null, e.Message);
        }
        return made;
    }

    private FilterNode Node(JsonElement rule)
    {
        if (rule.ValueKind != JsonValueKind.Object)
            return Truth(rule);
        if (rule.EnumerateObject().ToList() is not [var only])
            throw new NotSupportedException("a list or an object");
        if (only.Value.ToString().Contains("\"throw\"", StringComparison.Ordinal))
            throw new NotSupportedException("throw");
        List<JsonElement> operands = only.Value.ValueKind == JsonValueKind.Array ? [.. only.Value.EnumerateArray()] : [only.Value];
        return only.Name switch
        {
            "and" or "or" when only.Value.ValueKind != JsonValueKind.Array => throw new NotSupportedException("not a rule: operands missing"),
            "and" => operands.Count == 0 ? Nothing : All([.. operands.Select(Node)]),
            "or" => operands.Count == 0 ? Nothing : Any([.. operands.Select(Node)]),
            "!" => operands.Count == 0 ? FilterNode.Everything : None(Node(operands[0])),
            "in" => In(operands[0], operands[1]),
            "var" => Truth(_data.ValueKind == JsonValueKind.Object && _data.TryGetProperty(only.Value.GetString()!, out var found) ? found : default),
            var op when Comparisons.TryGetValue(op, out var ours) => Chain(ours, operands, strict: op == "==="),
            var op => throw new NotSupportedException("operator " + op),
        };
    }

    /// <summary>A truth value, or one that is missing; what else counts as true is for languages, not for a filter.</summary>
    private FilterCondition Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Where(Field("b", value.GetBoolean() ? "true" : "false"), "eq", true),
        JsonValueKind.Null or JsonValueKind.Undefined => Where(Field("b", null), "eq", true),
        _ => throw new NotSupportedException("the truth of what is neither true nor false"),
    };

    private FilterNode Chain(string op, List<JsonElement> operands, bool strict) => operands.Count < 2
        ? throw new NotSupportedException("not a rule: operands missing")
        : All([.. operands.Zip(operands.Skip(1), (left, right) => Compare(op, left, right, strict))]);

    private FilterCondition Compare(string op, JsonElement left, JsonElement right, bool strict)
    {
        if (left.ValueKind is JsonValueKind.Array or JsonValueKind.Object || right.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            throw new NotSupportedException("a list or an object");
        if (strict && left.ValueKind == JsonValueKind.Null)
            return Missing(right);
        if (strict && right.ValueKind == JsonValueKind.Null)
            return Missing(left);
        return (Kind(left), Kind(right)) switch
        {
            ("b", "b") when op is "gt" or "lt" => throw new NotSupportedException("an order of true and false"),
            ("b", "b") => Where(Field("b", left.GetRawText()), op, right.GetBoolean()),
            ("n", "n") => Where(Field("n", left.GetRawText()), op, right.GetDouble()),
            ("d", "d") => Where(Field("d", left.GetString()), op, right.GetString()),
            ("t" or "d", "t" or "d") => Where(Field("t", left.GetString()), op, right.GetString()),
            _ => throw new NotSupportedException("two types turned into one"),
        };
    }

    /// <summary>A missing value equals none.</summary>
    private FilterCondition Missing(JsonElement other) => Where(Field(Kind(other), null), "eq", JsonSerializer.Deserialize<object>(other));

    private FilterNode In(JsonElement what, JsonElement where)
    {
        var text = what.GetString()!;
        if (where.ValueKind == JsonValueKind.Array)
            return where.GetArrayLength() == 0 ? Nothing : Where(Field("t", text), "in", where.EnumerateArray().Select(v => v.GetString()).ToArray());
        var whole = where.GetString()!;
        if (whole.Contains(text, StringComparison.OrdinalIgnoreCase) != whole.Contains(text, StringComparison.Ordinal))
            throw new NotSupportedException("capitals told apart");
        return text.Length == 0 ? FilterNode.Everything : Where(Field("t", whole), "contains", text);
    }

    private string Field(string kind, string? value)
    {
        var name = $"{kind}{_used++}";
        _row[name] = value;
        return name;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "b",
        JsonValueKind.Number => "n",
        JsonValueKind.String => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "d" : "t",
        _ => "",
    };
}
