using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>One condition in words, as pieces: "Agencia es PIURA" (docs/rules.md, "Filters").</summary>
public sealed class FilterPhrase(FieldCatalog catalogue, FilterWords words)
{
    private const int MostValues = 5, LongestValue = 60;

    public FilterWords Words => words;

    public FieldCatalog Catalogue => catalogue;

    public IReadOnlyList<FilterPart> Of(FilterCondition condition)
    {
        var field = catalogue.Find(condition.Source, condition.Field);
        var op = FilterOp.Find(condition.Op);
        var label = new FilterPart(field is null ? condition.Field.Length > 0 ? condition.Field : words.Text("field.none") : words.Label(field), FilterPartKind.Field);
        if (field is null || op is null)
            return [label];
        if (!op.TakesValue)
            return Fill(Key(op, field), [label]);
        if (condition.Value.ValueKind == JsonValueKind.Undefined)
            return [.. Fill(Key(op, field), [label, Value("…"), Value("…")])];
        if (op.Comparison == Comparison.Between && condition.Value.ValueKind == JsonValueKind.Array && condition.Value.GetArrayLength() == 2)
            return Fill(Key(op, field), [label, Value(Said(condition.Value[0], field)), Value(Said(condition.Value[1], field))]);
        return Fill(Key(op, field), [label, Value(Said(condition.Value, field))]);
    }

    /// <summary>From one day to another, said as one.</summary>
    public IReadOnlyList<FilterPart> Between(FilterCondition from, FilterCondition to)
    {
        var field = catalogue.Find(from.Source, from.Field)!;
        return Fill(Key(FilterOp.Find("between")!, field), [new(words.Label(field), FilterPartKind.Field), Value(Said(from.Value, field)), Value(Said(to.Value, field))]);
    }

    /// <summary>A text with places to fill, cut into pieces.</summary>
    public IReadOnlyList<FilterPart> Fill(string key, IReadOnlyList<FilterPart> with)
    {
        var (text, parts, at) = (words.Text(key), new List<FilterPart>(), 0);
        while (text.IndexOf('{', at) is >= 0 and var open && open + 2 < text.Length && text[open + 2] == '}' && char.IsAsciiDigit(text[open + 1]))
        {
            if (open > at)
                parts.Add(new(text[at..open]));
            if (text[open + 1] - '0' is var place && place < with.Count)
                parts.Add(with[place]);
            at = open + 3;
        }
        if (at < text.Length)
            parts.Add(new(text[at..]));
        return parts;
    }

    /// <summary>A value as people read it.</summary>
    public string Said(JsonElement value, CaseField field) => value.ValueKind switch
    {
        JsonValueKind.Array => List([.. value.EnumerateArray().Select(v => Said(v, field))]),
        JsonValueKind.True or JsonValueKind.False => words.Text(value.ValueKind == JsonValueKind.True ? "value.true" : "value.false"),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number.ToString("#,##0.######", CultureInfo.CurrentCulture) : value.GetRawText(),
        JsonValueKind.Object => OperandReader.IsParameter(value, out var name) ? Known("param." + name, name) : Relative(value),
        JsonValueKind.String => Text(value.GetString()!, field),
        JsonValueKind.Undefined or JsonValueKind.Null => "…",
    };

    private static FilterPart Value(string text) => new(text, FilterPartKind.Value);

    /// <summary>Dates are said otherwise than numbers and texts where the words know how.</summary>
    private static string Key(FilterOp op, CaseField field) => (field.Type, op.Comparison) switch
    {
        (FieldType.Date, Comparison.Equal or Comparison.Greater or Comparison.GreaterOrEqual or Comparison.Less or Comparison.LessOrEqual or Comparison.Between) => "op.date." + op.Code,
        (FieldType.Text or FieldType.Number or FieldType.Boolean or FieldType.Choice or FieldType.Date, _) => "op." + op.Code,
    };

    private string Text(string text, CaseField field)
    {
        if (field.Type == FieldType.Date)
            return Moment(text) ?? text;
        var folded = TextFold.Fold(text);
        if (field.Choices.FirstOrDefault(c => TextFold.Fold(c.Code) == folded || TextFold.Fold(c.Label) == folded) is { } choice)
            return words.Choice(field, choice);
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
    }

    private static string? Moment(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : null;

    private string Relative(JsonElement value)
    {
        var name = value.TryGetProperty("date", out var date) && date.ValueKind == JsonValueKind.String ? date.GetString()! : "";
        var plus = value.TryGetProperty("plus", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var n) ? n : 0;
        var unit = value.TryGetProperty("unit", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "day";
        var start = Known("date." + name, name);
        if (plus == 0)
            return start;
        var key = $"shift.{(plus < 0 ? "before" : "after")}.{unit}.{(Math.Abs(plus) == 1 ? "one" : "many")}";
        return string.Concat(Fill(key, [new(start), new(Math.Abs(plus).ToString(CultureInfo.CurrentCulture))]).Select(p => p.Text));
    }

    private string List(List<string> values)
    {
        if (values.Count > MostValues)
            values = [.. values.Take(MostValues - 1), string.Concat(Fill("list.more", [new((values.Count - MostValues + 1).ToString(CultureInfo.CurrentCulture))]).Select(p => p.Text))];
        return values.Count <= 1 ? values.FirstOrDefault("") : string.Join(", ", values.SkipLast(1)) + words.Text("list.or") + values[^1];
    }

    private string Known(string key, string otherwise) => words.Text(key) is var text && text != key ? text : otherwise;
}
