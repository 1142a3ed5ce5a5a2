using System.Text;
using System.Text.RegularExpressions;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Cases;

/// <summary>A stretch of a question: as the campaign wrote it, or filled in from the customer's own values.</summary>
public readonly record struct TextPart(string Text, bool FromCustomer);

/// <summary>Fills the marks `@baseN@` of a question: N counts from 1 over FirstName, LastName, Email, ExternalDataReference and then the base columns in schema order (docs/rules.md, "Placeholders").</summary>
public static partial class Placeholders
{
    /// <summary>Stands where a mark names no column or the customer has no value there.</summary>
    public const string Nothing = "—";

    private static readonly string[] First = ["FirstName", "LastName", "Email", "ExternalDataReference"];

    /// <param name="values">The case's values by key of their column.</param>
    public static IReadOnlyList<TextPart> Parts(string question, BaseSchema schema, IReadOnlyDictionary<string, string> values)
    {
        var parts = new List<TextPart>();
        var from = 0;
        foreach (Match mark in Mark().Matches(question))
        {
            if (mark.Index > from)
                parts.Add(new(question[from..mark.Index], false));
            parts.Add(new(Value(mark.Groups[1].Value, schema, values), true));
            from = mark.Index + mark.Length;
        }
        if (from < question.Length)
            parts.Add(new(question[from..], false));
        return parts;
    }

    public static string Fill(string question, BaseSchema schema, IReadOnlyDictionary<string, string> values) =>
        Parts(question, schema, values).Aggregate(new StringBuilder(), (text, part) => text.Append(part.Text)).ToString();

    /// <summary>Whether this mark names a column of the campaign.</summary>
    internal static bool IsKnown(string mark, BaseSchema schema) => Mark().Match(mark) is { Success: true } found && found.Length == mark.Length && Column(found.Groups[1].Value, schema) is not null;

    private static string Value(string number, BaseSchema schema, IReadOnlyDictionary<string, string> values) =>
        Column(number, schema) is { } column && values.TryGetValue(column.Key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : Nothing;

    private static SchemaField? Column(string number, BaseSchema schema) =>
        !int.TryParse(number, out var n) || n < 1 ? null
        : n <= First.Length ? schema.Find(SchemaField.Meta, First[n - 1])
        : schema.Of(SchemaField.Base).ElementAtOrDefault(n - First.Length - 1);

    [GeneratedRegex("@base([0-9]+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
