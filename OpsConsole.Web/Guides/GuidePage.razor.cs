using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>"Guías": what guides the people of a project is prepared as a draft that saves itself, published as a version, and brought back from an old one.</summary>
public sealed partial class GuidePage : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private AlertScript _keys = default!;
    private Actor? _actor;
    private GuideView? _view;
    private Guide? _guide;
    private SampleCase? _sample;
    private IReadOnlyList<Refusal> _problems = [];
    private Outcome.Conflict? _conflict;
    private GuideDiff? _diff;
    private (GuideVersionLine Line, Guide Guide)? _looked;
    private string? _trouble, _publishTrouble, _savedBy;
    private DateTime? _savedAt;
    private long _draft;
    private int _epoch;
    private Task _saves = Task.CompletedTask;
    private bool _forbidden, _busy, _dirty;

    [Parameter]
    public string Code { get; set; } = "";

    [SupplyParameterFromQuery(Name = GuideSections.Parameter)]
    public string? Section { get; set; }

    [Inject]
    private GuideDesk Desk { get; set; } = default!;

    [Inject]
    private GuideQueries Queries { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>What the address asks for; null: the first of the project.</summary>
    private GuideKind? Asked => GuideSections.Of(Section);

    private GuideKind Kind => _view!.Kind;

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(_view!.Campaign.TimeZone);

    private string State => _draft == 0 || _savedAt is not { } at ? L["State.None"]
        : _savedBy is { } by ? L["State.DraftOf", by, Formats.Moment(at, Zone)] : L["State.Draft", Formats.Moment(at, Zone)];

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        await _keys.DisposeAsync();
    }

    protected override void OnInitialized() => _keys = new(Js);

    // Keys with Ctrl stand there.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _keys.LoadAsync(Assets);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_view is { } shown && shown.Campaign.Code == Code && shown.Kind == (Asked ?? GuideKinds.Of(shown.Campaign.Kind)[0]))
            return;
        await _saves;           // of the part that is left
        await LoadAsync();
    }

    /// <summary>The draft as it is on the server, or what runs.</summary>
    private async Task LoadAsync()
    {
        var actor = await Actors.CurrentAsync(_gone.Token);
        _forbidden = Asked is { } asked && !actor.MayGuide(asked);
        _view = _forbidden ? null : await Queries.FindAsync(Code, Asked, actor, _gone.Token);
        (_actor, _conflict, _trouble, _diff, _looked, _dirty) = (actor, null, null, null, null, false);
        _epoch++;
        if (_view is null)
            return;
        _guide = _view.Draft?.Content ?? _view.Running;
        (_draft, _savedAt, _savedBy) = (_view.Draft?.Version ?? 0, _view.Draft?.At, _view.Draft is { } draft && draft.ById != actor.Id ? draft.By : null);
        _sample = new(_view.Campaign, actor.Name, L);
        _problems = [.. _guide.Check(_view.Campaign)];
    }

    /// <summary>Each change is saved by itself; while one is on its way the next ones wait and go as one.</summary>
    private Task ChangedAsync(Guide guide)
    {
        (_guide, _problems, _dirty) = (guide, [.. guide.Check(_view!.Campaign)], true);
        return _saves.IsCompleted && _conflict is null ? _saves = SaveAsync(_view.Kind) : _saves;
    }

    private async Task SaveAsync(GuideKind kind)
    {
        while (_dirty && _conflict is null)
        {
            _dirty = false;
            Take(await Desk.SaveDraftAsync(Code, kind, _draft, _guide!.Write(), await Actors.FreshAsync(CancellationToken.None), CancellationToken.None));
        }
    }

    private async Task SaveMineAsync()
    {
        (_draft, _conflict) = (_conflict!.Version, null);
        await ChangedAsync(_guide!);
    }

    private async Task DiscardAsync()
    {
        if (await DoAsync(actor => Desk.DiscardDraftAsync(Code, Kind, _draft, actor, CancellationToken.None)))
            Toasts.Show(L["Toast.Discarded"]);
    }

    private async Task BringBackAsync(int number)
    {
        if (await DoAsync(actor => Desk.BringBackAsync(Code, Kind, number, _draft, actor, CancellationToken.None)))
            Toasts.Show(L["Toast.BroughtBack", number]);
    }

    /// <summary>What is wrong comes first; else what the publication would change.</summary>
    private async Task AskAsync()
    {
        await _saves;
        _trouble = null;
        if (!_guide!.MayPublish(_actor!, _view!.Running))
        {
            _trouble = Words.Of("protocol.approver");
            return;
        }
        if (_problems is [var first, ..])
        {
            _trouble = L["FixFirst", Words[first]];
            return;
        }
        var diff = _guide.Completed().Against(_view.Running);
        if (diff.IsEmpty || _draft == 0)
            _trouble = Words.Of("guide.no_changes");
        else
            (_diff, _publishTrouble) = (diff, null);
    }

    private async Task PublishAsync(string? note)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await _saves;
            var outcome = await Desk.PublishAsync(Code, Kind, _draft, note, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            if (outcome is Outcome.Done done)
            {
                await LoadAsync();
                Toasts.Show(L["Toast.Published", done.Version]);
                await Js.InvokeVoidAsync("oc.focus", "guide-publish");
            }
            else if (outcome is Outcome.Conflict)
            {
                _diff = null;
                Take(outcome);
            }
            else
                _publishTrouble = Words.Of(outcome);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task LookAsync(GuideVersionLine version)
    {
        if (await Queries.VersionAsync(Code, Kind, version.Number, await Actors.CurrentAsync(_gone.Token), _gone.Token) is { } guide)
            _looked = (version, guide);
    }

    /// <summary>A command after which the page begins anew.</summary>
    private async Task<bool> DoAsync(Func<Actor, Task<Outcome>> command)
    {
        if (_busy)
            return false;
        _busy = true;
        try
        {
            await _saves;
            var outcome = await command(await Actors.FreshAsync(CancellationToken.None));
            if (outcome is not Outcome.Done)
            {
                Take(outcome);
                return false;
            }
            await LoadAsync();
            return true;
        }
        finally
        {
            _busy = false;
        }
    }

    private void Take(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Done done:
                (_draft, _savedAt, _savedBy, _trouble) = (done.Version, Clock.GetUtcNow().UtcDateTime, null, null);
                break;
            case Outcome.SignedOut:
                ToSignIn.Send(Navigation);
                break;
            case Outcome.Conflict conflict:
                _conflict = conflict;
                break;
            default:
                _trouble = Words.Of(outcome);
                break;
        }
    }

    private string Clash(Outcome.Conflict conflict) => L["Conflict", conflict.ChangedBy ?? L["Somebody"].Value, conflict.ChangedAt is { } at ? Formats.Moment(at, Zone) : Formats.Nothing];

    private string HrefOf(GuideKind kind) => ProjectPlaces.Address(Code, ProjectSection.Guides) + (kind == GuideKinds.Of(_view!.Campaign.Kind)[0] ? "" : $"?{GuideSections.Parameter}={GuideSections.NameOf(kind)}");
}
