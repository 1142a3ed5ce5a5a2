using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Live;

/// <summary>Which week of which cell is to be sent to its client now, and by whom: the node that wrote down the sending sends (docs/rules.md, "Reports of the cell").</summary>
public sealed class ClientWeekQueue(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, CellQueries cell, TimeProvider clock)
{
    private const string Sent = "cell.week_sent";

    /// <summary>Longer than any sending takes: what was begun before and never said to be done was begun by a process that died.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>The client sees all of the campaign.</summary>
    private static readonly Actor Client = new(0, "", "", Role.ExperienceAnalyst, 0);

    /// <summary>Weeks without a form: they stay so, and nobody is told.</summary>
    private readonly ConcurrentDictionary<(int Campaign, DateOnly Week), bool> _empty = new();

    /// <summary>The next one that is to be sent and now is this node's; null: nothing to do. A cell without recipients sends nothing.</summary>
    public async Task<(Campaign Campaign, CellWeek Week)?> ClaimAsync(CancellationToken ct)
    {
        List<Campaign> campaigns;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Kind == CampaignKind.RepeatContact && c.Status != CampaignStatus.Closed).ToListAsync(ct);
        foreach (var campaign in campaigns.Where(c => c.Settings.Cell.ClientRecipients.Count > 0))
        {
            var week = CellHour.LastWeek(CampaignTime.Of(campaign, clock));
            if (_empty.ContainsKey((campaign.Id, week)) || !await TakeAsync(campaign, week, ct))
                continue;
            var figures = await cell.WeekAsync(campaign, week, Client, ct);
            if (figures.Total.Forms > 0)
                return (campaign, figures);
            await ReleaseAsync(campaign, week, ct);
            _empty[(campaign.Id, week)] = true;
        }

        return null;
    }

    /// <summary>The mail server took it.</summary>
    public async Task DoneAsync(Campaign campaign, DateOnly week, int recipients, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Audit.Add(new() { At = clock.Now(), Type = Sent, Target = $"campaign:{campaign.Code}", CampaignId = campaign.Id, Data = Json.Write(new { week, recipients }) });
        await log.CommitAsync(db, ct);
    }

    /// <summary>Not now: it is taken again later.</summary>
    public async Task ReleaseAsync(Campaign campaign, DateOnly week, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await log.CommitAsync(db, ct, save => save.ClientWeeks.Where(w => w.CampaignId == campaign.Id && w.Week == week).ExecuteUpdate(set => set.SetProperty(w => w.SentAt, (DateTime?)null)));
    }

    private async Task<bool> TakeAsync(Campaign campaign, DateOnly week, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.Now();
        var known = await db.ClientWeeks.AsNoTracking().SingleOrDefaultAsync(w => w.CampaignId == campaign.Id && w.Week == week, ct);
        if (known?.SentAt is { } begun && (begun > now - Lease || await db.Audit.AnyAsync(e => e.Type == Sent && e.At >= begun && e.CampaignId == campaign.Id, ct)))
            return false;
        var won = 0;
        try
        {
            if (known is null)
                db.ClientWeeks.Add(new() { CampaignId = campaign.Id, Week = week, SentAt = now });
            await log.CommitAsync(db, ct, save => won = known is null ? 1 : save.ClientWeeks.Where(w => w.Id == known.Id && w.SentAt == known.SentAt).ExecuteUpdate(set => set.SetProperty(w => w.SentAt, (DateTime?)now)));
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)      // another node was quicker
        {
            return false;
        }

        return won == 1;
    }
}
