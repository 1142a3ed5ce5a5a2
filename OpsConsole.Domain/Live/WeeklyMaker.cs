using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Domain.Live;

/// <summary>Makes each week's figures when their hour has come, once in the whole installation, also what a console that stood still missed, and tells those they are for (docs/rules.md, "Weekly report").</summary>
public sealed partial class WeeklyMaker(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ActorQueries actors, WeeklyHour hour, TimeProvider clock, ILogger<WeeklyMaker> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Weeks that are made up for after a long stop.</summary>
    private const int MostMissed = 8;

    /// <summary>Weeks without anything to count: what comes later belongs to later weeks, so they stay so.</summary>
    private readonly ConcurrentDictionary<(int Campaign, DateOnly Week), bool> _empty = new();

    /// <summary>How many were made.</summary>
    public async Task<int> MakeDueAsync(CancellationToken ct)
    {
        var last = hour.LastFrozen(clock.GetUtcNow().UtcDateTime);
        List<Campaign> campaigns;
        Dictionary<int, DateOnly> known;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Kind == CampaignKind.CloseTheLoop && c.Status != CampaignStatus.Closed).ToListAsync(ct);
            known = await db.WeeklyReports.GroupBy(r => r.CampaignId).Select(g => new { g.Key, Last = g.Max(r => r.Week) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        }

        var made = 0;
        foreach (var campaign in campaigns)
        {
            var first = known.TryGetValue(campaign.Id, out var newest) ? newest.AddDays(7) : last;
            for (var week = first < last.AddDays(-7 * (MostMissed - 1)) ? last.AddDays(-7 * (MostMissed - 1)) : first; week <= last; week = week.AddDays(7))
                if (!_empty.ContainsKey((campaign.Id, week)))
                    made += await MakeAsync(campaign, week, tell: week == last, ct) ? 1 : 0;
        }

        return made;
    }

    /// <summary>Makes one that is not there yet; false where there is nothing to count, or it was there.</summary>
    public async Task<bool> MakeAsync(Campaign campaign, DateOnly week, bool tell, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WeeklyReports.AnyAsync(r => r.CampaignId == campaign.Id && r.Week == week, ct))
            return false;
        var figures = await WeeklyLog.ReadAsync(db, campaign, week, hour, CampaignTime.Of(campaign, clock), ct);
        if (figures.Branches.All(b => b.Now == WeeklyNumbers.Zero))
        {
            _empty[(campaign.Id, week)] = true;
            return false;
        }

        var (id, now) = (Job.NewId(), clock.GetUtcNow().UtcDateTime);
        var readers = tell ? await ReadersAsync(db, campaign, figures, ct) : [];
        db.WeeklyReports.Add(new() { Id = id, CampaignId = campaign.Id, Week = week, FrozenAt = figures.FrozenAt, MadeAt = now, RulesVersion = campaign.Version, ToldTo = readers.Count, Figures = Json.Write(figures) });
        var hows = NotificationWriter.HowsOf(db, readers);
        foreach (var reader in readers)
            if (hows(reader, NotificationKind.WeeklyReport) is { } how)
                db.Notifications.Add(new Notification { UserId = reader, Kind = NotificationKind.WeeklyReport, JobId = $"{id}.{reader}", CampaignId = campaign.Id, At = now }.By(how));
        db.Audit.Add(new() { At = now, Type = "report.frozen", Target = id, Data = Json.Write(new { campaign.Code, week, readers = readers.Count }) });
        try
        {
            await log.CommitAsync(db, ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)      // another node was quicker
        {
            await using var again = await contexts.CreateDbContextAsync(ct);
            if (!await again.WeeklyReports.AnyAsync(r => r.CampaignId == campaign.Id && r.Week == week, ct))
                throw;
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var isFirst = true; !stoppingToken.IsCancellationRequested; isFirst = false)
        {
            try
            {
                if (!isFirst)
                    await timer.WaitForNextTickAsync(stoppingToken);
                await MakeDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // looked at again at the next tick
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Analysts, and supervisors of a region with something to tell.</summary>
    private async Task<List<int>> ReadersAsync(OpsDbContext db, Campaign campaign, WeeklyFigures figures, CancellationToken ct)
    {
        var branches = figures.Branches.Select(b => b.BranchId).ToList();
        var people = await db.Users.AsNoTracking().Where(u => !u.IsDisabled && (u.Role == Role.ExperienceAnalyst
            || (u.Role == Role.RegionalSupervisor && u.Regions.Any(r => db.Branches.Any(b => b.RegionId == r.RegionId && EF.Parameter(branches).Contains(b.Id)))))).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct);
        var readers = new List<int>(people.Count);
        foreach (var id in people)
            if (await actors.FindAsync(id, null, ct) is { } actor && actor.SeesCampaign(campaign.Id))
                readers.Add(id);
        return readers;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Weekly reports could not be made; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
