using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>The panel in which a filter is put together while the grid beside it stays live; what is half built is kept on the server.</summary>
public sealed partial class FilterBuilder : LiveComponent
{
    /// <summary>Counting waits this long for the next change; keeping the draft a little longer.</summary>
    public static readonly TimeSpan CountAfter = TimeSpan.FromMilliseconds(250), KeepAfter = TimeSpan.FromSeconds(1);

    private FilterBench? _bench;
    private Actor? _actor;
    private SavedFilterView? _editing;
    private CancellationTokenSource? _counting;
    private bool _isDefault, _isEntered, _isBusy, _isLeft;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter, EditorRequired]
    public required GridAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required GridFilter Filter { get; set; }

    /// <summary>Columns and order on screen: they are saved with the filter.</summary>
    [Parameter, EditorRequired]
    public required Func<GridLook> Look { get; set; }

    /// <summary>Leads the grid to another address.</summary>
    [Parameter]
    public EventCallback<GridAddress> OnGo { get; set; }

    /// <summary>The saved filters are others now.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private SavedFilterQueries Saved { get; set; } = null!;

    [Inject]
    private SavedFilterDesk Desk { get; set; } = null!;

    [Inject]
    private CaseQueries Cases { get; set; } = null!;

    [Inject]
    private FilterQueries Queries { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private FilterSpeech Speech { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private GridAddress Closed => Address with { Panel = null };

    public override async ValueTask DisposeAsync()
    {
        await KeepAsync();
        await base.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        var bench = new FilterBench(FieldCatalog.Of(Campaign), Speech.Of(Zone), async field => await Queries.ValuesAsync(Campaign.Id, field.Source, field.Name, await Actors.CurrentAsync(Gone), Gone));
        bench.Changed += OnChanged;
        bench.Redrawn += StateHasChanged;
        _targets = await Saved.ShareTargetsAsync(_actor, Gone);
        if (!await RecoverAsync(bench))
            Take(bench, Filter.Applied);
        _bench = bench;
        await CountAsync(TimeSpan.Zero);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_bench is not null && !_isEntered)
        {
            _isEntered = true;
            await Js.InvokeVoidAsync("oc.enter", "fb-name");
        }
        if (_bench is not { FocusNext: { } next } bench)
            return;
        bench.FocusNext = null;
        await Js.InvokeVoidAsync("oc.focus", next);
    }

    /// <summary>Starts from a filter as it is stored, or from what the grid shows without one.</summary>
    private void Take(FilterBench bench, SavedFilterView? view)
    {
        _editing = view?.Name is null ? null : view;
        (_name, _isDefault, _shares) = (_editing?.Name ?? "", _editing?.IsDefault ?? false, MayChange ? [.. _editing!.SharedWith] : []);
        bench.Draft = DraftFilter.Of(view?.Tree ?? (Address.ShowsAll ? FilterNode.Everything : GridFilter.AlertsOnly));
        if (view is null)
            bench.Draft.AddCondition(bench.Draft.Root);
        DrawName();
    }

    private void OnChanged()
    {
        _isTouched = true;
        _problem = null;
        _ = CountAsync(CountAfter);
        _ = KeepSoonAsync();
        StateHasChanged();
    }

    private CaseQuery Query => new(Campaign.Id) { Filter = _bench!.Draft.Tree };

    /// <summary>Says what is wrong, or how many match; the next change cancels it.</summary>
    private async Task CountAsync(TimeSpan after)
    {
        _counting?.Cancel();
        using var counting = _counting = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var ct = counting.Token;
        try
        {
            if (after > TimeSpan.Zero)
                await Task.Delay(after, Clock, ct);
            _actor = await Actors.CurrentAsync(ct);
            await CheckAsync(ct);
            (_count, _countProblem) = (null, null);
            if (_bench!.Problems.Count == 0)
            {
                _total ??= await Cases.CountAsync(new(Campaign.Id), _actor, ct);
                _count = await Queries.CountAsync(Query, _actor, ct);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (RefusedException refused)
        {
            _countProblem = Refused[refused.Reasons[0]];
        }
        finally
        {
            if (ReferenceEquals(_counting, counting))
                _counting = null;
        }
        StateHasChanged();
    }

    /// <summary>The same check that saving makes; every problem stands at its condition.</summary>
    private async Task<bool> CheckAsync(CancellationToken ct)
    {
        var found = await Cases.CheckAsync(Query, _actor!, ct);
        _bench!.Problems = found.GroupBy(r => r.Field ?? FilterExplanation.Root).ToDictionary(g => g.Key, IReadOnlyList<Refusal> (g) => [.. g]);
        return found.Count == 0;
    }

    private string Figure => _count is { } count ? Formats.Number(count) : Formats.Nothing;

    private string CountSaid => _countProblem ?? (_count is null ? _bench!.Problems.Count > 0 ? L["CountUnfinished", Unfinished] : L["CountWaiting"] : L["CountOf", Formats.Number(_total ?? 0)]);

    private int Unfinished => _bench!.Draft.All.Count(n => n is DraftCondition && _bench.Problems.Keys.Any(p => p.StartsWith(DraftFilter.PathOf(n), StringComparison.Ordinal)));

    private JsonElement TreeJson => JsonSerializer.SerializeToElement(FilterJson.ToJson(_bench!.Draft.Tree));

    private GridAddress To(string? id) => new() { Campaign = Address.Campaign, Place = Address.Place, Filter = id, Rows = Address.Rows, All = id is null };

    private Task ApplyAsync() => OnceAsync(async () =>
    {
        if (!await ReadyAsync())
            return;
        if (_editing?.Tree is { } same && FilterJson.Write(same) == FilterJson.Write(_bench!.Draft.Tree))
            await DoneAsync(_editing.Id);
        else if (_bench!.Draft.Tree is FilterGroup { Items.Count: 0 })
            await DoneAsync(null);
        else if (await TellAsync(await Desk.ApplyAsync(Campaign.Code, TreeJson, _actor!, Gone)) is { } done)
            await DoneAsync(done.Id);
    });

    private Task SaveAsync() => OnceAsync(async () =>
    {
        _nameProblem = string.IsNullOrWhiteSpace(_name) ? L["NameMissing"].Value : null;
        if (!await ReadyAsync())
            return;
        if (_nameProblem is not null)
        {
            _bench!.FocusNext = "fb-name";
            return;
        }
        var look = Look();
        var form = new SavedFilterForm(_name, TreeJson) { SharedWith = [.. _shares], IsDefault = _isDefault, Sort = look.Sort, Columns = look.Columns };
        var outcome = _editing is not null && MayChange ? await Desk.ChangeAsync(Campaign.Code, _editing.Id, form, _actor!, Gone) : await Desk.CreateAsync(Campaign.Code, form, _actor!, Gone);
        if (await TellAsync(outcome) is not { } done)
            return;
        await OnSaved.InvokeAsync();
        await DoneAsync(done.Id);
    });

    /// <summary>A second click while the first is under way does nothing, nor does one that comes when the panel is about to go.</summary>
    private async Task OnceAsync(Func<Task> deed)
    {
        if (_isBusy)
            return;
        _isBusy = true;
        try
        {
            await deed();
        }
        finally
        {
            _isBusy = _isLeft;
        }
    }

    /// <summary>Whole and right, or the first part that is not has the focus.</summary>
    private async Task<bool> ReadyAsync()
    {
        if (_bench is not { } bench)
            return false;
        _actor = await Actors.FreshAsync(Gone);
        if (await CheckAsync(Gone))
            return true;
        bench.ShowsMissing = true;
        if (bench.Draft.All.FirstOrDefault(n => n is DraftCondition && bench.Problems.Keys.Any(p => p.StartsWith(DraftFilter.PathOf(n) + ".", StringComparison.Ordinal))) is { } first)
            bench.FocusNext = $"fb-{first.Id}";
        return false;
    }

    private async Task<Outcome.Done?> TellAsync(Outcome outcome)
    {
        if (outcome is Outcome.Done done)
            return done;
        var reasons = outcome.Refusals;
        _nameProblem = reasons.FirstOrDefault(r => r.Field == "name") is { } name ? Refused[name] : null;
        _problem = reasons.FirstOrDefault(r => r.Field != "name") is { } other ? Refused[other] : reasons.Count == 0 ? Refused.Of(outcome is Outcome.Forbidden ? "forbidden" : "not_found") : null;
        if (outcome is Outcome.SignedOut)
            await Actors.FreshAsync(Gone);
        return null;
    }

    private async Task DoneAsync(string? id)
    {
        _isLeft = true;
        await DropDraftAsync();
        await OnGo.InvokeAsync(To(id));
    }
}
