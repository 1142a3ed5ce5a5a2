using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Domain.Live;

/// <summary>An import that this node took up: whose it is, and what to open.</summary>
public sealed record ImportJob(string Id, int ById, string? UploadName, string? Mapping, bool TakesBack);

/// <summary>Which import is worked on next, and by whom: a node holds a lease while it works, so that another one takes over what a dead node left.</summary>
public sealed class ImportQueue(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly JobBell _bell = new(clock);

    public void Wake() => _bell.Ring();

    /// <summary>Returns when there may be something to do, at the latest after the given time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _bell.WaitAsync(atMost, ct);

    /// <summary>SQLite means one process: what was leased when it starts was left by a dead one.</summary>
    public async Task ReleaseAbandonedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!db.IsSqlite)
            return;
        foreach (var import in await db.Imports.Where(i => i.LeasedUntil != null).ToListAsync(ct))
            import.LeasedUntil = null;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The oldest import with work to do that nobody holds; null where there is none. One at a time in a campaign: two would decide each other's rows anew, batch after batch.</summary>
    public async Task<ImportJob?> ClaimAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var next = await db.Imports
            .Where(i => (i.State == ImportState.Running || (i.State == ImportState.Completed && i.CancelRequested)) && (i.LeasedUntil == null || i.LeasedUntil < now))
            .Where(i => !db.Imports.Any(other => other.CampaignId == i.CampaignId && other.Id != i.Id && other.LeasedUntil >= now))
            .OrderBy(i => i.CreatedAt).FirstOrDefaultAsync(ct);
        if (next is null)
            return null;
        next.LeasedUntil = now + Lease;
        next.Version++;
        try
        {
            await db.SaveChangesAsync(ct);
            return new(next.Id, next.ById, next.UploadName, next.Mapping, next.State == ImportState.Completed);
        }
        catch (DbUpdateConcurrencyException)    // another node was quicker
        {
            return null;
        }
    }

    /// <summary>Goes on taking back what a person asked to be taken back.</summary>
    public Task TakeBackAsync(ImportJob job, CancellationToken ct) => new TakeBackDesk(contexts, log, watch, clock).RunAsync(job.Id, job.ById, ct);

    /// <summary>Nobody is left who may run it: it fails, and what it did is taken back.</summary>
    public async Task AbandonAsync(ImportJob job, string code, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleAsync(i => i.Id == job.Id, ct);
        import.Fault = code;
        import.Version++;
        await log.CommitAsync(db, ct);
        await TakeBackAsync(job, ct);
    }

    /// <summary>The names under which uploads are stored that may still be read: anything else in the folder is refuse.</summary>
    public async Task<IReadOnlySet<string>> UploadsInUseAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var oldest = clock.GetUtcNow().UtcDateTime.AddDays(-7);
        return (await db.Imports.Where(i => i.UploadName != null
                && (i.State == ImportState.Running || (i.CreatedAt > oldest && (i.State == ImportState.Waiting || i.State == ImportState.Failed || (i.State == ImportState.Completed && i.DryRun)))))
            .Select(i => i.UploadName!).ToListAsync(ct)).ToHashSet();
    }
}
