using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Board;

/// <summary>"Tablero": where the cases in reach stand now, by region, branch and person and by campaign; it follows the log and the clock.</summary>
public sealed partial class BoardPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500), Tick = TimeSpan.FromSeconds(20), Quiet = TimeSpan.FromSeconds(10);

    private IReadOnlyList<BoardPlace> _campaigns = [];
    private IReadOnlyList<BoardRegion> _regions = [];
    private BoardView? _view, _before;
    private IReadOnlySet<string>? _regionCodes;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private Actor? _actor;
    private BoardScope? _scope;
    private string? _said;
    private DateTime _saidAt;
    private int? _saidOverdue;
    private bool _isPaused, _unknown;

    [SupplyParameterFromQuery(Name = BoardAddress.Campaign)]
    public string? Campaign { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.Region)]
    public string? Region { get; set; }

    [Inject]
    private BoardQueries Board { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string At => _view is null ? "" : Formats.Time(_view.Times.Now, _zone) + _view.Times.Now.ToString(":ss", System.Globalization.CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync()
    {
        var changes = Feed.FollowAsync(Pace, Gone);
        _actor = await Actors.CurrentAsync(Gone);
        var whole = await Board.ReadAsync(new(), Organisation.Value.Zone, _actor, Gone);
        (_campaigns, _regions) = (whole.Campaigns, whole.Regions);
        Follow(changes, change => _isPaused || !(change.Everything || change.Entries.Any(e => _actor.Reaches(e.BranchId) || _actor.HasShares)) ? Task.CompletedTask : ReadAsync(change.LastSequence));
        Follow(Ticks.Every(Tick, Clock, Gone), _ => _isPaused ? Task.CompletedTask : ReadAsync());
    }

    protected override Task OnParametersSetAsync()
    {
        if (_actor is null)
            return Task.CompletedTask;
        var campaign = _campaigns.FirstOrDefault(c => c.Code == Campaign);
        var region = _regions.FirstOrDefault(r => r.Code == Region);
        _unknown = (Campaign is not null && campaign is null) || (Region is not null && region is null);
        var scope = new BoardScope(campaign?.Id, region?.Id);
        if (_unknown || scope == _scope)
            return Task.CompletedTask;
        (_scope, _view, _before, _saidOverdue) = (scope, null, null, null);
        _zone = Organisation.Value.Zone;
        _regionCodes = region?.Branches.Select(b => b.Code).ToHashSet();
        return ReadAsync();
    }

    private async Task ReadAsync(long? since = null)
    {
        if (_scope is not { } scope)
            return;
        _actor = await Actors.CurrentAsync(Gone);
        var view = await Board.ReadAsync(scope, _zone, _actor, Gone, since);
        if (scope != _scope)        // the person looks at another place by now
            return;
        (_before, _view) = (_view, view);
        Say(view);
        StateHasChanged();
    }

    /// <summary>What changed for the worse or better, not more often than anybody can listen to.</summary>
    private void Say(BoardView view)
    {
        var (overdue, now) = (view.Total.Overdue, Clock.GetUtcNow().UtcDateTime);
        if (_saidOverdue == overdue || now - _saidAt < Quiet)
            return;
        if (_saidOverdue is not null)
            (_said, _saidAt) = (L["SayOverdue", Formats.Number(overdue)], now);
        _saidOverdue = overdue;
    }

    private Task PauseAsync()
    {
        _isPaused = !_isPaused;
        return _isPaused ? Task.CompletedTask : ReadAsync();
    }

    private void Go(string? campaign, string? region) => Navigation.NavigateTo(BoardAddress.Board(campaign, region));
}
