using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Bulk;

/// <summary>Works a bulk change off, a few cases in each commit, so that others are not kept waiting; result and change are in the same commit, so it goes on exactly where it was interrupted (docs/rules.md, "Bulk changes").</summary>
public sealed class BulkRunDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    /// <summary>Cases of one commit: some 30 ms of the one writer, and few enough statements in all.</summary>
    public const int Batch = 100;

    /// <summary>The longest rest between two commits.</summary>
    private static readonly TimeSpan MostRest = TimeSpan.FromMilliseconds(100);

    private const int Tries = 32;

    public async Task<Outcome> RunAsync(string id, JobProgress progress, Actor actor, CancellationToken ct)
    {
        var (job, campaign, refusal) = await FindAsync(id, actor, ct);
        if (job is null)
            return refusal!;
        BulkChange change;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            change = await BulkDesk.ChangeAsync(db, job.Action, Json.Read<BulkArgs>(job.Args), campaign!, clock, ct);
            (progress.Total, progress.Rows) = (job.Total, await db.BulkItems.CountAsync(i => i.JobId == id && i.Result != BulkResult.Waiting, ct));
        }

        RefusedException.ThrowIfAny(change.Check(DateTime.MinValue));      // the person or branch may be gone meanwhile
        return await EachAsync(id, BulkResult.Waiting, progress, (db, items) => ChangeAsync(db, items, change, campaign!, actor, ct), actor, ct);
    }

    /// <summary>Puts back exactly what was changed, of cases that nobody touched since.</summary>
    public async Task<Outcome> UndoAsync(string id, JobProgress progress, Actor actor, CancellationToken ct)
    {
        var (job, campaign, refusal) = await FindAsync(id, actor, ct);
        if (job is null)
            return refusal!;
        Dictionary<int, string> names;      // whoever was responsible before is found by name again
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            (progress.Total, progress.Rows) = (await db.BulkItems.CountAsync(i => i.JobId == id && i.Result == BulkResult.Done, ct), 0);
            names = await db.Users.AsNoTracking().Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        }

        return await EachAsync(id, BulkResult.Done, progress, (db, items) => RestoreAsync(db, items, campaign!, names, actor, ct), actor, ct);
    }

    private async Task<(BulkJob? Job, Campaign? Campaign, Outcome? Refusal)> FindAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return (null, null, new Outcome.SignedOut());
        if (await db.BulkJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.ById == actor.Id, ct) is not { } job || !actor.SeesCampaign(job.CampaignId))
            return (null, null, new Outcome.Missing());
        return BulkChange.May(job.Action, actor) ? (job, await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == job.CampaignId, ct), null) : (null, null, new Outcome.Forbidden());
    }

    private async Task<Outcome> EachAsync(string id, BulkResult waiting, JobProgress progress, Func<OpsDbContext, List<BulkItem>, Task> work, Actor actor, CancellationToken ct)
    {
        for (var last = -1; ;)
        {
            ct.ThrowIfCancellationRequested();
            var began = clock.GetTimestamp();
            if (await BatchAsync(id, waiting, last, work, actor, ct) is not { } batch)
                return new Outcome.SignedOut();
            if (batch.Count == 0)
                return new Outcome.Done(0, id);
            (last, progress.Rows) = (batch.Last, progress.Rows + batch.Count);
            var took = clock.GetElapsedTime(began);
            await Task.Delay(took < MostRest ? took : MostRest, clock, ct);     // half of the time belongs to the others
        }
    }

    /// <summary>Somebody else's commit may come between reading and writing: then the cases are looked at again.</summary>
    private async Task<(int Last, int Count)?> BatchAsync(string id, BulkResult waiting, int last, Func<OpsDbContext, List<BulkItem>, Task> work, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return null;
            var items = await db.BulkItems.AsNoTracking().Where(i => i.JobId == id && i.Place > last && i.Result == waiting).OrderBy(i => i.Place).Take(Batch).ToListAsync(ct);
            if (items.Count == 0)
                return (last, 0);
            await work(db, items);
            try
            {
                await log.CommitAsync(db, CancellationToken.None, save => Mark(save, items));
                return (items[^1].Place, items.Count);
            }
            catch (DbUpdateException e) when (left > 1 && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is CaseEvent)))
            {
            }
        }
    }

    /// <summary>One statement for all cases of which the same became, in the transaction of their change.</summary>
    private static void Mark(OpsDbContext db, List<BulkItem> items)
    {
        foreach (var alike in items.GroupBy(i => (i.Result, i.Code, Steps: i.DoneVersion == 0 ? 0 : i.DoneVersion - i.Version)))
        {
            var (job, places, (result, code, steps)) = (items[0].JobId, alike.Select(i => i.Place).ToList(), alike.Key);
            db.BulkItems.Where(i => i.JobId == job && EF.Parameter(places).Contains(i.Place))
                .ExecuteUpdate(set => set.SetProperty(i => i.Result, result).SetProperty(i => i.Code, code).SetProperty(i => i.DoneVersion, i => steps == 0 ? 0 : i.Version + steps));
        }
    }

    private async Task ChangeAsync(OpsDbContext db, List<BulkItem> items, BulkChange change, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var ids = items.ConvertAll(i => i.CaseId);
        var found = await BulkDesk.WithParts(db.Cases.VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id) && c.CampaignId == campaign.Id)).ToDictionaryAsync(c => c.Id, ct);
        var touched = await TouchedAsync(db, items.Where(i => found.TryGetValue(i.CaseId, out var c) && c.Version != i.Version).ToDictionary(i => i.CaseId, i => i.Version), ct);
        var now = Now;
        foreach (var item in items)
        {
            if (!found.TryGetValue(item.CaseId, out var @case))
                (item.Result, item.Code) = (BulkResult.Refused, "not_found");
            else if (touched.Contains(item.CaseId))
                item.Result = BulkResult.Changed;
            else
                Apply(item, @case, change, actor, now);
        }

        db.CaseEvents.AddRange(found.Values.SelectMany(c => c.Log));
    }

    private static void Apply(BulkItem item, Case @case, BulkChange change, Actor actor, DateTime now)
    {
        try
        {
            change.Apply(@case, actor, now);
            (item.Result, item.DoneVersion) = (BulkResult.Done, @case.Version);
        }
        catch (RefusedException no)
        {
            (item.Result, item.Code) = (BulkResult.Refused, no.Reasons[0].Code);
        }
    }

    private async Task RestoreAsync(OpsDbContext db, List<BulkItem> items, Campaign campaign, Dictionary<int, string> names, Actor actor, CancellationToken ct)
    {
        // The person's own act, wherever the case is now: a transfer took it out of reach.
        var ids = items.ConvertAll(i => i.CaseId);
        var found = await BulkDesk.WithParts(db.Cases.Where(c => EF.Parameter(ids).Contains(c.Id) && !c.IsRemoved)).ToDictionaryAsync(c => c.Id, ct);
        var touched = await TouchedAsync(db, items.ToDictionary(i => i.CaseId, i => i.DoneVersion), ct);
        var events = (await db.CaseEvents.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.CaseId)).OrderByDescending(e => e.Version).ToListAsync(ct)).ToLookup(e => e.CaseId);
        foreach (var item in items)
        {
            if (!found.TryGetValue(item.CaseId, out var @case) || touched.Contains(item.CaseId))
            {
                item.Result = BulkResult.Kept;
                continue;
            }

            var command = events[item.CaseId].Where(e => e.Version > item.Version && e.Version <= item.DoneVersion && e.ById == actor.Id).ToList();
            if (command.Count > 0)
                @case.Undo(campaign, command, CaseStateFields.ResponsibleBefore(@case, command) is { } former ? names.GetValueOrDefault(former) : null, actor, Now);
            item.Result = BulkResult.Restored;
        }

        db.CaseEvents.AddRange(found.Values.SelectMany(c => c.Log));
    }

    /// <summary>Which of these cases changed after the version given; that time passed is no change.</summary>
    private static async Task<HashSet<long>> TouchedAsync(OpsDbContext db, Dictionary<long, long> versions, CancellationToken ct)
    {
        if (versions.Count == 0)
            return [];
        var ids = versions.Keys.ToList();
        var later = await db.CaseEvents.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.CaseId) && !EF.Parameter(CaseEventType.OfTime).Contains(e.Type)).Select(e => new { e.CaseId, e.Version }).ToListAsync(ct);
        return [.. later.Where(e => e.Version > versions[e.CaseId]).Select(e => e.CaseId)];
    }

    private DateTime Now => clock.Now();
}
