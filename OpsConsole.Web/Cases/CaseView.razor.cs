using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Retention;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>The workspace of one service case: header and actions, the parts by tab, and beside them what is always at hand: calling and the disposition. What others do shows in place.</summary>
public sealed partial class CaseView
{
    private const int MostStayedSaid = 8;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250), Tick = TimeSpan.FromSeconds(20);

    private AlertCase? _case;
    private CustomerView? _customer;
    private CaseHead? _head;
    private CaseDisposition? _form;
    private RetentionAssistant? _assistant;
    private RetentionRequest? _request;
    private string? _changedBy, _others;
    private CellRights? _rights;
    private RequirementView? _requirement;
    private RequirementRights _desk;
    private DateOnly _day;
    private bool _missing, _entered, _taking, _fromQueue, _mayType = true;
    private GridAddress _list = default!;
    private int _epoch, _heard;

    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter]
    public CaseTab Tab { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private CaseOnward Onward { get; set; } = default!;

    [Inject]
    private AlertTrail Trail { get; set; } = default!;

    [Inject]
    private IStringLocalizer<AlertTexts> AlertWords { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ShellTexts> ShellWords { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private PresenceBoard Presence { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private Topbar Topbar { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsRetention => _case?.Detail.Campaign.Kind == CampaignKind.Retention;

    private string NameOf(CaseTab tab) => L[tab != CaseTab.About ? "Tab." + tab : IsRetention ? "Tab.Request" : _rights is not null ? "Tab.Form" : _requirement is not null ? "Tab.Requirement" : "Tab." + tab];

    /// <summary>Shown to whoever may work the case while it is open.</summary>
    private bool Works => _case is { IsCompleted: false, Actor.MayWork: true } && _rights is not { OnlyAsArea: true } && !_desk.OnlyAsArea;

    protected override async Task OnInitializedAsync()
    {
        (_list, _fromQueue) = (Trail.ListOf(Code), ProjectPlaces.IsFromQueue(Navigation.Uri));
        var changes = Feed.FollowAsync(Pace, Gone);        // before reading, so that nothing falls between
        await LoadAsync();
        if (_case is { } found && found.Detail.Campaign.Code != Code)
            (_case, _missing) = (null, true);
        else if (_case?.Detail.Campaign is { } campaign && !campaign.Kind.IsServiceWork())
            Navigation.NavigateTo(ProjectPlaces.CaseAddress(campaign, Number), replace: true);
        else if (_case is { } entered)      // a second person begins by looking
        {
            var there = Presence.Of(entered.Row.Id).Where(p => p.UserId != entered.Actor.Id && p.State != PresenceState.Idle).Select(p => p.Name).ToList();
            (_mayType, _others) = (there.Count == 0 || _rights is not null, string.Join(", ", there));
        }
        Follow(changes, PatchAsync);
        if (_requirement is not null)
            Follow(Ticks.Every(Tick, Commands.Clock, Gone), _ => _case?.Time.Today == _day ? Task.CompletedTask : ReloadAsync());      // a maximum date goes by with its day
    }

    // Opening is a command of the person's circuit, never of the address: a preview or a search engine starts no case.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_entered || _case is null || !_mayType)
            return;
        _entered = true;
        if (Works && _case.Row.ChangesWhenOpenedBy(_case.Actor) && (await Commands.OpenAsync(Number, Gone) is not Outcome.Done done || done.Version != _case.Row.Version))
            await ReloadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await Commands.FindAsync(Number, Gone);
        if ((found is null or { IsCompleted: true }) && Works)      // the fields are about to go
            await ((_form?.KeepAsync() ?? _assistant?.KeepAsync()) ?? Task.CompletedTask);
        (_case, _missing) = (found, found is null);
        if (found is null)
            return;
        _request = IsRetention ? RetentionRequest.Of(found.Detail.Campaign, found.Values, found.Row.CustomerName) : null;
        _rights = found.Row.Subject?.Escalation is { } escalation ? CellRights.Of(found.Actor, found.Detail, escalation) : null;
        (_requirement, _desk) = found.Row.Subject?.Requirement is { } ticket ? (await Service.RequirementAsync(Number, Gone), RequirementRights.Of(found.Actor, found.Detail, ticket)) : (null, default);
        _day = found.Time.Today;
        _customer = await Service.CustomerAsync(Number, Gone);
        Topbar.Show(Number, [_fromQueue ? (ShellSetup.Queue, L["Pending"]) : (ShellSetup.Start, ShellWords["Projects"]), (_list.Href, found.Detail.Campaign.Name)]);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task PatchAsync(CaseChanges changes)
    {
        if (_case is not { } shown || !(changes.Everything || changes.CaseIds.Contains(shown.Row.Id) || _requirement?.Stand is { } stand && stand.Insistences.Prepend(stand.Initial).Any(t => changes.CaseIds.Contains(t.Id)) || changes.Entries.Any(e => e.Type == GuideDesk.Published && e.CampaignId == shown.Row.CampaignId)))
            return;
        _heard++;
        if (changes.Entries.LastOrDefault(e => e.CaseId == shown.Row.Id && e.ById is { } by && by != shown.Actor.Id)?.ById is { } other)
            _changedBy = (await Commands.NamesAsync(Number, [other], [], Gone)).People.GetValueOrDefault(other);
        await ReloadAsync();
    }

    private async Task SavedAsync(DispositionSaved saved)
    {
        _head?.Rest();
        Toasts.Show(L[saved.Closed ? "Toast.SavedAndClosed" : "Toast.Saved", Number], null, () => UndoAsync(saved.Draft), Commands.Clock.GetUtcNow().UtcDateTime + Case.UndoWindow);
        if (saved.GoesOn)
            await NextAsync();
        else
            await ReloadAsync();
    }

    private async Task TypeTooAsync()
    {
        (_mayType, _entered) = (true, false);
        await ReloadAsync();
    }

    private async Task TakeOverAsync()
    {
        _taking = false;
        if (await Service.TakeOverAsync(Number, CancellationToken.None) is var outcome and not Outcome.Done)
        {
            Toasts.Show(Words.Of(outcome));
            return;
        }
        Toasts.Show(L["Toast.TakenOver", Number]);
        await TypeTooAsync();
    }

    private Task UndoAsync() => UndoAsync(null);

    /// <summary>Takes the last command back; what had been typed for it stays typed, as a draft. Whoever has gone on meanwhile is brought back to it.</summary>
    private async Task UndoAsync(string? typed)
    {
        var outcome = await Commands.UndoAsync(Number, CancellationToken.None);
        if (outcome is Outcome.Done done && typed is not null)
            await Commands.KeepDraftAsync(Number, typed, done.Version, CancellationToken.None);
        if (outcome is MergeTakenBack { Stayed: { Count: > 0 } stayed })
            SayWhatStayed(stayed);
        else
            Toasts.Show(outcome is Outcome.Done ? L["Toast.Undone", Number] : Words.Of(outcome));
        if (outcome is not Outcome.Done)
            return;
        if (Gone.IsCancellationRequested)
        {
            Navigation.NavigateTo(HrefOf(CaseTab.About));
            return;
        }
        _epoch++;
        await ReloadAsync();
    }

    /// <summary>What came to the other case after the merge is not taken from it; the log has it all, the first of it is said here.</summary>
    private void SayWhatStayed(IReadOnlyList<HistoryEntry> stayed)
    {
        var lines = stayed.Take(MostStayedSaid).Select(e => L["Stayed.Line", e.ByName ?? AlertWords["TheConsole"], AlertWords["Event." + AlertHistory.Known(e.Type)], Formats.Moment(e.At, _case!.Time.Zone)].Value);
        Toasts.List(L["Toast.Stayed", Number, stayed[0].Number], [.. lines, .. stayed.Count > MostStayedSaid ? [L["Stayed.More", stayed.Count - MostStayedSaid].Value] : Array.Empty<string>()]);
    }

    private Task NextAsync() => Onward.NextAsync(_case!, _list, _fromQueue, CancellationToken.None);

    private Task ClosedAsync() => Onward.ClosedAsync(_case!, _list, _fromQueue, CancellationToken.None);

    /// <summary>The same case with another part of it in front; where one came from goes along.</summary>
    private string HrefOf(CaseTab tab)
    {
        var address = _fromQueue ? ProjectPlaces.FromQueue(_list.CaseHref(Number)) : _list.CaseHref(Number);
        return tab == CaseTab.About ? address : $"{address}{(address.Contains('?') ? '&' : '?')}{CaseTabs.Parameter}={CaseTabs.NameOf(tab)}";
    }

    private int? CountOf(CaseTab tab) => tab == CaseTab.Contacts && _customer is { ContactPoints.Count: > 0 and var count } ? count : null;
}
