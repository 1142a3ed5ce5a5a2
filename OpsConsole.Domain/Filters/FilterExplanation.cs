namespace OpsConsole.Domain.Filters;

/// <summary>Why a case is or is not in a list: each part of the filter by its path, the legend's states, the searched text (docs/rules.md, "Filters").</summary>
public sealed record FilterExplanation(IReadOnlyDictionary<string, bool> Parts, bool States, bool Search)
{
    public const string Root = "filter";

    public bool IsShown => Parts[Root] && States && Search;

    /// <summary>Every part with the path that refusals name it by.</summary>
    public static IEnumerable<(string Path, FilterNode Node)> PartsOf(FilterNode tree, string path = Root) =>
        tree is FilterGroup group ? [(path, tree), .. group.Items.SelectMany((item, i) => PartsOf(item, $"{path}.items[{i}]"))] : [(path, tree)];
}
