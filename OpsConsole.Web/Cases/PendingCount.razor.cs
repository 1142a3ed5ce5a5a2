using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>"Casos pendientes" in the top bar: how many wait, and a toast when an agreed contact comes due. It looks seldom, since it stands on every page of everybody.</summary>
public sealed partial class PendingCount
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10), Tick = TimeSpan.FromMinutes(1);

    private int? _count;
    private Actor? _actor;
    private DateTime _until;

    [Inject]
    private QueueQueries Queue { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _until = Clock.GetUtcNow().UtcDateTime;
        _actor = await Actors.CurrentAsync(Gone);
        if (!_actor.MayWork)
            return;
        var changes = Feed.FollowAsync(Pace, Gone);
        await CountAsync(null);
        Follow(changes, Concerns);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => PassAsync());
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

    private async Task PassAsync()
    {
        var (from, now) = (_until, Clock.GetUtcNow().UtcDateTime);
        _until = now;
        _actor = await Actors.CurrentAsync(Gone);
        foreach (var number in await Queue.DueAsync(from, now, _actor!, Gone))
            Toasts.Show(L["ContactDue", number]);
    }
}
