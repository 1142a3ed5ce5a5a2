using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>The campaign's grid: what it shows is in the address, what it holds is in <see cref="GridView"/>.</summary>
public sealed partial class CaseGrid : LiveComponent
{
    /// <summary>Changes are taken in at most this often: one render each.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);

    private readonly GridView _view = new();
    private Campaign? _campaign;
    private Actor? _actor;
    private GridAddress _address = null!;
    private GridFilter _filter = null!;
    private GridParts _parts = null!;
    private GridSet _set = null!, _wanted = null!;
    private IReadOnlyDictionary<int, string>? _people;
    private IReadOnlyList<GridSort> _sorts = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private CancellationTokenSource? _loading;
    private DateTime? _firstAt;
    private string? _problem;
    private Func<string, string> _caseHref = null!;
    private bool _missing, _reading, _isOrdering;
    private int _limit;

    [Parameter]
    public required string Code { get; set; }

    [Inject]
    private CaseQueries Queries { get; set; } = null!;

    [Inject]
    private CampaignQueries Campaigns { get; set; } = null!;

    [Inject]
    private SavedFilterQueries Saved { get; set; } = null!;

    [Inject]
    private SavedFilterDesk Filters { get; set; } = null!;

    [Inject]
    private ListQueries Lists { get; set; } = null!;

    [Inject]
    private ListDesk ListDesk { get; set; } = null!;

    [Inject]
    private FieldLabels Labels { get; set; } = null!;

    [Inject]
    private ExportQueries Names { get; set; } = null!;

