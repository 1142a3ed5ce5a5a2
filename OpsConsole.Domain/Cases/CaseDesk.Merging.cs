using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Two cases become one, and two again: each time both are written in one commit, each under the version that was read (docs/rules.md, "Merging").</summary>
public sealed partial class CaseDesk
{
    /// <summary>What came to the target since, listed at most.</summary>
    private const int MostStayed = 500;

    /// <param name="number">The case that closes.</param>
    /// <param name="target">The number of the case that it lives on in.</param>
    /// <param name="confirmDifferentCustomer">Cases of two customers are merged only with it.</param>
    public Task<Outcome> MergeAsync(string number, string? target, bool confirmDifferentCustomer, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (source, own, refusal) = await LoadAsync(db, number, actor, a => a.MayWork, ct);
        if (source is null)
            return refusal!;
        var (into, its, no) = target == number ? (source, own, null) : await LoadAsync(db, target ?? "", actor, a => a.MayWork, ct);
        if (into is null)
            return no is Outcome.Missing ? new Outcome.Invalid([new(string.IsNullOrWhiteSpace(target) ? "required" : "unknown", "target")]) : no!;
        if (version is { } seen && seen != source.Version)
            return await ConflictAsync(db, source, seen, ct);
        var before = Audience(source);
        var parts = await MergedLuggage.ReadAsync(db, source.Id, ct);
        try
        {
            source.MergeInto(into, (own!, its!), confirmDifferentCustomer, parts, actor, Now());
        }
        catch (RefusedException refused)
        {
            return new Outcome.Refused(refused.Reasons);
        }
        await CommitAsync(db, source, into, parts, ct);
        return Audience(source) == before ? new CaseDone(source, own!, actor) : new Outcome.Done(source.Version, source.Number);
    });

    /// <summary>The merge that the caller would take back on this case: the last command that could be, whatever came to the target later.</summary>
    private static async Task<CaseEvent?> OwnMergeAsync(OpsDbContext db, Case found, Actor actor, CancellationToken ct)
    {
        var last = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == found.Id && e.ById == actor.Id && EF.Parameter(CaseEventType.Undoable).Contains(e.Type))
            .OrderByDescending(e => e.Version).FirstOrDefaultAsync(ct);
        return last?.Type == CaseEventType.Merged ? last : null;
    }

    /// <summary>The caller's own act, wherever the other case is now.</summary>
    /// <param name="entry">The merge's entry in the log of the case that was asked for.</param>
    private async Task<Outcome> TakeBackMergeAsync(OpsDbContext db, Case asked, Campaign campaign, CaseEvent entry, Actor actor, CancellationToken ct)
    {
        var id = CaseNumber.IdOf(MergeRules.OtherOf(entry));
        var other = await db.Cases.Where(c => c.Id == id).Include(c => c.Attempts).Include(c => c.Shares).Include(c => c.Responsible).Include(c => c.Branch!.Region)
            .Join(db.Campaigns, c => c.CampaignId, k => k.Id, (c, k) => new { Case = c, CampaignVersion = k.Version }).AsSingleQuery().SingleAsync(ct);
        var its = await campaigns.OfAsync(db, other.Case.CampaignId, other.CampaignVersion, ct);
        var isSource = MergeRules.IsOfSource(entry);
        var (source, own, target, whole) = isSource ? (asked, campaign, other.Case, its) : (other.Case, its, asked, campaign);
        var merge = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == source.Id && e.Type == CaseEventType.Merged).OrderByDescending(e => e.Version).FirstAsync(ct);
        if (source.MergedIntoId != target.Id || merge.CommandId != entry.CommandId)
            return new Outcome.Refused([new("undo.nothing")]);
        if (Now() - merge.At > CaseEventType.UndoWindow(CaseEventType.Merged))
            return new Outcome.Refused([new("undo.expired")]);
        if (target.MergedIntoId is not null)                            // what came would have to be looked for further on
            return new Outcome.Refused([new("merge.target_merged")]);

        var (log, others) = await DeadlinesAsync(db, source, target, ct);
        source.TakeBackMerge(target, (own, whole), merge, MergeRules.DeadlineWithout(log, others), actor, Now());
        if (source.CustomerId is { } customer)
            source.Follow(own, await db.Customers.AsNoTracking().Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == customer, ct), Now());
        var stayed = await StayedAsync(db, target, log.First(e => e.CommandId == merge.CommandId).Version, actor, ct);
        await CommitAsync(db, target, source, MergeRules.PartsOf(merge), ct);
        return new MergeTakenBack(asked, campaign, actor, stayed);
    }

    /// <summary>Both or neither.</summary>
    private async Task CommitAsync(OpsDbContext db, Case from, Case to, MergedParts parts, CancellationToken ct)
    {
        db.CaseEvents.AddRange([.. from.Log, .. to.Log]);
        var holders = HolderChanges.Of(db);
        await log.CommitAsync(db, ct, save =>
        {
            MergedLuggage.Move(save, parts, from.Id, to.Id);
            holders?.Invoke(save);
        });
    }

    /// <summary>What the target's log says about its deadline, and the deadlines of what else lives on in it.</summary>
    private static async Task<(List<CaseEvent> Log, Dictionary<string, DateTime?> Others)> DeadlinesAsync(OpsDbContext db, Case source, Case target, CancellationToken ct)
    {
        var log = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == target.Id && (e.Type == CaseEventType.Merged || e.Data.Contains("\"dueAt\""))).OrderBy(e => e.Version).ToListAsync(ct);
        var others = await db.Cases.AsNoTracking().Where(c => c.MergedIntoId == target.Id && c.Id != source.Id).Select(c => new { c.Id, c.DueAt }).ToListAsync(ct);
        return ([.. log.SkipWhile(e => e.Type != CaseEventType.Merged || MergeRules.IsOfSource(e))], others.ToDictionary(c => CaseNumber.Of(c.Id), c => c.DueAt));
    }

    private static async Task<IReadOnlyList<HistoryEntry>> StayedAsync(OpsDbContext db, Case target, long since, Actor actor, CancellationToken ct) =>
        await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == target.Id, ct)
            ? await db.CaseEvents.Where(e => e.CaseId == target.Id && e.Version > since).OrderBy(e => e.Version).Take(MostStayed).ReadAsync(db, ct) : [];
}
