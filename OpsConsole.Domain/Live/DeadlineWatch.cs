using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Time itself is a change: when a deadline comes within 24 h or passes, every grid that shows the case learns of it, though nothing was written.</summary>
public sealed partial class DeadlineWatch(IDbContextFactory<OpsDbContext> contexts, CaseFeed feed, TimeProvider clock, ILogger<DeadlineWatch> logger) : BackgroundService
{
    /// <summary>Looked at least this often, so that deadlines that were moved meanwhile are not overslept.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = clock.GetUtcNow().UtcDateTime;
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var now = clock.GetUtcNow().UtcDateTime;
                var passed = await PassedAsync(seen, now, stoppingToken);
                if (passed.Count > 0)
                    feed.Publish(passed);
                seen = now;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // looked at again at the next tick, from where it stopped
            {
                LogFailed(logger, e);
            }
        }
    }

    private async Task<List<CaseChange>> PassedAsync(DateTime from, DateTime to, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (soonFrom, soonTo) = (from + SlaPolicy.SoonWindow, to + SlaPolicy.SoonWindow);
        return await db.Cases.AsNoTracking()
            .Where(c => c.IsOpen && !c.IsRemoved && ((c.DueAt > from && c.DueAt <= to) || (c.DueAt > soonFrom && c.DueAt <= soonTo)))
            .Select(c => new CaseChange(0, c.Id, c.CampaignId, c.BranchId, CaseEventType.DeadlinePassed, null, to)).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Deadlines could not be looked at; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