    [Inject]
    private AlertTrail Trail { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private PresenceBoard Presence { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    public override ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        return base.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        _address = GridAddress.Parse(Code, Navigation.Uri);
        _actor = await Actors.CurrentAsync(Gone);
        _campaign = await Campaigns.FindAsync(Code, _actor, Gone);
        _missing = _campaign is null;
        if (_campaign is null)
            return;
        if (ProjectPlaces.ListOf(_campaign) is var list && list != _address.FirstPage.Path)
        {
            Navigation.NavigateTo(list, replace: true);
            return;
        }
        Trail.Shows(Code);
        _filter = new(Saved, Code);
        if (_address.IsBare && await Saved.DefaultAsync(_campaign.Id, _actor, Gone) is { } chosen)
            Navigation.NavigateTo((_address = _address with { Filter = chosen }).Href, replace: true);
        _zone = CampaignTime.Of(_campaign, Clock).Zone;
        _parts = new(Lists, _campaign);
        if (_campaign.Kind == CampaignKind.Retention)       // a column of theirs names whoever disposed
            _people = (await Names.NamesAsync(_actor, Gone)).People;
        _set = _wanted = new(_campaign, GridStandard.Of(_campaign), Texts, _zone, _people);
        _caseHref = number => _address.CaseHref(number);
        Navigation.LocationChanged += OnLocationChanged;
        Follow(Feed.FollowAsync(Pace, Gone), PatchAsync);
        Follow(Presence.FollowAsync(Pace, Gone), ShowPresenceAsync);
        await LoadAsync();
    }

    /// <summary>The address changed within the page: back, forward, a link, or one of our own buttons.</summary>
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != new Uri(Navigation.ToAbsoluteUri(_address.Href).ToString()).AbsolutePath)
            return;
        var address = GridAddress.Parse(Code, e.Location);
        address = address with { Search = _parts.TextOf(address.SearchId) };
        if (address.IsSameAs(_address))
            return;
        var isListTheSame = address.ShowsListOf(_address);
        if (address.List != _address.List && address.Selection == _selectionId)
            DropSelection();            // what was selected is not what is looked at now
        _address = address;
        _ = InvokeAsync(isListTheSame ? () => { StateHasChanged(); return Task.CompletedTask; } : LoadAsync);
    }

    private async Task LoadAsync()
    {
        _loading?.Cancel();
        using var loading = _loading = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var ct = loading.Token;
        _reading = true;
        try
        {
            _actor = await Actors.CurrentAsync(ct);
            await _filter.ReadAsync(_address, _actor, ct);
            if (!_filter.IsUsable)
            {
                _reading = false;
                _view.Clear();
                StateHasChanged();
                return;
            }
            await ReadPartsAsync(_actor, ct);
            _limit = RowsOfPage;
            var query = Query();
            var page = await Queries.PageAsync(await PlacedAsync(query, ct), _actor, ct);
            _problem = null;
            _firstAt = page.Rows.Count > 0 ? page.Rows[0].ReceivedAt : null;
            _view.Show(page, _set = _wanted);
            MarkPresence(_view.Rows);
            _reading = false;
            await PatchAsync(_view.TakeMissed(_campaign!.Id, Reaches), null);
            _view.Total = null;
            _view.IsNarrowed = _address.IsFiltered;
            StateHasChanged();
            await CountAsync(query, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (RefusedException refused)
        {
            (_problem, _reading) = (Refused[refused.Reasons[0]], false);
            _view.Clear();
        }
        finally
        {
            if (ReferenceEquals(_loading, loading))
                _loading = null;
        }
    }

    private async Task CountAsync(CaseQuery query, CancellationToken ct, long? since = null)
    {
        _view.Legend = (await Queries.LegendAsync(query, _actor!, ct, since)).Cases;
        _view.Total = CaseQueries.ChoosesStates(query.Filter) ? await Queries.CountAsync(query, _actor!, ct, since)
            : query.Statuses.Count == 0 ? _view.Legend.Values.Sum() : query.Statuses.Sum(s => _view.Legend.GetValueOrDefault(s));
        StateHasChanged();
    }

    /// <summary>Most changes concern no row on screen: then nothing is read but the shared counts.</summary>
    private async Task PatchAsync(CaseChanges changes)
    {
        if (!changes.Concerns(_campaign!.Id))
            return;
        if (_reading)       // the rows being read may be older than this change: it is applied when they are there
        {
            _view.Miss(changes);
            return;
        }
        var concerned = _view.Concerned(changes, _campaign.Id, Reaches);
        if (_view.IsPaused)
        {
            StateHasChanged();
            return;
        }
        await PatchAsync(concerned, changes.LastSequence);
    }

    private bool Reaches(int branchId) => _actor!.HasShares || _actor.Reaches(branchId);

    /// <param name="since">The state of the log that is to be shown; null: whatever is there.</param>
    private async Task PatchAsync(IReadOnlyList<long> concerned, long? since)
    {
        var query = Query();
        if (concerned.Count > 0)
            _view.Patch(concerned, await Queries.RowsAsync(query, concerned, _actor!, Gone, since), _set, Belongs);
        await CountAsync(query, Gone, since);
    }

    private Task ShowPresenceAsync(PresenceChanges changes)
    {
        if (MarkPresence(_view.Rows.Where(r => changes.Concerns(r.Id)).ToList()))
            StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Who else has these cases open: the rows were read under the scope, so nothing of another branch is asked.</summary>
    private bool MarkPresence(IReadOnlyCollection<GridRow> rows)
    {
        var there = Presence.Of(rows.Select(r => r.Id));
        var changed = false;
        foreach (var row in rows)
        {
            var others = there.TryGetValue(row.Id, out var all) ? all.Where(p => p.UserId != _actor!.Id && p.State != PresenceState.Idle).ToList() : [];
            var words = others.Count == 0 ? null : Words[others[0].State == PresenceState.Editing ? "Editing" : "Viewing", others[0].Name.Split(' ', 2)[0]].Value;
            changed |= words != row.Presence;
            row.Presence = words;
        }
        return changed;
    }

    /// <summary>A case has its place here if the list is newest first and it came after the page's first row; on a list sorted otherwise nobody knows without reading, so it waits too.</summary>
    private bool Belongs(CaseRow row) => _address.IsFirst || !IsNewestFirst || _firstAt is null || row.ReceivedAt >= _firstAt;

    private int RowsOfPage => Math.Min(_address.Rows ?? _parts.Rows, _wanted.MostRows);

    private CaseQuery Query() => new(_campaign!.Id)
    {
        Known = _campaign,
        Filter = _filter.TreeOf(_address),
        Statuses = _address.States,
        Search = _address.Search.Length == 0 ? null : _address.Search,
        Sorts = GridSort.Of(_sorts, _catalogue),
        Limit = RowsOfPage,
        WithNumbers = _wanted.NeedsNumbers || _set.NeedsNumbers,
    };

    /// <summary>The query at the place the address names; a case that is no longer there leads to the first page.</summary>
    private async Task<CaseQuery> PlacedAsync(CaseQuery query, CancellationToken ct) => query with
    {
        Backwards = _address.LastPage || _address.Before is not null,
        Cursor = (_address.After ?? _address.Before) is { } number ? await Queries.CursorAsync(query, number, _actor!, ct) : null,
    };

    /// <summary>The columns as a file has them, under the heads that stand here.</summary>
    private IReadOnlyList<ExportColumn> FileColumns() => _set.FileColumns;

    private void ToggleState(CaseStatus state) =>
        Go(_address.FirstPage with { States = _address.States.Contains(state) ? [.. _address.States.Where(s => s != state)] : [.. _address.States, state] });

    private void Clear() => Go(_address.FirstPage with { States = [], SearchId = null, Search = "", Filter = null, Alerts = !_address.ShowsAll });

    /// <summary>Applies a filter without saving it: it gets an address of its own.</summary>
    private async Task ApplyAsync(FilterNode tree)
    {
        if (tree is FilterGroup { Items.Count: 0 })
            Go(_address.FirstPage with { Filter = null, All = true });
        else if (await Filters.ApplyAsync(Code, JsonSerializer.SerializeToElement(FilterJson.ToJson(tree)), await Actors.FreshAsync(Gone), Gone) is Outcome.Done { Id: { } id })
            Go(_address.FirstPage with { Filter = id });
    }

    private void Next() => Go(_address.FirstPage with { After = _view.Rows[^1].Number });

    private void Previous() => Go(_address.FirstPage with { Before = _view.Rows[0].Number });

    private async Task GoToCaseAsync(ChangeEventArgs change)
    {
        var number = (change.Value as string)?.Trim() ?? "";
        if (number.Length == 0)
            return;
        var found = await Queries.RowsAsync(Query(), [CaseNumber.IdOf(number)], _actor!, Gone);
        if (found.Count == 1 && found[0].Matches)
            await GoBeforeAsync(number);
        else
            Toasts.Show(L[found.Count == 1 ? "CaseNotInList" : "CaseNotFound", number]);
    }

    private Task ShowNewAsync()
    {
        if (_address.IsFirst)
            return LoadAsync();
        Go(_address.FirstPage);
        return Task.CompletedTask;
    }

    /// <summary>The page that begins with this case: the one after its predecessor.</summary>
    private async Task GoBeforeAsync(string number)
    {
        var query = Query() with { Limit = 1, Backwards = true };
        var before = await Queries.PageAsync(query with { Cursor = await Queries.CursorAsync(query, number, _actor!, Gone) }, _actor!, Gone);
        Go(_address.FirstPage with { After = before.Rows.Count == 0 ? null : before.Rows[0].Number });
    }

    private async Task TogglePauseAsync()
    {
        if (!_view.IsPaused)
        {
            _view.Pause();
            return;
        }
        var (concerned, everything) = _view.Resume();
        if (everything)
            await LoadAsync();
        else
            await PatchAsync(concerned, null);
    }

    private void Check(RowCheckEventArgs check)
    {
        _view.Selected.Set(CaseNumber.IdOf(check.Number), check.Checked, _view.Rows.Select(r => r.Id));
        SelectionChanged();
    }

    private void SelectAll(ChangeEventArgs change)
    {
        _view.Selected.SetPage(_view.Rows.Select(r => r.Id), change.Value is true);
        SelectionChanged();
    }

    private string EmptyTitle => _address.IsFiltered ? "EmptyFiltered" : _address.ShowsAll ? "EmptyAll" : "EmptyAlerts";

    private string Kind(int total) => (!_filter.IsOfAlerts(_address), total) switch
    {
        (true, 1) => "RecordOne",
        (true, _) => "RecordMany",
        (false, 1) => "AlertOne",
        (false, _) => "AlertMany",
    };

    private void Go(GridAddress address)
    {
        if (address.List != _address.List)
            address = address with { Selection = null };
        if (address.IsSameAs(_address))
            return;
        Navigation.NavigateTo(address.Href);
    }
}
