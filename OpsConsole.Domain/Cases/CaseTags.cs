using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Cases;

/// <summary>Tags are free words, folded, so that the same word is the same tag; at most twenty a case (docs/rules.md, "Tags").</summary>
public static class CaseTags
{
    public const int Most = 20, LongestTag = 50;

    /// <summary>As it is stored.</summary>
    public const string None = "[]";

    public static IReadOnlyList<string> Read(string stored) => stored == None ? [] : Json.Read<List<string>>(stored);

    public static string Write(IReadOnlyList<string> tags) => tags.Count == 0 ? None : Json.Write(tags);

    /// <summary>What people typed, folded, each once; blanks at the ends do not count.</summary>
    public static IReadOnlyList<string> Fold(IEnumerable<string?> typed) =>
        [.. typed.Select(t => TextFold.Fold(t?.Trim() ?? "")).Where(t => t.Length > 0).Distinct()];

    public static IEnumerable<Refusal> Check(IReadOnlyList<string> tags, string field)
    {
        foreach (var (i, tag) in tags.Index())
            if (TextRules.Check(tag, $"{field}[{i}]", LongestTag) is { } refusal)
                yield return refusal;
        if (tags.Count > Most)
            yield return new("tags.too_many", field, tags.Count, Most);
    }
}
