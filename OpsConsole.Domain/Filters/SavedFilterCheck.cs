using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>Whether what is said of a filter fits its campaign: every refusal names its path (docs/rules.md, "Saved filters").</summary>
internal static class SavedFilterCheck
{
    private const int MostColumns = 200, MostShares = 200, AliasMax = 120;

    public static (FilterNode? Tree, IReadOnlyList<Refusal> Errors) Read(JsonElement json, Campaign campaign, Actor actor, TimeProvider clock)
    {
        var (tree, errors) = FilterJson.Read(json);
        if (tree is null)
            return (null, errors);
        errors = FilterValidator.Check(tree, FieldCatalog.Of(campaign), new(CampaignTime.Of(campaign, clock), actor, Places.None));
        return (errors.Count == 0 ? tree : null, errors);
    }

    /// <summary>A stored tree, which somebody may have changed behind our back: what is no JSON is damaged as a whole.</summary>
    public static (FilterNode? Tree, IReadOnlyList<Refusal> Errors) ReadStored(string stored, Campaign campaign, Actor actor, TimeProvider clock)
    {
        try
        {
            using var json = JsonDocument.Parse(stored, new() { MaxDepth = 256 });
            return Read(json.RootElement.Clone(), campaign, actor, clock);
        }
        catch (JsonException)
        {
            return (null, [new(FilterLimits.BadShape, "filter")]);
        }
    }

    public static IEnumerable<Refusal> Name(string? name) => TextRules.Check(name, "name", SavedFilter.NameMax) is { } error ? [error] : [];

    public static IEnumerable<Refusal> Lists(SavedFilterForm form, Campaign campaign)
    {
        var catalogue = FieldCatalog.Of(campaign);
        if (form.Sort?.Count > CaseQuery.MaxSorts)
            yield return new("out_of_range", "sort", form.Sort.Count, CaseQuery.MaxSorts);
        foreach (var (i, sort) in (form.Sort ?? []).Index())
            if (string.IsNullOrEmpty(sort?.Field))
                yield return new("required", $"sort[{i}].field");
            else if (catalogue.FindForSort(sort.Source, sort.Field) is null)
                yield return new("unknown", $"sort[{i}].field");
        if (form.Columns?.Count > MostColumns)
            yield return new("out_of_range", "columns", form.Columns.Count, MostColumns);
        foreach (var (i, column) in (form.Columns ?? []).Index())
            if (column is null || catalogue.Find(column.Source ?? "", column.Field ?? "") is null)
                yield return new("unknown", $"columns[{i}].field");
            else if (TextRules.Check(column.Alias, $"columns[{i}].alias", AliasMax, required: false) is { } error)
                yield return error;
        if (form.SharedWith.Count > MostShares)
            yield return new("out_of_range", "sharedWith", form.SharedWith.Count, MostShares);
        foreach (var (i, share) in form.SharedWith.Index())
            if (string.IsNullOrEmpty(share?.Role) == string.IsNullOrEmpty(share?.Branch))
                yield return new("required", $"sharedWith[{i}]");
            else if (share!.Role is { Length: > 0 } role && RoleOf(role) is null)
                yield return new("unknown", $"sharedWith[{i}].role");
    }

    public static Role? RoleOf(string code) => Enum.TryParse<Role>(code, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(code[0]) ? role : null;
}
