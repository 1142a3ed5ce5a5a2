using System.Linq.Expressions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>What was typed into the search box: every word must occur in some column. A number with separators, such as a phone, is also looked for by its digits; a word under three characters only as a whole document number (docs/rules.md, "Search").</summary>
public sealed class SearchTerms
{
    public const int MaxLength = 500, ShortWord = 3, LongNumber = 6;

    private SearchTerms(IReadOnlyList<IReadOnlyList<string>> alternatives) => Alternatives = alternatives;

    /// <summary>The words, and where all of them are one long number, that number: either suffices.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Alternatives { get; }

    public bool IsEmpty => Alternatives.Count == 0;

    /// <summary>Some word is so short that it is only looked for as a whole number: the box says so.</summary>
    public bool HasShortWord => Alternatives.SelectMany(a => a).Any(w => !IsIndexed(w));

    /// <summary>Cases whose own number is one of the words.</summary>
    internal IReadOnlyList<long> Ids => [.. Alternatives.SelectMany(a => a).Select(CaseNumber.IdOf).Where(id => id > 0).Distinct()];

    public static SearchTerms Parse(string? text)
    {
        List<string> words = [.. TextFold.Fold(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (words.Count == 0)
            return new([]);
        return Digits(text!) is { } number && !words.Contains(number) ? new([words, [number]]) : new([words]);
    }

    /// <summary>Whether the trigram indexes know words of this length.</summary>
    internal static bool IsIndexed(string word) => word.EnumerateRunes().Count() >= ShortWord;

    /// <summary>The exact test, which no index serves.</summary>
    /// <param name="documentKey">The key of the column that holds the customer's document; null where the campaign has none.</param>
    internal Expression Test(string? documentKey) => Terms.Any(true, [.. Alternatives.Select(words => Terms.All(true, [.. words.Select(w => Test(w, documentKey))]))]);

    private static Expression Test(string word, string? documentKey)
    {
        if (!IsIndexed(word))
            return documentKey is null ? Terms.Constant(false) : Terms.Equal(Terms.JsonKey(documentKey, false), QueryValues.Value(word), true);
        // strpos and instr: no index takes them
        var occurs = Expression.GreaterThanOrEqual(Expression.Call(Terms.Column(nameof(Case.SearchText)), nameof(string.IndexOf), null, QueryValues.Value(word)), Expression.Constant(0));
        return CaseNumber.IdOf(word) is > 0 and var id ? Terms.Any(true, occurs, Terms.Equal(Terms.Id, QueryValues.Value(id), true)) : occurs;
    }

    private static string? Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= LongNumber && text.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || "-.()+/".Contains(c)) ? digits : null;
    }
}
