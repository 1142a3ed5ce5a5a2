using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>An attempt as a person or a client reports it: codes of the contract; without a time it took place now.</summary>
public sealed record AttemptReport(string? Channel, string? ContactPoint, string? Result, DateTime? At = null);

/// <summary>The only write path of a case. Every command: scope, role, shape, version, rule, commit, in this order (docs/rules.md, "Order of answers").</summary>
public sealed partial class CaseDesk(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, ICaseLogTransport log, AttachmentQuota quota, TimeProvider clock)
{
    private const int Tries = 32;      // somebody wins each round, so this many may work on one case in the same instant

    /// <summary>"Gestionar".</summary>
    public Task<Outcome> OpenAsync(string number, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ => [], (c, campaign, now) => c.Open(campaign, actor, now), ct);

    public Task<Outcome> RecordAttemptAsync(string number, AttemptReport report, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ => Check(report), (c, campaign, now) =>
        {
            var at = (report.At ?? now).ToMilliseconds();
            RefusedException.ThrowIfAny(AttemptRules.CheckTime(at, c, now) is { } refusal ? [refusal] : []);
            c.Record(campaign, new()
            {
                CaseId = c.Id,
                At = at,
                RecordedAt = now,
                Channel = Codes.Parse<AttemptChannel>(report.Channel)!.Value,
                ContactPoint = report.ContactPoint!,
                Result = Codes.Parse<AttemptResult>(report.Result)!.Value,
                ById = actor.Id,
            }, actor, now);
        }, ct);

    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> SaveAsync(string number, long version, AlertForm form, Actor actor, CancellationToken ct) =>
        ChangeAsync(number, version, actor, a => a.MayWork, campaign => AlertFormValidator.Check(form, campaign.Settings),
            (c, campaign, now) => c.Save(campaign, form, actor, now, CampaignTime.Of(campaign, clock)), ct);

    public Task<Outcome> ReopenAsync(string number, string? reason, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayReopen, _ => Recipients.CheckReason(reason), (c, campaign, now) => c.Reopen(campaign, reason!, actor, now), ct);

    public Task<Outcome> NoteAsync(string number, string? text, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ => TextRules.Check(text, "text", TextRules.NoteMax) is { } r ? [r] : [], (c, _, now) => c.Note(text!, actor, now), ct);

    public async Task<Outcome> TransferAsync(string number, string? branch, string? reason, Actor actor, CancellationToken ct, long? version = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var to = await db.Branches.AsNoTracking().SingleOrDefaultAsync(b => b.Code == branch && b.IsActive, ct);
        return await ChangeAsync(number, version, actor, a => a.MayTransfer,
            _ => [.. Recipients.CheckReason(reason), .. Recipients.Check(to, branch)],
            (c, campaign, now) => c.Transfer(campaign, to!, reason!, actor, now), ct);
    }

    /// <param name="user">Id or e-mail of the person.</param>
    public async Task<Outcome> ShareAsync(string number, string? user, Actor actor, CancellationToken ct, long? version = null)
    {
        var with = await PersonAsync(user, ct);
        return await ChangeAsync(number, version, actor, a => a.MayWork, _ => Recipients.Check(with, user), (c, campaign, now) => c.Share(campaign, with!, actor, now), ct);
    }

    public async Task<Outcome> UnshareAsync(string number, string? user, Actor actor, CancellationToken ct, long? version = null)
    {
        var with = await PersonAsync(user, ct);
        return await ChangeAsync(number, version, actor, a => a.MayWork, _ => Recipients.Check(with, user), (c, campaign, now) => c.Unshare(campaign, with!.Id, actor, now), ct);
    }

    /// <summary>To somebody who may see the case.</summary>
    public async Task<Outcome> ReassignAsync(string number, string? user, string? reason, Actor actor, CancellationToken ct, long? version = null)
    {
        var to = await PersonAsync(user, ct);
        return await ChangeAsync(number, version, actor, a => a.MayWork, _ => [.. Recipients.Check(to, user), .. Recipients.CheckReason(reason)], (c, campaign, now) =>
        {
            RefusedException.ThrowIfAny(Recipients.Sees(to!, c) ? [] : [new("reassign.out_of_scope", "user")]);
            c.Reassign(campaign, to!, reason!, actor, now);
        }, ct);
    }

