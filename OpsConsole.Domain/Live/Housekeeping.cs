using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Takes away what nobody can come back to: drafts after their thirty days, sessions thirty days after their end (docs/rules.md, "Drafts", "Sessions"). The logs keep what happened.</summary>
public sealed partial class Housekeeping(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, SessionLimits limits, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1), SessionsKeptFor = TimeSpan.FromDays(30);

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
        var (drafts, ended) = (now - Draft.KeptFor, now - SessionsKeptFor);
        var over = ended - limits.Absolute;
        return await PruneAsync(db => db.Drafts.Where(d => d.SavedAt < drafts), ct)
            + await PruneAsync(db => db.FilterDrafts.Where(d => d.SavedAt < drafts), ct)
            + await PruneAsync(db => db.Sessions.Where(s => s.EndedAt < ended || s.CreatedAt < over), ct);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Old drafts and sessions could not be taken away; tried again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
