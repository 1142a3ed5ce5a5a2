using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>Conditions typed as one line: agencia:piura fecha:07/2023 nota:&lt;=6 estado:"sin gestión" (docs/rules.md, "Filters").</summary>
public sealed partial class FilterLine(FieldCatalog catalogue, FilterWords words, DateOnly today, IReadOnlyList<string> months)
{
    private static readonly string[] Signs = [">=", "<=", ">", "<", "="];

    private static readonly Dictionary<string, string> Operators = new() { [">="] = "gte", ["<="] = "lte", [">"] = "gt", ["<"] = "lt", ["="] = "eq" };

    /// <summary>The conditions, and the words that none could be made of: they are said, never dropped in silence.</summary>
    public (IReadOnlyList<FilterCondition> Conditions, IReadOnlyList<string> Unread) Read(string line)
    {
        var (conditions, unread) = (new List<FilterCondition>(), new List<string>());
        foreach (Match token in Token().Matches(line))
        {
            var value = (token.Groups["quoted"].Success ? token.Groups["quoted"] : token.Groups["plain"]).Value;
            if (token.Groups["name"].Success && value.Length > 0 && FieldOf(token.Groups["name"].Value) is { } field && Condition(field, value) is { } condition)
                conditions.Add(condition);
            else
                unread.Add(token.Value);
        }
        return (conditions, unread);
    }

    /// <summary>By name or label: the whole of it before its beginning, its beginning before any of its words; the campaign's own columns first.</summary>
    private CaseField? FieldOf(string typed)
    {
        var name = TextFold.Fold(typed.Replace('_', ' '));
        List<(CaseField Field, string[] Names)> known = [.. catalogue.Fields.OrderBy(f => f.Source == CaseField.Management).Select(f => (f, new[] { TextFold.Fold(f.Name), TextFold.Fold(words.Label(f)) }))];
        return known.FirstOrDefault(k => k.Names.Contains(name)).Field
            ?? known.FirstOrDefault(k => k.Names.Any(n => n.StartsWith(name, StringComparison.Ordinal))).Field
            ?? known.FirstOrDefault(k => k.Names.Any(n => n.Split(' ', '_').Contains(name))).Field;
    }

    private FilterCondition? Condition(CaseField field, string value)
    {
        var sign = Array.Find(Signs, s => value.StartsWith(s, StringComparison.Ordinal)) ?? "";
        var rest = value[sign.Length..];
        var range = rest.Split("..", 2, StringSplitOptions.TrimEntries);
        if (field.Type == FieldType.Date && sign.Length == 0 && TypedDate.Month(rest, today, months) is { } month)
            return Of(field, "between", new[] { month.From, month.To });
        if (range.Length == 2 && Value(field, range[0]) is { } from && Value(field, range[1]) is { } to && FilterOp.Find("between")!.Fits(field.Type))
            return Of(field, "between", new[] { from, to });
        if (Value(field, rest) is not { } one)
            return null;
        var op = sign.Length > 0 ? Operators[sign] : "eq";
        return FilterOp.Find(op)!.Fits(field.Type) ? Of(field, op, one) : null;
    }

    private object? Value(CaseField field, string text) => field.Type switch
    {
        FieldType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Date => TextFold.Fold(text) == TextFold.Fold(words.Text("date.today")) ? new { date = "today" } : TypedDate.Read(text),
        FieldType.Boolean => TextFold.Fold(text) is var said && said == TextFold.Fold(words.Text("value.true")) ? true : said == TextFold.Fold(words.Text("value.false")) ? false : null,
        FieldType.Choice => Choice(field, TextFold.Fold(text)),
        FieldType.Text => text,
    };

    private string? Choice(CaseField field, string folded) =>
        (field.Choices.FirstOrDefault(c => TextFold.Fold(c.Code) == folded || TextFold.Fold(words.Choice(field, c)) == folded)
        ?? field.Choices.FirstOrDefault(c => TextFold.Fold(words.Choice(field, c)).StartsWith(folded, StringComparison.Ordinal)))?.Code;

    private static FilterCondition Of(CaseField field, string op, object value) => new(field.Source, field.Name, op, JsonSerializer.SerializeToElement(value));

    [GeneratedRegex("""(?:(?<name>[\p{L}\p{Nd}_]+):)?(?:(?<plain>[<>=]*)"(?<quoted>[^"]*)"|(?<plain>\S+))""")]
    private static partial Regex Token();
}
