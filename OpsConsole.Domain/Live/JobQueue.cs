using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Which job is worked on next, and by whom: a node holds a lease while it works, so that another one takes over what a dead node left (docs/rules.md, "Jobs").</summary>
public abstract class JobQueue<T>(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock) where T : Job
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    public JobBell Bell { get; } = new(clock);

    /// <summary>Ends what this node works on at once; other nodes learn of it by <see cref="BeatAsync"/>.</summary>
    public void Stop(string id)
    {
        if (_running.TryGetValue(id, out var work))
            work.Cancel();
    }

    /// <summary>What ends when the job is cancelled; dispose it when the work is over.</summary>
    public IDisposable Working(string id, CancellationTokenSource work)
    {
        _running[id] = work;
        return new Work(() => _running.TryRemove(id, out _));
    }

    /// <summary>SQLite means one process: what was leased when it starts was left by a dead one.</summary>
    public async Task ReleaseAbandonedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!db.IsSqlite)
            return;
        foreach (var job in await db.Set<T>().Where(j => j.LeasedUntil != null).ToListAsync(ct))
            job.LeasedUntil = null;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The oldest job with work to do that nobody holds; null where there is none.</summary>
    public async Task<T?> ClaimAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var next = await db.Set<T>().Where(j => (j.State == JobState.Queued || j.State == JobState.Running || j.State == JobState.Undoing) && (j.LeasedUntil == null || j.LeasedUntil < now))
            .OrderBy(j => j.CreatedAt).FirstOrDefaultAsync(ct);
        if (next is null)
            return null;
        (next.LeasedUntil, next.Starts) = (now + Lease, next.Starts + 1);
        if (next.State == JobState.Queued)
            next.State = JobState.Running;
        next.Version++;
        try
        {
            await db.SaveChangesAsync(ct);
            return next;
        }
        catch (DbUpdateConcurrencyException)    // another node was quicker, or it was cancelled in this moment
        {
            return null;
        }
    }

    /// <summary>Says how far it is and keeps the lease; false: the work is to end.</summary>
    public Task<bool> BeatAsync(string id, JobProgress progress, CancellationToken ct) => ChangeAsync(id, (_, job) =>
    {
        if (job.CancelRequested || job.IsOver)
            return false;
        (job.Rows, job.Total, job.LeasedUntil) = (progress.Rows, progress.Total, clock.GetUtcNow().UtcDateTime + Lease);
        return true;
    }, ct);

    /// <param name="audit">Type of the entry that the log of the console gets; null: none.</param>
    public Task FinishAsync(string id, JobState state, string? error, JobProgress progress, Action<OpsDbContext, T>? also, CancellationToken ct) => ChangeAsync(id, (db, job) =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        (job.State, job.Error, job.FinishedAt, job.LeasedUntil, job.CancelRequested) = (state, error, now, null, false);
        (job.Rows, job.Total) = (progress.Rows, Math.Max(progress.Total, progress.Rows));
        also?.Invoke(db, job);
        if (Told(job) is var (kind, count))
            JobTelling.Tell(db, watch, kind, job.Id, job.CampaignId, job.ById, count, now);
        return true;
    }, ct);

    /// <summary>As what its person is told that it ended, and of how many cases; null: it ended by their own hand.</summary>
    protected abstract (NotificationKind Kind, int Count)? Told(T job);

    /// <summary>An entry of the console's log about a job.</summary>
    public AuditEntry Entry(string type, T job, object data) => new() { At = clock.GetUtcNow().UtcDateTime, ById = job.ById, Type = type, Target = job.Id, Data = Json.Write(data) };

    // Somebody may cancel in the same instant: then it is looked at again.
    private async Task<bool> ChangeAsync(string id, Func<OpsDbContext, T, bool> change, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Set<T>().SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job || !change(db, job))
                return false;
            job.Version++;
            try
            {
                await log.CommitAsync(db, ct);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
            }
        }
    }

    private sealed class Work(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
