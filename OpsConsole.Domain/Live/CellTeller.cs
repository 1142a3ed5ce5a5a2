using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Live;

/// <summary>Tells the coordinators each morning that yesterday's figures of the cell are there, and on Mondays that last week's quality is; once in the whole installation, the last ones also after a stop (docs/rules.md, "Reports of the cell").</summary>
public sealed partial class CellTeller(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ActorQueries actors, NotificationFeed feed, TimeProvider clock, ILogger<CellTeller> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private const string DayTold = "cell.day_told", QualityTold = "cell.quality_told";

    /// <summary>What is known to be told: not asked again.</summary>
    private readonly ConcurrentDictionary<(int Campaign, string Type), DateOnly> _told = new();

    /// <summary>How many days and weeks were told.</summary>
    public async Task<int> TellDueAsync(CancellationToken ct)
    {
        List<Campaign> campaigns;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Kind == CampaignKind.RepeatContact && c.Status != CampaignStatus.Closed).ToListAsync(ct);
        var told = 0;
        foreach (var campaign in campaigns)
        {
            var time = CampaignTime.Of(campaign, clock);
            var (day, week) = (CellHour.LastDay(time), CellHour.LastWeek(time));
            told += await TellAsync(campaign, NotificationKind.CellDay, DayTold, day, day, ct) ? 1 : 0;
            told += await TellAsync(campaign, NotificationKind.CellQuality, QualityTold, week, week.AddDays(6), ct) ? 1 : 0;
        }

        return told;
    }

    private async Task<bool> TellAsync(Campaign campaign, NotificationKind kind, string type, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (_told.TryGetValue((campaign.Id, type), out var known) && known >= from)
            return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = CellHour.ToldAt(CampaignTime.Of(campaign, clock), to);
        if (!await db.Audit.AnyAsync(e => e.Type == type && e.At >= since && e.CampaignId == campaign.Id, ct))
        {
            var forms = db.Cases.Where(c => c.CampaignId == campaign.Id && c.FormOn >= from && c.FormOn <= to && c.MergedIntoId == null && !c.IsRemoved && (kind == NotificationKind.CellDay || c.IsWrong == true));
            var readers = await ReadersAsync(db, campaign, await forms.Select(c => c.BranchId).Distinct().ToListAsync(ct), ct);
            var now = clock.Now();
            var hows = NotificationWriter.HowsOf(db, readers);
            foreach (var reader in readers)
                if (hows(reader, kind) is { } how)
                    db.Notifications.Add(new Notification { UserId = reader, Kind = kind, JobId = FormattableString.Invariant($"{kind}.{campaign.Id}.{from:yyyyMMdd}.{reader}"), CampaignId = campaign.Id, At = now }.By(how));
            db.Audit.Add(new() { At = now, Type = type, Target = $"campaign:{campaign.Code}", CampaignId = campaign.Id, Data = Json.Write(new { from, to, readers = readers.Count }) });
            try
            {
                await log.CommitAsync(db, ct);
                feed.Wake(readers);
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)      // another node was quicker, or it is looked at again
            {
                return false;
            }

            _told[(campaign.Id, type)] = from;
            return true;
        }

        _told[(campaign.Id, type)] = from;
        return false;
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
                await TellDueAsync(stoppingToken);
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

    /// <summary>Coordinators of a region with something to tell.</summary>
    private async Task<List<int>> ReadersAsync(OpsDbContext db, Campaign campaign, List<int> branches, CancellationToken ct)
    {
        var people = await db.Users.AsNoTracking().Where(u => !u.IsDisabled && u.Role == Role.RegionalSupervisor && u.Regions.Any(r => db.Branches.Any(b => b.RegionId == r.RegionId && EF.Parameter(branches).Contains(b.Id)))).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct);
        var readers = new List<int>(people.Count);
        foreach (var id in people)
            if (await actors.FindAsync(id, null, ct) is { } actor && actor.SeesCampaign(campaign.Id))
                readers.Add(id);
        return readers;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Coordinators could not be told of the cell's figures; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
