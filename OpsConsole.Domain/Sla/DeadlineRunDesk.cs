using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Sla;

/// <summary>Moves deadlines, a few cases in each commit, so that others are not kept waiting; interrupted, it goes on with what still differs (docs/rules.md, "Moving deadlines").</summary>
public sealed class DeadlineRunDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private const int Look = 1_000, Batch = 100, Tries = 32;

    private static readonly TimeSpan MostRest = TimeSpan.FromMilliseconds(100);

    public async Task<Outcome> RunAsync(string id, JobProgress progress, Actor actor, CancellationToken ct)
    {
        DeadlineJob? job;
        Campaign campaign;
        DeadlinePlan plan;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            job = await db.DeadlineJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.ById == actor.Id, ct);
            if (job is null)
                return new Outcome.Missing();
            if (!actor.MayManageCampaigns && !actor.MayAdminister)
                return new Outcome.Forbidden();
            if (job.Because == DeadlineJob.Thresholds)
                return await RemarkAsync(job, progress, ct);
            campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == job.CampaignId, ct);
            plan = await DeadlinePlan.OfAsync(db, campaign, campaign.Settings.Sla, clock, ct);
            progress.Total = Math.Max(job.Total, 1);
        }

        for (var last = 0L; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var (moves, next) = await plan.NextAsync(db, last, Look, ct);
            if (next == 0)
                return new Outcome.Done(0, id);
            foreach (var ids in moves.Keys.Order().Chunk(Batch))
            {
                ct.ThrowIfCancellationRequested();
                var began = clock.GetTimestamp();
                progress.Rows += await MoveAsync(ids, plan, campaign, job.Because, actor, ct);
                var took = clock.GetElapsedTime(began);
                await Task.Delay(took < MostRest ? took : MostRest, clock, ct);     // half of the time belongs to the others
            }
            last = next;
        }
    }

    /// <summary>Marks what the campaign's log holds, a slice in each turn; what comes meanwhile is marked by the same thresholds when it comes.</summary>
    private async Task<Outcome> RemarkAsync(DeadlineJob job, JobProgress progress, CancellationToken ct)
    {
        progress.Total = Math.Max(job.Total, 1);
        for (var (at, id) = (DateTime.MinValue, 0L); ;)
        {
            ct.ThrowIfCancellationRequested();
            var began = clock.GetTimestamp();
            await using var db = await contexts.CreateDbContextAsync(ct);
            var slice = await db.Contacts.AsNoTracking().Where(c => c.CampaignId == job.CampaignId && (c.At > at || (c.At == at && c.Id > id))).OrderBy(c => c.At).ThenBy(c => c.Id).Take(Batch).Select(c => new { c.Id, c.At, c.HolderId }).ToListAsync(ct);
            if (slice.Count == 0)
                return new Outcome.Done(0, job.Id);
            await log.CommitAsync(db, CancellationToken.None, save => ContactBook.Remark(save, [.. slice.Select(c => c.HolderId).Distinct()], slice[0].At, slice[^1].At));
            progress.Rows += slice.Count;
            (at, id) = (slice[^1].At, slice[^1].Id);
            var took = clock.GetElapsedTime(began);
            await Task.Delay(took < MostRest ? took : MostRest, clock, ct);
        }
    }

    /// <summary>Somebody else's commit may come between reading and writing: then the cases are looked at again.</summary>
    private async Task<int> MoveAsync(long[] ids, DeadlinePlan plan, Campaign campaign, string because, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                throw new RefusedException([new("job.rights_lost")]);
            var found = await db.Cases.Include(c => c.Responsible).Where(c => EF.Parameter(ids).Contains(c.Id) && c.IsOpen && !c.IsRemoved && c.DueAt != null).ToListAsync(ct);
            var now = clock.Now();
            foreach (var one in found)
                one.MoveDeadline(campaign, plan.DueOf(one), because, now);
            db.CaseEvents.AddRange(found.SelectMany(c => c.Log));
            try
            {
                await log.CommitAsync(db, CancellationToken.None);
                return found.Count(c => c.Log.Count > 0);
            }
            catch (DbUpdateException e) when (left > 1 && CaseDesk.LostTo(e))
            {
            }
        }
    }
}
