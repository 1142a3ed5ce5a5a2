using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Time itself is a change: a deadline that passes is an entry of the log, made once in the whole installation, whoever is connected; one that comes within 24 h is told to every grid that shows the case, though nothing was written (docs/rules.md, "Deadlines that pass").</summary>
public sealed partial class DeadlineWatch(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, CaseFeed feed, TimeProvider clock, ILogger<DeadlineWatch> logger) : BackgroundService
{
    /// <summary>Looked at this often: a deadline that passes is said within five seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    private const int Batch = 100, Tries = 16;

    /// <summary>Says which deadlines have passed; how many were said.</summary>
    public async Task<int> RaiseAsync(CancellationToken ct)
    {
        for (var (said, left) = (0, Tries); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var now = clock.GetUtcNow().UtcDateTime;
            var passed = await db.Cases.Where(c => c.IsOpen && c.AwaitsDeadline && c.DueAt <= now && !c.IsRemoved).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Batch).ToListAsync(ct);
            if (passed.Count == 0)
                return said;
            passed.ForEach(c => c.SayDeadlinePassed(now));
            db.CaseEvents.AddRange(passed.SelectMany(c => c.Log));
            try
            {
                await log.CommitAsync(db, ct);
                (said, left) = (said + passed.Count, Tries);
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
        var (seen, check) = (clock.GetUtcNow().UtcDateTime, new ClockCheck(clock));
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (check.Jump() is { } jump)
                    await WarnAsync(jump, stoppingToken);
                await RaiseAsync(stoppingToken);
                var now = clock.GetUtcNow().UtcDateTime;
                var soon = await SoonAsync(seen, now, stoppingToken);
                if (soon.Count > 0)
                    feed.Publish(soon);
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

    /// <summary>To the operators: in the console's output and in its audit log.</summary>
    private async Task WarnAsync(TimeSpan jump, CancellationToken ct)
    {
        LogJumped(logger, jump.TotalSeconds);
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Audit.Add(new() { At = clock.GetUtcNow().UtcDateTime, Type = "clock.jumped", Target = "console", Data = Json.Write(new { seconds = Math.Round(jump.TotalSeconds) }) });
        await log.CommitAsync(db, ct);
    }

    private async Task<List<CaseChange>> SoonAsync(DateTime from, DateTime to, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (soonFrom, soonTo) = (from + SlaPolicy.SoonWindow, to + SlaPolicy.SoonWindow);
        return await db.Cases.AsNoTracking().Where(c => c.IsOpen && !c.IsRemoved && c.DueAt > soonFrom && c.DueAt <= soonTo)
            .Select(c => new CaseChange(0, c.Id, c.CampaignId, c.BranchId, CaseEventType.DeadlinePassed, null, to)).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of this machine jumped by {Seconds} s: check its time service. Deadlines go by the clock as it is now; nothing is said twice or left out.")]
    private static partial void LogJumped(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deadlines could not be looked at; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
