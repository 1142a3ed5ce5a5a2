using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>One alert: what it is, what happened to it, and the form. It follows the feed, so that what others do shows in place.</summary>
public sealed partial class AlertView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Parts = ["survey", "form", "history"];

    private AlertCase? _alert;
    private AlertHeader? _header;
    private AlertWork? _work;
    private string? _changedBy;
    private bool _missing;
    private bool _fromQueue;
    private bool _entered;
    private int _epoch;
    private GridAddress _list = default!;
    private string _part = Parts[0];

    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter]
    public bool ViewOnly { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private Topbar Topbar { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private CaseOnward Onward { get; set; } = default!;

    [Inject]
    private AlertTrail Trail { get; set; } = default!;

    /// <summary>The form is shown to whoever may work the alert and came to work it.</summary>
    private bool Works => !ViewOnly && _alert is { IsCompleted: false, Actor.MayWork: true };

    protected override async Task OnInitializedAsync()
    {
        (_list, _fromQueue) = (Trail.ListOf(Code), ProjectPlaces.IsFromQueue(Navigation.Uri));
        var changes = Feed.FollowAsync(Pace, Gone);        // before reading, so that nothing falls between
        await LoadAsync();
        if (_alert is { } alert && alert.Detail.Campaign.Code != Code)
            (_alert, _missing) = (null, true);
        else if (_alert?.Detail.Campaign is { } campaign && campaign.Kind.IsServiceWork())
        {
            _entered = true;
            Navigation.NavigateTo(ProjectPlaces.CaseAddress(campaign, Number), replace: true);
        }
        Follow(changes, PatchAsync);
    }

    // Opening is a command of the person's circuit, never of the address: a preview or a search engine starts no case.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_entered || _alert is null)
            return;
        _entered = true;
        if (Works && _alert.Row.ChangesWhenOpenedBy(_alert.Actor) && (await Commands.OpenAsync(Number, Gone) is not Outcome.Done done || done.Version != _alert.Row.Version))
            await ReloadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await Commands.FindAsync(Number, Gone);
        if (found is null or { IsCompleted: true } && Works && _work is { } work)      // the fields are about to go
        {
            await work.KeepAsync();
            found = await Commands.FindAsync(Number, Gone);
        }
        (_alert, _missing) = (found, found is null);
        if (found is not null)
            Topbar.Show(Number, [_fromQueue ? (ShellSetup.Queue, Shell["Pending"]) : (ShellSetup.Start, Shell["Projects"]), (_list.Href, found.Detail.Campaign.Name)]);
    }

    /// <summary>The alert as it is now; null, and the page says so, when it is no longer visible.</summary>
    private async Task<AlertCase?> ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
        return _alert;
    }

    private async Task PatchAsync(CaseChanges changes)
    {
        if (_alert is not { } alert || !(changes.Everything || changes.CaseIds.Contains(alert.Row.Id)))
            return;
        if (changes.Entries.LastOrDefault(e => e.CaseId == alert.Row.Id && e.ById is { } by && by != alert.Actor.Id)?.ById is { } other)
            _changedBy = (await Commands.NamesAsync(Number, [other], [], Gone)).People.GetValueOrDefault(other);
        await ReloadAsync();
    }

    private async Task SavedAsync(AlertSaved saved)
    {
        _header?.Rest();
        await ReloadAsync();
        var until = Commands.Clock.GetUtcNow().UtcDateTime + Case.UndoWindow;
        Toasts.Show(L[saved.Finished ? "Toast.Finished" : "Toast.Saved", Number], saved.Merged, () => UndoAsync(saved.Typed), until);
        if (saved.Finished && _alert is { } finished)
            await Onward.ClosedAsync(finished, _list, _fromQueue, CancellationToken.None);
    }

    /// <summary>Takes the last command back; what had been typed for it stays typed, as a draft. Whoever has gone on meanwhile is brought back to it.</summary>
    private async Task UndoAsync(AlertForm? typed)
    {
        var outcome = await Commands.UndoAsync(Number, CancellationToken.None);
        if (outcome is not Outcome.Done done)
        {
            Toasts.Show(Words.Of(outcome));
            return;
        }
        if (typed is not null && await Commands.FindAsync(Number, CancellationToken.None) is { } restored)
            await Commands.KeepDraftAsync(Number, AlertDraft.Write(typed with { State = AlertForm.FollowUpState }, AlertForm.Of(restored.Row), restored.Time), done.Version, CancellationToken.None);
        Toasts.Show(L["Toast.Undone", Number]);
        if (Gone.IsCancellationRequested)
        {
            Navigation.NavigateTo(_fromQueue ? ProjectPlaces.FromQueue(_list.CaseHref(Number)) : _list.CaseHref(Number));
            return;
        }
        _epoch++;
        await ReloadAsync();
    }

    private Task UndoAsync() => UndoAsync(null);

    /// <summary>To the neighbour in the list; what is typed stays as a draft.</summary>
    private async Task StepAsync(bool back)
    {
        try
        {
            if (_alert is { } alert && !await Trail.StepAsync(alert.Detail.Campaign, _list, Number, back, ViewOnly, Gone))
                Toasts.Show(L[back ? "FirstOfList" : "LastOfList"]);
        }
        catch (RefusedException refused)
        {
            Toasts.Show(Words[refused.Reasons[0]]);
        }
    }

    private void AskAsync(string about) => _header?.Ask(about);

    private void ReopenAsync() => _header?.Show(AlertAction.Reopen);
}
