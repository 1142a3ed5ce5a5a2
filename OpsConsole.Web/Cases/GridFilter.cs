using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>The filter of one grid: what its address names, read again whenever the list is, so that a changed or damaged one is never shown as if it were the old one.</summary>
public sealed class GridFilter(SavedFilterQueries queries, string campaign)
{
    public static readonly FilterNode AlertsOnly = new FilterGroup(Connector.All, [new FilterCondition(CaseField.Management, FieldCatalog.IsAlert, "eq", JsonElement.Parse("true"))]);

    /// <summary>Null where the address names none, or one that is not there for this reader.</summary>
    public SavedFilterView? Applied { get; private set; }

    /// <summary>The address names a filter that does not exist for this reader.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>Rises when saved filters were changed from here: who lists them reads again.</summary>
    public int Revision { get; set; }

    /// <summary>There is a list to be read at all.</summary>
    public bool IsUsable => !IsMissing && Applied is not { Tree: null };

    public async Task ReadAsync(GridAddress address, Actor actor, CancellationToken ct)
    {
        Applied = address.Filter is null ? null : await queries.FindAsync(campaign, address.Filter, actor, ct);
        IsMissing = address.Filter is not null && Applied is null;
    }

    /// <summary>Lets nothing through: for a filter that cannot be applied, so that no download or bulk change takes the whole list for it.</summary>
    private static readonly FilterNode Nothing = new FilterGroup(Connector.None, [FilterNode.Everything]);

    /// <summary>What the list lets through.</summary>
    public FilterNode TreeOf(GridAddress address) => !IsUsable ? Nothing : Applied?.Tree ?? (address.ShowsAll ? FilterNode.Everything : AlertsOnly);

    /// <summary>Only alerts can be in the list, so they are called so.</summary>
    public bool IsOfAlerts(GridAddress address) => TreeOf(address) is FilterGroup { Connector: Connector.All } root && root.Items.Any(FilterSentence.IsAlertsOnly);

    /// <summary>The order that the filter brings along, where the address asks for none.</summary>
    public IReadOnlyList<CaseSort> Sorts => [.. (Applied?.Sort ?? []).Where(s => s.Field is not null).Select(s => new CaseSort(s.Source, s.Field!, s.Desc))];
}
