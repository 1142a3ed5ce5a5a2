using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Live;

/// <summary>Bulk changes to be worked on, and how long their results are kept.</summary>
public sealed class BulkQueue(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock) : JobQueue<BulkJob>(contexts, log, watch, clock)
{
    /// <summary>A preview that nobody ran.</summary>
    private static readonly TimeSpan PreviewKept = TimeSpan.FromHours(24);

    private readonly IDbContextFactory<OpsDbContext> _contexts = contexts;
    private readonly ICaseLogTransport _log = log;
    private readonly TimeProvider _clock = clock;

    /// <summary>Counts what became of the cases and writes down who changed how many of them how.</summary>
    public async Task FinishAsync(BulkJob job, JobState state, string? error, JobProgress progress, CancellationToken ct)
    {
        Dictionary<BulkResult, int> counts;
        await using (var db = await _contexts.CreateDbContextAsync(ct))
            counts = await db.BulkItems.Where(i => i.JobId == job.Id).GroupBy(i => i.Result).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        await FinishAsync(job.Id, state, error, progress, (db, stored) =>
        {
            int Of(BulkResult result) => counts.GetValueOrDefault(result);
            (stored.Done, stored.Refused, stored.Changed) = (Of(BulkResult.Done) + Of(BulkResult.Restored) + Of(BulkResult.Kept), Of(BulkResult.Refused), Of(BulkResult.Changed));
            (stored.Restored, stored.Kept, stored.Total) = (Of(BulkResult.Restored), Of(BulkResult.Kept), counts.Values.Sum());
            stored.Rows = state == JobState.Undone ? stored.Total : stored.Total - Of(BulkResult.Waiting);
            db.Audit.Add(Entry(state == JobState.Undone ? "bulk.undone" : "bulk.ended", stored,
                new { stored.CampaignId, stored.Action, State = state.ToString(), stored.Total, stored.Done, stored.Refused, stored.Changed, stored.Restored, stored.Kept }));
        }, ct);
    }

    /// <summary>Forgets previews that nobody ran and what ended before that time; the log of the cases stays.</summary>
    public async Task ForgetAsync(DateTime endedBefore, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var previewed = _clock.GetUtcNow().UtcDateTime - PreviewKept;
        db.BulkJobs.RemoveRange(await db.BulkJobs.Where(j => j.FinishedAt < endedBefore || (j.State == JobState.Preview && j.CreatedAt < previewed)).OrderBy(j => j.CreatedAt).Take(20).ToListAsync(ct));
        if (db.ChangeTracker.HasChanges())
            await _log.CommitAsync(db, ct);
    }

    protected override (NotificationKind Kind, int Count)? Told(BulkJob job) => job.State switch
    {
        JobState.Done => (NotificationKind.BulkDone, job.Done),
        JobState.Failed => (NotificationKind.BulkFailed, job.Done),
        _ => null,
    };
}
