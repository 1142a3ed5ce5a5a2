using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Cases;

/// <summary>Commands of a requirements desk (docs/rules.md, "Requirements").</summary>
public sealed partial class CaseDesk
{
    /// <summary>A ticket: a requirement, or an insistence on one. Where the assistant says that the supervisors have to see to it, it is they who get the requirement, in the same commit that refuses the ticket.</summary>
    /// <param name="branch">Code; null: the actor's own, else that of the requirement it stands on.</param>
    /// <param name="customer">Id of a known one; null: that of the requirement it stands on, else whoever claims is made one, where the subject asks for a customer.</param>
    public Task<Outcome> FileAsync(string campaign, string? branch, RequirementForm form, string? customer, Actor actor, CancellationToken ct, CustomerForm? newCustomer = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == campaign, ct) is not { } found)
            return new Outcome.Missing();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        if (found.Kind != CampaignKind.Requirement)
            return new Outcome.Refused([new("case.other_kind")]);
        db.Origin = actor.Origin;
        var catalogue = found.Settings.Requirements;
        var initial = string.IsNullOrWhiteSpace(form.Initial) ? null : await InitialAsync(db, form.Initial, found.Id, actor, ct);
        form = form.Filled(catalogue, initial?.Requirement);
        var place = await PlaceAsync(db, branch, actor.BranchId ?? initial?.BranchId, ct);
        List<Refusal> errors = [.. form.Check(catalogue), .. Recipients.Check(place is not null && actor.Reaches(place.Id) ? place : null, branch)];
        if (!string.IsNullOrWhiteSpace(form.Initial) && initial is null)
            errors.Add(new("unknown", "initial"));
        var known = customer is null ? null : await db.CustomersOf(actor).Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == customer, ct);
        if (customer is not null && known is null)
            errors.Add(new("unknown", "customer.id"));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (found.Status == CampaignStatus.Closed)
            return new Outcome.Refused([new("campaign.closed")]);
        var (now, subject) = (Now(), catalogue.Subject(form.Subject)!);
        if (initial is not null)
        {
            if (newCustomer is not null || (known is not null && known.PublicId != initial.CustomerId))
                return new Outcome.Refused([new("requirement.other_customer", "initial")]);
            if (await JudgeAsync(db, found, initial, subject, actor, now, ct) is { } refused)
                return refused;
            known = await db.Customers.Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == initial.CustomerId, ct);
        }
        if (known is null && initial is null && (newCustomer ?? (subject.MayBeNoCustomer ? null : CustomerForm.OfClaimant(form.Name!, form.Phone, form.Email))) is { } stranger)
        {
            var (customerMade, wrong, refusal) = await CustomerWriter.MakeAsync(db, stranger, actor.Id, now, ct);
            if (customerMade is null)
                return refusal is null ? new Outcome.Invalid([.. wrong.Select(w => w with { Field = $"customer.{w.Field}" })]) : new Outcome.Refused([refusal with { Field = $"customer.{refusal.Field}" }]);
            known = customerMade;
        }
        var made = Case.CreateRequirement(found, form, place!, known, initial, actor, now, clock);
        initial?.Insist(found, subject, actor.Id, null, now);
        db.Cases.Add(made);
        db.CaseEvents.AddRange([.. made.Log, .. initial?.Log ?? []]);
        var account = await OwnContact.AccountOfAsync(db, made.CustomerId, ct);
        await log.CommitAsync(db, ct, OwnContact.Opened(db, made, account, found, await ContactBook.LogOfAsync(db, campaigns, found, ct), form.Channel));
        return new Outcome.Done(made.Version, made.Number);
    });

    /// <summary>What the ticket says; subject and requirement stay.</summary>
    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> ChangeRequirementAsync(string number, long version, RequirementForm form, Actor actor, CancellationToken ct) =>
        ChangeAsync(number, version, actor, a => a.MayWork, campaign => campaign.Kind == CampaignKind.Requirement ? [.. form.CheckContent(campaign.Settings.Requirements)] : [],
            (c, campaign, now) => c.ChangeRequirement(campaign, form, actor, now, CampaignTime.Of(campaign, clock)), ct);

    /// <summary>"Escalar al supervisor", where the assistant says so: no further ticket, and the supervisors of the region have it.</summary>
    /// <param name="customer">What the customer says, as the assistant knows it.</param>
    public Task<Outcome> HandOverAsync(string number, string? customer, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, campaign, refusal) = await LoadAsync(db, number, actor, a => a.MayWork, ct);
        if (found is null)
            return refusal!;
        if (campaign!.Kind != CampaignKind.Requirement)
            return new Outcome.Refused([new("case.other_kind")]);
        if (customer is not null && !RequirementFacts.Sayings.Contains(customer))
            return new Outcome.Invalid([new("unknown", "customer")]);
        if (version is { } seen && seen != found.Version)
            return await ConflictAsync(db, found, seen, ct);
        if (found.InitialId is not null)
            return new Outcome.Refused([new("requirement.is_insistence")]);
        if (found.BlockedAt is not null)
            return new Outcome.Refused([new("requirement.blocked")]);
        var stand = await StandAsync(db, campaign, found, ct);
        if (stand.Row(customer ?? RequirementFacts.NotSaid) is not { Action: ProtocolActions.EscalateSupervisor } row)
            return new Outcome.Refused([new("requirement.nothing_to_escalate")]);
        try
        {
            found.Block(campaign, row.Result, null, await SupervisorsAsync(db, campaign, found, ct), actor, Now());
        }
        catch (RefusedException refused)
        {
            return new Outcome.Refused(refused.Reasons);
        }
        await CommitAsync(db, found, ct);
        return new CaseDone(found, campaign, actor);
    });

    /// <summary>By a supervisor of the region: an answer, which is one to every insistence that waits too, or one more ticket.</summary>
    /// <param name="answer">Null: one more ticket.</param>
    public Task<Outcome> UnblockAsync(string number, string? reason, string? answer, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, campaign, refusal) = await LoadAsync(db, number, actor, a => a.MayUnblock, ct);
        if (found is null)
            return refusal!;
        if (!actor.Reaches(found.BranchId))     // only shared with them
            return new Outcome.Forbidden();
        List<Refusal> errors = [.. Recipients.CheckReason(reason), .. answer is not null && TextRules.Check(answer, "answer", TextRules.NoteMax) is { } wrong ? [wrong] : Array.Empty<Refusal>()];
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (version is { } seen && seen != found.Version)
            return await ConflictAsync(db, found, seen, ct);
        List<Case> waiting = [];
        try
        {
            var now = Now();
            found.Unblock(campaign!, reason!, answer, actor, now);
            if (answer is not null)
            {
                var ids = (await RequirementReader.InsistencesAsync(db, found.Id, ct)).Where(i => i is { IsAnswered: false, Status: not CaseStatus.Completed }).Select(i => i.Id).ToList();
                waiting = await db.Cases.Include(c => c.Shares).Include(c => c.Responsible).Where(c => EF.Parameter(ids).Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(ct);
                waiting.ForEach(c => c.RespondAlong(campaign!, answer, actor, now));
            }
        }
        catch (RefusedException refused)
        {
            return new Outcome.Refused(refused.Reasons);
        }
        db.CaseEvents.AddRange(waiting.SelectMany(c => c.Log));
        await CommitAsync(db, found, ct);
        return new CaseDone(found, campaign!, actor);
    });

    /// <summary>Null: the ticket may be made.</summary>
    private async Task<Outcome?> JudgeAsync(OpsDbContext db, Campaign campaign, Case initial, RequirementSubject subject, Actor actor, DateTime now, CancellationToken ct)
    {
        var (refusals, blocks) = InsistenceRules.Check(await StandAsync(db, campaign, initial, ct), subject, now);
        if (blocks is { } result)
        {
            initial.Block(campaign, result, subject, await SupervisorsAsync(db, campaign, initial, ct), actor, now);
            await CommitAsync(db, initial, ct);
        }
        return refusals.Count > 0 ? new Outcome.Refused(refusals) : null;
    }

    private async Task<RequirementStand> StandAsync(OpsDbContext db, Campaign campaign, Case initial, CancellationToken ct) =>
        new(RequirementTicket.Of(initial), await RequirementReader.InsistencesAsync(db, initial.Id, ct), campaign.Settings.Requirements, CampaignTime.Of(campaign, clock));

    /// <summary>Those of the case's region whom the campaign is not kept from.</summary>
    internal static async Task<List<int>> SupervisorsAsync(OpsDbContext db, Campaign campaign, Case found, CancellationToken ct)
    {
        var people = await db.Users.AsNoTracking().Where(u => !u.IsDisabled && u.Role == Role.RegionalSupervisor && u.Regions.Any(r => db.Branches.Any(b => b.Id == found.BranchId && b.RegionId == r.RegionId))).OrderBy(u => u.Id).ToListAsync(ct);
        return [.. people.Where(p => campaign.Settings.Access.Admits(new(p.Id, p.Name, p.Email!, p.Role, p.RightsStamp) { BranchIds = [found.BranchId] })).Select(p => p.Id)];
    }

    /// <summary>A case of the campaign that the actor may work.</summary>
    private static async Task<Case?> InitialAsync(OpsDbContext db, string number, int campaign, Actor actor, CancellationToken ct)
    {
        var id = CaseNumber.IdOf(number.Trim());
        return await db.Cases.WorkedBy(actor).Include(c => c.Shares).Include(c => c.Responsible).SingleOrDefaultAsync(c => c.Id == id && c.CampaignId == campaign && c.Subject != null, ct);
    }

    private static Task<Branch?> PlaceAsync(OpsDbContext db, string? code, int? otherwise, CancellationToken ct) =>
        db.Branches.AsNoTracking().SingleOrDefaultAsync(b => b.IsActive && (string.IsNullOrWhiteSpace(code) ? b.Id == otherwise : b.Code == code), ct);
}
