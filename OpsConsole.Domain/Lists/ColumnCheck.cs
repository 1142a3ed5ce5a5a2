using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Lists;

/// <summary>Whether columns fit their campaign: every refusal names its path (docs/rules.md, "Columns").</summary>
internal static class ColumnCheck
{
    public static IEnumerable<Refusal> Of(IReadOnlyList<ColumnChoice?> columns, Campaign campaign)
    {
        var catalogue = FieldCatalog.Of(campaign);
        var seen = new HashSet<CaseField>();
        if (columns.Count is 0 or > ColumnChoice.MostColumns)
            yield return new("out_of_range", "columns", columns.Count, ColumnChoice.MostColumns);
        foreach (var (i, column) in columns.Take(ColumnChoice.MostColumns).Index())
        {
            if (column is null || catalogue.Find(column.Source ?? "", column.Field ?? "") is not { } field)
                yield return new("unknown", $"columns[{i}].field");
            else if (!seen.Add(field))
                yield return new("unknown", $"columns[{i}].field");
            if (TextRules.Check(column?.Alias, $"columns[{i}].alias", ColumnChoice.AliasMax, required: false) is { } error)
                yield return error;
            if (column?.Width is < ColumnChoice.NarrowestWidth or > ColumnChoice.WidestWidth)
                yield return new("out_of_range", $"columns[{i}].width", column.Width, ColumnChoice.WidestWidth);
        }
        if (columns.Count(c => c?.Frozen == true) is > ColumnChoice.MostFrozen and var frozen)
            yield return new("out_of_range", "columns", frozen, ColumnChoice.MostFrozen);
    }
}
