using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Cases;

/// <summary>The list that an alert was opened from, as its address says, and the way to its neighbours there. Read only when somebody goes on.</summary>
public sealed class AlertTrail(CaseQueries cases, SavedFilterQueries saved, ListQueries lists, ActorAccessor who, NavigationManager navigation)
{
    private string? _shown;

    /// <summary>This window has a campaign's list before it: cases opened from now on were opened from it.</summary>
    public void Shows(string campaign) => _shown = campaign;

    /// <summary>Whether this window came from the campaign's list, rather than by a link from elsewhere.</summary>
    public bool CameFrom(string campaign) => _shown == campaign;

    /// <summary>Without one: the campaign's alerts, newest first.</summary>
    public GridAddress ListOf(string campaign) => GridAddress.Parse(campaign, navigation.Uri).Behind;

    /// <summary>Leads to the alert before or after this one; false at the list's end. Whether this one still belongs to the list does not matter: its place does.</summary>
    public async Task<bool> StepAsync(Campaign campaign, GridAddress list, string number, bool back, bool viewOnly, CancellationToken ct)
    {
        var actor = await who.CurrentAsync(ct);
        var filter = new GridFilter(saved, campaign.Code);
        await filter.ReadAsync(list, actor, ct);
        var catalogue = FieldCatalog.Of(campaign);
        var query = new CaseQuery(campaign.Id)
        {
            Filter = filter.TreeOf(list),
            Statuses = list.States,
            Search = list.SearchId is { } id ? await lists.SearchAsync(campaign.Code, id, actor, ct) : null,
            Sorts = GridSort.Of(GridSort.Asked(list, filter, catalogue), catalogue),
            Limit = 1,
            Backwards = back,
        };
        if (await cases.CursorAsync(query, number, actor, ct) is not { } at || (await cases.PageAsync(query with { Cursor = at }, actor, ct)).Rows is not [var beside])
            return false;
        navigation.NavigateTo(list.CaseHref(beside.Number, viewOnly));
        return true;
    }
}
