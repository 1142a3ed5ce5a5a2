using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Says when the time agreed for a next contact has come: once in the whole installation, also when nobody is connected, as an entry of the log like any other (docs/rules.md, "Notifications").</summary>
public sealed partial class ContactWatch(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock, ILogger<ContactWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const int Batch = 50, Tries = 8;

    /// <summary>How many were said.</summary>
    public async Task<int> RaiseAsync(CancellationToken ct)
    {
        for (var (said, left) = (0, Tries); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var now = clock.GetUtcNow().UtcDateTime;
            var due = await db.Cases.Where(c => c.AwaitsContact && c.NextContactAt <= now && !c.IsRemoved).OrderBy(c => c.NextContactAt).Take(Batch).ToListAsync(ct);
            if (due.Count == 0)
                return said;
            due.ForEach(c => c.SayContactDue(now));
            db.CaseEvents.AddRange(due.SelectMany(c => c.Log));
            try
            {
                await log.CommitAsync(db, ct);
                (said, left) = (said + due.Count, Tries);
            }
            catch (DbUpdateException e) when (CaseDesk.LostTo(e))      // somebody worked on one of them, or another node was quicker
            {
                if (--left == 0)
                    return said;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await RaiseAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // looked at again at the next tick: nothing was said
            {
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Contacts that came due could not be said; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
