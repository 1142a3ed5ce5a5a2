using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Campaigns;

/// <summary>What the pages that change a project share: the project as it was read, one command at a time, errors at their fields, and what to do when somebody else saved first.</summary>
public abstract class ProjectForm : FormComponent
{
    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    protected ActorAccessor Actors { get; set; } = default!;

    [Inject]
    protected CampaignDesk Desk { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<SettingsTexts> L { get; set; } = default!;

    [Inject]
    private CampaignQueries Queries { get; set; } = default!;

    protected Campaign? Campaign { get; private set; }

    protected Actor? Actor { get; private set; }

    /// <summary>The project was looked for; without one it is not there for this person.</summary>
    protected bool Looked { get; private set; }

    /// <summary>Somebody else saved since the page was read.</summary>
    protected Outcome.Conflict? Conflict { get; private set; }

    /// <summary>What the form was read from; "save mine anyway" is a save over the version that the conflict names.</summary>
    protected long Version { get; private set; }

    protected override Task OnParametersSetAsync() => Campaign?.Code == Code ? Task.CompletedTask : LoadAsync();

    /// <summary>Reads the project as it is now; what was typed is given up.</summary>
    protected async Task LoadAsync()
    {
        Actor = await Actors.CurrentAsync(Gone);
        Campaign = await Queries.FindAsync(Code, Actor, Gone);
        (Looked, Conflict) = (true, null);
        Forget();
        if (Campaign is null || !Actor.MayManageCampaigns)
            return;
        Version = Campaign.Version;
        await FillAsync(Campaign, Actor);
    }

    /// <summary>Puts the project into the fields.</summary>
    protected abstract Task FillAsync(Campaign campaign, Actor actor);

    protected abstract Task<Outcome> SendAsync(long version, Actor actor);

    /// <summary>What a field is called on the page; a line of a list is known there by a name that stays while others go.</summary>
    protected virtual string PlaceOf(string field) => field;

    protected sealed override string IdOf(string field) => $"project-{PlaceOf(field)}";

    /// <summary>Somebody who was quicker is told beside the form, with what can be done.</summary>
    protected override string? TroubleOf(Outcome outcome) => outcome is Outcome.Conflict ? null : base.TroubleOf(outcome);

    protected Task SaveAsync() => SaveOverAsync(Version);

    protected Task SaveMineAsync() => SaveOverAsync(Conflict!.Version);

    private Task SaveOverAsync(long version) => RunAsync(
        async () =>
        {
            Conflict = null;
            var outcome = await SendAsync(version, await Actors.FreshAsync(Gone));
            Conflict = outcome as Outcome.Conflict;
            return outcome;
        },
        async _ =>
        {
            await LoadAsync();
            Toasts.Show(L["Saved"]);
        });
}
