using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>Where a case that is done with leads: on in the list that one came from or in the queue, or to Inicio where the person wants that (docs/rules.md, "Own account").</summary>
public sealed class CaseOnward(ProfileQueries own, CaseCommands service, CampaignQueries campaigns, AlertTrail trail, ActorAccessor who, Toasts toasts, IStringLocalizer<WorkspaceTexts> words, NavigationManager navigation)
{
    /// <summary>Closed or finished. False: one stays, since nothing follows in the list.</summary>
    public async Task<bool> ClosedAsync(AlertCase done, GridAddress list, bool fromQueue, CancellationToken ct)
    {
        var actor = await who.CurrentAsync(ct);
        if (!(await own.WaysAsync(actor, ct)).ClosesToHome)
            return await NextAsync(done, list, fromQueue, ct);
        navigation.NavigateTo(ShellSetup.HomeOf(actor.Role));
        return true;
    }

    /// <summary>To the next one. A service case that no narrowed list led to is followed by the queue's next, as is the last one of such a list; on an alert that a link from elsewhere led to one stays.</summary>
    public async Task<bool> NextAsync(AlertCase done, GridAddress list, bool fromQueue, CancellationToken ct)
    {
        var isService = done.Detail.Campaign.Kind.IsServiceWork();
        var fromList = !list.IsBare || (!isService && trail.CameFrom(done.Detail.Campaign.Code));
        if (!fromQueue && fromList && await StepAsync(done, list, ct))
            return true;
        if (!fromQueue && !isService)
            return false;
        var next = await service.NextAsync(done.Number, ct);
        var campaign = next is null ? null : await campaigns.OfIdAsync(next.CampaignId, await who.CurrentAsync(ct), ct);
        if (campaign is null)
            toasts.Show(words["NoneLeft"]);
        navigation.NavigateTo(campaign is null ? ShellSetup.Queue : ProjectPlaces.FromQueue(ProjectPlaces.CaseAddress(campaign, next!.Number)));
        return true;
    }

    /// <summary>A list whose filter cannot be answered any more has no next one.</summary>
    private async Task<bool> StepAsync(AlertCase done, GridAddress list, CancellationToken ct)
    {
        try
        {
            return await trail.StepAsync(done.Detail.Campaign, list, done.Number, back: false, viewOnly: false, ct);
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
