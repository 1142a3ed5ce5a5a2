using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Live;

/// <summary>Exports to be worked on, and how long their files are kept.</summary>
public sealed class ExportQueue(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock) : JobQueue<ExportJob>(contexts, log, watch, clock)
{
    private readonly IDbContextFactory<OpsDbContext> _contexts = contexts;
    private readonly ICaseLogTransport _log = log;

    /// <summary>Forgets what ended before that time; answers which files may still be read or written.</summary>
    public async Task<IReadOnlySet<string>> ForgetAsync(DateTime endedBefore, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        db.Exports.RemoveRange(await db.Exports.Where(j => j.FinishedAt < endedBefore).OrderBy(j => j.FinishedAt).Take(500).ToListAsync(ct));
        if (db.ChangeTracker.HasChanges())
            await _log.CommitAsync(db, ct);
        return (await db.Exports.Where(j => j.State == JobState.Done || j.State == JobState.Running).Select(j => j.Id).ToListAsync(ct)).ToHashSet();
    }

    protected override (NotificationKind Kind, int Count)? Told(ExportJob job) => job.State switch
    {
        JobState.Done => (NotificationKind.ExportDone, job.Rows),
        JobState.Failed => (NotificationKind.ExportFailed, job.Rows),
        _ => null,
    };
}
