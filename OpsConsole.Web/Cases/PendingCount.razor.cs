using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>"Casos pendientes" in the top bar: how many wait. It looks seldom, since it stands on every page of everybody.</summary>
public sealed partial class PendingCount
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private int? _count;
    private Actor? _actor;

    [Inject]
    private QueueQueries Queue { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        if (!_actor.MayWork)
            return;
        var changes = Feed.FollowAsync(Pace, Gone);
        await CountAsync(null);
        Follow(changes, Concerns);
    }

    private Task Concerns(CaseChanges changes) => changes.Everything || changes.Entries.Any(e => _actor!.Reaches(e.BranchId)) ? CountAsync(changes.LastSequence) : Task.CompletedTask;

    private async Task CountAsync(long? since)
    {
        var count = await Queue.CountAsync(_actor!, Gone, since);
        if (count == _count)
            return;
        _count = count;
        StateHasChanged();
    }
}
