using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Tasks;

/// <summary>How far a bulk change is and what became of it, case by case where it was not done.</summary>
public sealed partial class BulkResultView : LiveComponent
{
    /// <summary>More are in the file of results.</summary>
    private const int MostLines = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private BulkView? _job;
    private IReadOnlyList<BulkLine> _left = [];
    private JobBell _bell = null!;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Inject]
    private BulkQueries Queries { get; set; } = null!;

    [Inject]
    private BulkDesk Desk { get; set; } = null!;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool IsOver => _job is { State: JobState.Done or JobState.Failed or JobState.Cancelled or JobState.Undone };

    private IEnumerable<(string Key, int Count)> Counts => _job!.State == JobState.Undone
        ? [("Bulk.RestoredCount", _job.Restored), ("Bulk.KeptCount", _job.Kept)]
        : [("Bulk.DoneCount", _job.Done), ("Bulk.RefusedCount", _job.Refused), ("Bulk.ChangedCount", _job.Changed)];

    protected override void OnInitialized()
    {
        _bell = new(Clock);
        Follow(ReadAsync(Gone), Show);
    }

    private async IAsyncEnumerable<(BulkView? Job, IReadOnlyList<BulkLine> Left)> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var actor = await Actors.CurrentAsync(ct);
            var job = await Queries.FindAsync(Id, actor, ct);
            var over = job is null or { State: JobState.Done or JobState.Failed or JobState.Cancelled or JobState.Undone };
            yield return (job, over ? await Queries.LeftAsync(Id, MostLines, actor, ct) : []);
            await _bell.WaitAsync(over ? Timeout.InfiniteTimeSpan : Pace, ct);
        }
    }

    private Task Show((BulkView? Job, IReadOnlyList<BulkLine> Left) now)
    {
        (_job, _left) = now;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task CancelAsync()
    {
        await Desk.CancelAsync(Id, await Actors.FreshAsync(Gone), Gone);
        Touch();
    }

    private async Task UndoAsync()
    {
        await Desk.UndoAsync(Id, await Actors.FreshAsync(Gone), Gone);
        Touch();
    }

    private void Touch()
    {
        _bell.Ring();
        Board.Touch();
    }
}
