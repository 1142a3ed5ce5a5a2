using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Takes away what nobody can come back to: drafts after their thirty days, sessions thirty days after their end, notifications after ninety days, files that no attachment names (docs/rules.md, "Drafts", "Sessions", "Notifications", "Attachments"). The logs keep what happened.</summary>
public sealed partial class Housekeeping(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, SessionLimits limits, IEnumerable<IStoredFiles> stores, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1), SessionsKeptFor = TimeSpan.FromDays(30);

    /// <summary>A file is written to the end, then named by a row: what has lain still for so long and has none was left by an upload that broke.</summary>
    public static readonly TimeSpan FilesWaitFor = TimeSpan.FromHours(1);

    /// <summary>Rows of one transaction: others write in between.</summary>
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await PruneAsync(stoppingToken);
                await SweepFilesAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // tried again at the next tick
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>How many rows went.</summary>
    public async Task<int> PruneAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (drafts, ended, told) = (now - Draft.KeptFor, now - SessionsKeptFor, now - Notification.KeptFor);
        var over = ended - limits.Absolute;
        return await PruneAsync(db => db.Drafts.Where(d => d.SavedAt < drafts), ct)
            + await PruneAsync(db => db.FilterDrafts.Where(d => d.SavedAt < drafts), ct)
            + await PruneAsync(db => db.Notifications.Where(n => n.At < told), ct)
            + await PruneAsync(db => db.Sessions.Where(s => s.EndedAt < ended || s.CreatedAt < over), ct);
    }

    /// <summary>How many files went.</summary>
    public async Task<int> SweepFilesAsync(CancellationToken ct)
    {
        var gone = 0;
        foreach (var store in stores)
            foreach (var names in store.Untouched(clock.GetUtcNow().UtcDateTime - FilesWaitFor).Chunk(Batch))
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                var named = await db.Attachments.Where(a => EF.Parameter(names).Contains(a.StoredName)).Select(a => a.StoredName).ToListAsync(ct);
                foreach (var orphan in names.Except(named))
                {
                    store.Delete(orphan);
                    gone++;
                }
            }
        return gone;
    }

    private async Task<int> PruneAsync<T>(Func<OpsDbContext, IQueryable<T>> old, CancellationToken ct) where T : class
    {
        for (var gone = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var rows = await old(db).Take(Batch).ToListAsync(ct);
            db.RemoveRange(rows);
            if (rows.Count > 0)
                await log.CommitAsync(db, ct);
            gone += rows.Count;
            if (rows.Count < Batch)
                return gone;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What nobody needs any more could not be taken away; tried again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
