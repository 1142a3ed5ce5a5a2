using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Live;

/// <summary>Those of an area are others now: they see its open cases, and those of before no more. A few cases in each commit, and anew from what stands there, so it may be done twice (docs/rules.md, "Escalations").</summary>
public sealed class AreaFollower(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private const int Batch = 100, Tries = 32;

    /// <summary>Every area of every cell and of every requirements desk: what a process that died, or a question of the same moment, left behind.</summary>
    public async Task FollowAllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var id in await db.Campaigns.Where(k => k.Kind == CampaignKind.RepeatContact || k.Kind == CampaignKind.Requirement).Select(k => k.Id).ToListAsync(ct))
            await FollowAsync(id, ct);
    }

    /// <summary>How many cases were changed.</summary>
    public async Task<int> FollowAsync(int campaignId, CancellationToken ct)
    {
        for (var (changed, last, left) = (0, 0L, Tries); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(k => k.Id == campaignId, ct);
            var asked = await db.Cases.Where(c => c.CampaignId == campaignId && ((c.FormOn != null && c.EscalationState != null) || c.Subject != null) && c.Area != null && c.IsOpen && !c.IsRemoved && c.Id > last)
                .OrderBy(c => c.Id).Include(c => c.Shares).Take(Batch).ToListAsync(ct);
            if (asked.Count == 0)
                return changed;
            foreach (var one in asked)
                one.FollowArea(campaign, clock.Now());
            db.CaseEvents.AddRange(asked.SelectMany(c => c.Log));
            try
            {
                if (db.ChangeTracker.HasChanges())
                    await log.CommitAsync(db, ct);
                (changed, last, left) = (changed + asked.Count(c => c.Log.Count > 0), asked[^1].Id, Tries);
            }
            catch (DbUpdateException e) when (CaseDesk.LostTo(e) && --left > 0)      // somebody worked on one of them: looked at again
            {
            }
        }
    }
}