    /// <summary>"Buscar coincidencias", chosen: the case belongs to this customer. Whoever names a customer got its id from a match or from a case.</summary>
    /// <param name="confirm">Nothing happens without it.</param>
    public async Task<Outcome> ChangeCustomerAsync(string number, string? customer, bool confirm, Actor actor, CancellationToken ct, long? version = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var to = await db.Customers.AsNoTracking().Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == customer, ct);
        List<Refusal> errors = to is null ? [new(string.IsNullOrEmpty(customer) ? "required" : "unknown", "customer")] : [];
        if (!confirm)
            errors.Add(new("customer.confirm", "confirm"));
        return await ChangeAsync(number, version, actor, a => a.MayWork, _ => errors, (c, campaign, now) => c.ChangeCustomer(campaign, to!, actor, now), ct);
    }

    /// <summary>Takes back the caller's own last command on the case.</summary>
    public Task<Outcome> UndoAsync(string number, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, campaign, refusal) = await LoadAsync(db, number, actor, a => a.MayWork, ct);
        if (found is null)
            return refusal!;
        if (version is { } seen && seen != found.Version)
            return await ConflictAsync(db, found, seen, ct);
        var recent = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == found.Id && e.Type != CaseEventType.DeadlinePassed && e.Type != CaseEventType.Reminder && (e.ById != null || e.Type == CaseEventType.Created))
            .OrderByDescending(e => e.Version).Take(10).ToListAsync(ct);
        var now = Now();
        var (command, no) = UndoRules.Find(recent, actor, now);
        var merge = no is null ? command.FirstOrDefault(e => e.Type == CaseEventType.Merged) : await OwnMergeAsync(db, found, actor, ct);
        if (merge is not null)
            return await TakeBackMergeAsync(db, found, campaign!, merge, actor, ct);
        if (no is not null)
            return new Outcome.Refused([no]);
        var former = CaseStateFields.ResponsibleBefore(found, command);
        var customer = found.CustomerId;
        found.Undo(campaign!, command, await db.Users.Where(u => u.Id == former).Select(u => u.Name).SingleOrDefaultAsync(ct), actor, now);
        if (found.CustomerId != customer)
            found.Follow(campaign!, await db.Customers.AsNoTracking().Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == found.CustomerId, ct), now);
        return await CommitAsync(db, found, ct);
    });

    /// <summary>On what it depends who sees the case: where it changes, the caller may see it no more.</summary>
    private static (int Branch, int Shares) Audience(Case found) => (found.BranchId, found.Shares.Count);

    private Task<Outcome> ChangeAsync(string number, long? version, Actor actor, Func<Actor, bool> may, Func<Campaign, IReadOnlyList<Refusal>> shape,
        Action<Case, Campaign, DateTime> change, CancellationToken ct, bool forArea = false) => ChangeAsync(number, version, actor, may, (_, campaign) => shape(campaign), change, ct, forArea);

    /// <summary>The funnel: everything that changes a case comes through here.</summary>
    /// <param name="forArea">Also for who sees the case for being of the area that it is escalated to.</param>
    private Task<Outcome> ChangeAsync(string number, long? version, Actor actor, Func<Actor, bool> may, Func<Case, Campaign, IReadOnlyList<Refusal>> shape,
        Action<Case, Campaign, DateTime> change, CancellationToken ct, bool forArea = false) => AttemptedAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var (found, campaign, refusal) = await LoadAsync(db, number, actor, may, ct, forArea);
            if (found is null)
                return refusal!;
            if (shape(found, campaign!) is { Count: > 0 } errors)
                return new Outcome.Invalid(errors);
            if (version is { } seen && seen != found.Version)
                return await ConflictAsync(db, found, seen, ct);
            var before = Audience(found);
            try
            {
                change(found, campaign!, Now());
            }
            catch (RefusedException refused)
            {
                return new Outcome.Refused(refused.Reasons);
            }
            var done = await CommitAsync(db, found, ct);
            return Audience(found) == before ? new CaseDone(found, campaign!, actor) : done;
        });

    private async Task<(Case? Found, Campaign? Campaign, Outcome? Refusal)> LoadAsync(OpsDbContext db, string number, Actor actor, Func<Actor, bool> may, CancellationToken ct, bool forArea = false)
    {
        var id = CaseNumber.IdOf(number);
        db.Origin = actor.Origin;
        // One statement: between two, somebody's commit could show the case of before with the attempts of after.
        var found = await db.Cases.VisibleTo(actor).Where(c => c.Id == id && db.Users.Any(u => u.Id == actor.Id && !u.IsDisabled && u.RightsStamp == actor.Stamp))
            .Include(c => c.Attempts).Include(c => c.Shares).Include(c => c.Responsible).Include(c => c.Branch!.Region)
            .Join(db.Campaigns, c => c.CampaignId, k => k.Id, (c, k) => new { Case = c, CampaignVersion = k.Version }).AsSingleQuery().SingleOrDefaultAsync(ct);
        if (found is null)
            return (null, null, await db.IsCurrentAsync(actor, ct) ? new Outcome.Missing() : new Outcome.SignedOut());
        return may(actor) && (forArea || !found.Case.IsOnlyOfArea(actor)) ? (found.Case, await campaigns.OfAsync(db, found.Case.CampaignId, found.CampaignVersion, ct), null) : (null, null, new Outcome.Forbidden());
    }

    private async Task<Outcome> CommitAsync(OpsDbContext db, Case changed, CancellationToken ct)
    {
        if (changed.Log.Count == 0)
            return new Outcome.Done(changed.Version, changed.Number);
        db.CaseEvents.AddRange(changed.Log);
        await log.CommitAsync(db, ct, HolderChanges.Of(db));
        return new Outcome.Done(changed.Version, changed.Number);
    }

    /// <summary>Somebody else's commit may come between reading and writing: then everything is looked at again, so the answer is the one the later of the two deserves.</summary>
    private static async Task<Outcome> AttemptedAsync(Func<Task<Outcome>> command)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await command();
            }
            catch (DbUpdateException e) when (left > 1 && LostTo(e))
            {
            }
        }
    }

    /// <summary>The case's version moved, seen either at the case or at the log, where no two entries claim one version.</summary>
    internal static bool LostTo(DbUpdateException e) => e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is CaseEvent);

    internal static async Task<Outcome> ConflictAsync(OpsDbContext db, Case found, long seen, CancellationToken ct)
    {
        var since = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == found.Id && e.Version > seen).OrderBy(e => e.Version).ToListAsync(ct);
        var last = since.LastOrDefault();
        var lastById = last?.ById;
        var by = await db.Users.Where(u => u.Id == lastById).Select(u => u.Name).SingleOrDefaultAsync(ct);
        var fields = since.SelectMany(CaseStateFields.ChangedBy).ToHashSet();
        var theirs = Case.StateFields.Where(f => fields.Contains(f.Name)).ToDictionary(f => f.Name, f => f.Get(found));
        return new Outcome.Conflict(found.Version, by, last?.At, theirs);
    }

    private async Task<OpsUser?> PersonAsync(string? user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FindPersonAsync(user, ct);
    }

    private static List<Refusal> Check(AttemptReport report)
    {
        var errors = new List<Refusal>();
        if (Codes.Parse<AttemptChannel>(report.Channel) is null)
            errors.Add(new(string.IsNullOrEmpty(report.Channel) ? "required" : "unknown", "channel"));
        if (Codes.Parse<AttemptResult>(report.Result) is null)
            errors.Add(new(string.IsNullOrEmpty(report.Result) ? "required" : "unknown", "result"));
        if (TextRules.Check(report.ContactPoint, "contactPoint", TextRules.ContactPointMax) is { } refusal)
            errors.Add(refusal);
        return errors;
    }

    private DateTime Now() => clock.Now();
}
