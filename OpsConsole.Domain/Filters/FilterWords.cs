using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Filters;

/// <summary>The words that a filter is said with; the domain holds none (docs/rules.md, "Filters").</summary>
/// <param name="Text">A text by its key, with {0}, {1}, {2} for what is filled in.</param>
/// <param name="Label">What a column is called.</param>
/// <param name="Choice">What one of a field's choices is called.</param>
/// <param name="Zone">Whose days are meant.</param>
public sealed record FilterWords(Func<string, string> Text, Func<CaseField, string> Label, Func<CaseField, CatalogueEntry, string> Choice, string Zone);

/// <summary>A piece of what is said: plain words, the name of a field, or a value.</summary>
public sealed record FilterPart(string Text, FilterPartKind Kind = FilterPartKind.Plain);

/// <summary>What a piece of a sentence is (docs/rules.md, "Filters").</summary>
public enum FilterPartKind
{
    Plain,
    Field,
    Value,
}
