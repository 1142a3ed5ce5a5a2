using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Says when an area's time to answer is over: once for each question in the whole installation, whoever is connected, as an entry of the log like any other. At its start it has questions follow areas whose people changed while nobody could (docs/rules.md, "Escalations").</summary>
public sealed partial class AnswerWatch(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, AreaFollower follower, TimeProvider clock, ILogger<AnswerWatch> logger) : BackgroundService
{
    /// <summary>Looked at this often: what is late is said within five seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    private const int Batch = 50, Tries = 8;

    /// <summary>How many were said.</summary>
    public async Task<int> RaiseAsync(CancellationToken ct)
    {
        for (var (said, left) = (0, Tries); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var now = clock.GetUtcNow().UtcDateTime;
            var late = await db.Cases.Where(c => c.AwaitsAnswer && c.AnswerDueAt <= now && !c.IsRemoved).OrderBy(c => c.AnswerDueAt).Take(Batch).ToListAsync(ct);
            if (late.Count == 0)
                return said;
            var ids = late.Select(c => c.CampaignId).Distinct().ToList();
            var campaigns = await db.Campaigns.AsNoTracking().Where(k => EF.Parameter(ids).Contains(k.Id)).ToDictionaryAsync(k => k.Id, ct);
            late.ForEach(c => c.SayAnswerLate(campaigns[c.CampaignId], now));
            db.CaseEvents.AddRange(late.SelectMany(c => c.Log));
            try
            {
                await log.CommitAsync(db, ct);
                (said, left) = (said + late.Count, Tries);
            }
            catch (DbUpdateException e) when (CaseDesk.LostTo(e))      // it was answered just now, or another node was quicker
            {
                if (--left == 0)
                    return said;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var followed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await RaiseAsync(stoppingToken);
                if (!followed)
                    await follower.FollowAllAsync(stoppingToken);
                followed = true;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Answers that are late could not be said; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
