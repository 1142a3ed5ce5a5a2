using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>"Recordar al JP": the branch heads of a case's branch are told that it waits for them (docs/rules.md, "Reminders").</summary>
public sealed partial class CaseDesk
{
    /// <summary>What is asked for again so soon by the same hand was sent already.</summary>
    private static readonly TimeSpan SentAlready = TimeSpan.FromMinutes(1);

    /// <summary>Of one commit: nobody waits long for the log.</summary>
    private const int RemindedAtOnce = 100;

    public Task<Outcome> RemindAsync(string number, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, campaign, refusal) = await LoadAsync(db, number, actor, a => a.MayRemind, ct);
        if (found is null)
            return refusal!;
        if (version is { } seen && seen != found.Version)
            return await ConflictAsync(db, found, seen, ct);
        var heads = Admitted(await HeadsAsync(db, found.BranchId, ct), campaign!);
        try
        {
            if (!(await SentAsync(db, [found.Id], actor, ct)).Contains(found.Id))
                found.Remind([.. heads.Select(h => h.Id)], actor, Now());
        }
        catch (RefusedException refused)
        {
            return new Outcome.Refused(refused.Reasons);
        }
        await CommitAsync(db, found, ct);
        return new CaseReminded(found, campaign!, actor, [.. heads.Select(h => h.Name)]);
    });

    /// <summary>All cases of a branch that are past their deadline now, of one campaign or of all.</summary>
    public async Task<Outcome> RemindBranchAsync(int branchId, int? campaignId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.Reaches(branchId) || !await db.Branches.AnyAsync(b => b.Id == branchId, ct) || (campaignId is { } asked && !actor.SeesCampaign(asked)))
            return new Outcome.Missing();
        if (!actor.MayRemind)
            return new Outcome.Forbidden();
        var now = Now();
        var late = await db.Cases.VisibleTo(actor).Where(c => c.BranchId == branchId && c.IsOpen && c.DueAt < now && c.MergedIntoId == null && (campaignId == null || c.CampaignId == campaignId))
            .Where(c => c.IsAlert || db.Campaigns.Any(k => k.Id == c.CampaignId && k.Kind != CampaignKind.CloseTheLoop)).OrderBy(c => c.DueAt).Select(c => c.Id).ToListAsync(ct);
        if (late.Count == 0)
            return new Outcome.Refused([new("remind.none_late")]);
        var heads = await HeadsAsync(db, branchId, ct);
        if (heads.Count == 0)
            return new Outcome.Refused([new("remind.no_branch_head")]);
        var told = (await db.Campaigns.AsNoTracking().ToListAsync(ct)).ToDictionary(k => k.Id, k => Admitted(heads, k));
        var all = new BranchReminded(0, []);
        foreach (var some in late.Chunk(EvenParts(late.Count)))
            all = all.With(await RemindAsync([.. some], branchId, told, actor, ct));
        return all.Count == 0 ? new Outcome.Refused([new("remind.no_branch_head")]) : all;
    }

    private async Task<BranchReminded> RemindAsync(List<long> ids, int branchId, Dictionary<int, List<OpsUser>> told, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                var cases = await db.Cases.VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id) && c.BranchId == branchId && c.IsOpen).ToListAsync(ct);
                var sent = await SentAsync(db, ids, actor, ct);
                var (count, to, now) = (0, new List<OpsUser>(), Now());
                foreach (var late in cases)
                {
                    if (told[late.CampaignId] is not { Count: > 0 } those)
                        continue;
                    count++;
                    to.AddRange(those);
                    if (!sent.Contains(late.Id))
                        late.Remind([.. those.Select(h => h.Id)], actor, now);
                }
                db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
                if (db.ChangeTracker.HasChanges())
                    await log.CommitAsync(db, ct);
                return new(count, [.. to.Select(h => h.Name).Distinct().Order(StringComparer.Ordinal)]);
            }
            catch (DbUpdateException e) when (left > 1 && LostTo(e))
            {
            }
        }
    }

    private static Task<List<OpsUser>> HeadsAsync(OpsDbContext db, int branchId, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(u => u.Role == Role.BranchHead && u.BranchId == branchId && !u.IsDisabled).OrderBy(u => u.Name).ThenBy(u => u.Id).ToListAsync(ct);

    /// <summary>Nobody is sent to a case of a campaign that is kept from them.</summary>
    private static List<OpsUser> Admitted(List<OpsUser> heads, Campaign campaign) =>
        [.. heads.Where(h => campaign.Settings.Access.Admits(new(h.Id, h.Name, h.Email!, h.Role, h.RightsStamp) { BranchId = h.BranchId, BranchIds = [h.BranchId!.Value] }))];

    private async Task<HashSet<long>> SentAsync(OpsDbContext db, List<long> ids, Actor actor, CancellationToken ct)
    {
        var since = Now() - SentAlready;
        return [.. await db.CaseEvents.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.CaseId) && e.Type == CaseEventType.Reminder && e.ById == actor.Id && e.At > since).Select(e => e.CaseId).ToListAsync(ct)];
    }

    /// <summary>No part is left with a single case: what is told of the parts is one notification that counts.</summary>
    private static int EvenParts(int count)
    {
        var parts = (count + RemindedAtOnce - 1) / RemindedAtOnce;
        return (count + parts - 1) / parts;
    }
}
