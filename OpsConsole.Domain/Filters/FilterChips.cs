namespace OpsConsole.Domain.Filters;

/// <summary>One part of a filter that can be taken off by itself. <see cref="Name"/> is what its button says.</summary>
public sealed record FilterChip(int Index, string Name, IReadOnlyList<FilterPart> Parts);

/// <summary>The filter as chips: one for each item of the outermost group; a sub-group is one chip (docs/rules.md, "Filters").</summary>
public static class FilterChips
{
    public static IReadOnlyList<FilterChip> Of(FilterNode tree, FieldCatalog catalogue, FilterWords words)
    {
        var phrases = new FilterPhrase(catalogue, words);
        return [.. Items(tree).Index().Select(item => item.Item switch
        {
            FilterCondition condition => new FilterChip(item.Index, NameOf(condition, catalogue, words), phrases.Of(condition)),
            _ => new FilterChip(item.Index, words.Text("group.name"), Group((FilterGroup)item.Item, phrases)),
        })];
    }

    /// <summary>How the chips are joined, in words; null where all must hold.</summary>
    public static string? Lead(FilterNode tree, FilterWords words) => tree is FilterGroup { Items.Count: > 1, Connector: Connector.Any } ? words.Text("chips.any")
        : tree is FilterGroup { Items.Count: > 0, Connector: Connector.None } ? words.Text("chips.none") : null;

    public static FilterNode Without(FilterNode tree, int index) =>
        tree is FilterGroup group ? group with { Items = [.. group.Items.Where((_, i) => i != index)] } : FilterNode.Everything;

    private static IReadOnlyList<FilterNode> Items(FilterNode tree) => tree is FilterGroup group ? group.Items : [tree];

    private static string NameOf(FilterCondition condition, FieldCatalog catalogue, FilterWords words) =>
        catalogue.Find(condition.Source, condition.Field) is { } field ? words.Label(field) : condition.Field;

    private static IReadOnlyList<FilterPart> Group(FilterGroup group, FilterPhrase phrases) =>
        group.Items is [FilterCondition only] && group.Connector != Connector.None ? phrases.Of(only)
            : phrases.Fill(group.Connector switch { Connector.All => "chip.all", Connector.Any => "chip.any", Connector.None => "chip.none" }, [new(group.Conditions.Count().ToString(System.Globalization.CultureInfo.CurrentCulture), FilterPartKind.Value)]);
}
