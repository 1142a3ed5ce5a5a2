using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Campaigns;

/// <summary>What the pages that change a project share: the project as it was read, one command at a time, errors at their fields, and what to do when somebody else saved first.</summary>
public abstract class ProjectForm : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Refusal> _errors = [];

    protected ProjectForm() => Gone = _gone.Token;

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

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected CancellationToken Gone { get; }

    protected Campaign? Campaign { get; private set; }

    protected Actor? Actor { get; private set; }

    /// <summary>The project was looked for; without one it is not there for this person.</summary>
    protected bool Looked { get; private set; }

    protected bool Busy { get; private set; }

    protected string? Trouble { get; private set; }

    /// <summary>Somebody else saved since the page was read.</summary>
    protected Outcome.Conflict? Conflict { get; private set; }

    /// <summary>What the form was read from; "save mine anyway" is a save over the version that the conflict names.</summary>
    protected long Version { get; private set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override Task OnParametersSetAsync() => Campaign?.Code == Code ? Task.CompletedTask : LoadAsync();

    /// <summary>Reads the project as it is now; what was typed is given up.</summary>
    protected async Task LoadAsync()
    {
        Actor = await Actors.CurrentAsync(Gone);
        Campaign = await Queries.FindAsync(Code, Actor, Gone);
        (Looked, Conflict, Trouble, _errors) = (true, null, null, []);
        if (Campaign is null || !Actor.MayManageCampaigns)
            return;
        Version = Campaign.Version;
        await FillAsync(Campaign, Actor);
    }

    /// <summary>Puts the project into the fields.</summary>
    protected abstract Task FillAsync(Campaign campaign, Actor actor);

    protected abstract Task<Outcome> SendAsync(long version, Actor actor);

    /// <summary>What a field is called on the page; a line of a list is known there by a name that stays while others go.</summary>
    protected virtual string IdOf(string field) => field;

    protected Task SaveAsync() => SaveOverAsync(Version);

    protected Task SaveMineAsync() => SaveOverAsync(Conflict!.Version);

    protected string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;

    protected string? Bad(string field) => Problem(field) is null ? null : "bad";

    protected string? Invalid(string field) => Problem(field) is null ? null : "true";

    private async Task SaveOverAsync(long version)
    {
        if (Busy)
            return;
        (Busy, _errors, Trouble, Conflict) = (true, [], null, null);
        try
        {
            var outcome = await SendAsync(version, await Actors.FreshAsync(Gone));
            if (outcome is Outcome.Done)
            {
                await Script.InvokeVoidAsync("oc.arrived", Gone);
                await LoadAsync();
                Toasts.Show(L["Saved"]);
            }
            else
                await SayAsync(outcome);
        }
        finally
        {
            Busy = false;
        }
    }

    private async Task SayAsync(Outcome outcome)
    {
        if (outcome is Outcome.SignedOut)
            ToSignIn.Send(Navigation);
        Conflict = outcome as Outcome.Conflict;
        _errors = outcome switch
        {
            Outcome.Invalid invalid => invalid.Errors,
            Outcome.Refused refused => refused.Reasons,
            _ => [],
        };
        if (Conflict is not null)
            return;
        Trouble = Words.Of(_errors.Count > 0 ? "validation" : outcome is Outcome.Missing ? "not_found" : "forbidden");
        if (_errors.FirstOrDefault(e => e.Field is not null) is { } first)
            await Script.InvokeVoidAsync("oc.focus", Gone, $"project-{IdOf(first.Field!)}");
    }
}
