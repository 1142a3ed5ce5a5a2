using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Account;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Board;

/// <summary>How retention goes today and this week, of each campaign in sight; the figures have a page of their own.</summary>
public sealed partial class BoardRetention
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromMinutes(1);

    private IReadOnlyList<RetentionCard> _cards = [];
    private BoardScope? _shown;

    [Parameter, EditorRequired]
    public required BoardScope Scope { get; set; }

    [Parameter]
    public bool IsPaused { get; set; }

    [Inject]
    private RetentionQueries Queries { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnInitialized()
    {
        Follow(Feed.FollowAsync(Pace, Gone), change => !IsPaused && _cards.Any(c => change.Concerns(c.CampaignId)) ? ReadAsync(change.LastSequence) : Task.CompletedTask);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => IsPaused || _cards.Count == 0 ? Task.CompletedTask : ReadAsync(Feed.LastSequence));        // midnight
    }

    protected override Task OnParametersSetAsync()
    {
        if (Scope == _shown)
            return Task.CompletedTask;
        (_shown, _cards) = (Scope, []);
        return ReadAsync(Feed.LastSequence);
    }

    private async Task ReadAsync(long since)
    {
        var scope = Scope;
        var cards = await Queries.BoardAsync(scope, await Actors.CurrentAsync(Gone), Gone, since);
        if (scope != Scope)
            return;
        _cards = cards;
        StateHasChanged();
    }
}
