using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Cases;

/// <summary>Commands of a repeat-contacts cell.</summary>
public sealed partial class CaseDesk
{
    /// <summary>The form of a front agent: a new case in a branch in reach.</summary>
    /// <param name="customer">Id of a known one; null: whoever holds the account, where exactly one does.</param>
    /// <param name="newCustomer">Made with the case where nobody holds the account.</param>
    public Task<Outcome> FillFormAsync(string campaign, string? branch, EscalationForm form, string? customer, Actor actor, CancellationToken ct, CustomerForm? newCustomer = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == campaign, ct) is not { } found)
            return new Outcome.Missing();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        if (found.Kind != CampaignKind.RepeatContact)
            return new Outcome.Refused([new("case.other_kind")]);
        var place = await db.Branches.AsNoTracking().SingleOrDefaultAsync(b => b.Code == branch && b.IsActive, ct);
        List<Refusal> errors = [.. Recipients.Check(place is not null && actor.Reaches(place.Id) ? place : null, branch), .. form.Check(found.Settings.Cell)];
        var known = customer is null ? null : await db.CustomersOf(actor).Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == customer, ct);
        if (customer is not null && known is null)
            errors.Add(new("unknown", "customer.id"));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (found.Status == CampaignStatus.Closed)
            return new Outcome.Refused([new("campaign.closed")]);
        var key = TextFold.Fold(form.Account!.Trim());
        if (known is null && await db.Customers.Include(c => c.ContactPoints).Where(c => c.Accounts.Any(a => a.Key == key)).Take(2).ToListAsync(ct) is [var holder])
            known = holder;
        var now = Now();
        if (known is null && newCustomer is not null)
        {
            var (customerMade, wrong, refusal) = await CustomerWriter.MakeAsync(db, newCustomer.Accounts.Count == 0 ? newCustomer with { Accounts = [new(form.Account)] } : newCustomer, actor.Id, now, ct);
            if (customerMade is null)
                return refusal is null ? new Outcome.Invalid([.. wrong.Select(w => w with { Field = $"customer.{w.Field}" })]) : new Outcome.Refused([refusal with { Field = $"customer.{refusal.Field}" }]);
            known = customerMade;
        }
        var made = Case.CreateEscalation(found, form, place!, known, actor, now, clock);
        db.Cases.Add(made);
        db.CaseEvents.AddRange(made.Log);
        await log.CommitAsync(db, ct, OwnContact.Opened(db, made, form.Account, found, found, form.Channel));
        return new Outcome.Done(made.Version, made.Number);
    });

    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> ManageAsync(string number, long version, CellManagement management, Actor actor, CancellationToken ct) =>
        ChangeAsync(number, version, actor, a => a.MayManageCell, campaign => [.. EscalationRules.Check(management, campaign.Settings.Cell)], (c, campaign, now) => c.Manage(campaign, management, actor, now), ct);

    public Task<Outcome> EscalateAsync(string number, string? area, string? note, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayManageCell, campaign =>
        [
            .. campaign.Settings.Cell.Area(area) is null && campaign.Kind == CampaignKind.RepeatContact ? [new Refusal(string.IsNullOrWhiteSpace(area) ? "required" : "unknown", "area")] : Array.Empty<Refusal>(),
            .. TextRules.Check(note, "note", TextRules.NoteMax) is { } wrong ? [wrong] : Array.Empty<Refusal>(),
        ], (c, campaign, now) => c.Escalate(campaign, campaign.Settings.Cell.Area(area) ?? throw new RefusedException([new("case.other_kind")]), note!, actor, now, CampaignTime.Of(campaign, clock)), ct);

    /// <summary>By a person of the area alone: an escalation's, or a requirement's.</summary>
    public Task<Outcome> AnswerAsync(string number, string? text, DateTime? at, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ =>
        [
            .. TextRules.Check(text, "text", TextRules.NoteMax) is { } wrong ? [wrong] : Array.Empty<Refusal>(),
            .. at > Now() ? [new Refusal("answer.future", "at")] : Array.Empty<Refusal>(),
        ], (c, campaign, now) =>
        {
            if (campaign.Kind == CampaignKind.Requirement)
            {
                c.Respond(campaign, text!, (at ?? now).ToMilliseconds(), actor, now);
                return;
            }
            RefusedException.ThrowIfAny(c.EscalationState is null || c.IsAsked(campaign, actor) ? [] : [new("answer.not_of_area")]);      // nobody was asked: that is what is said
            c.Answer(campaign, text!, (at ?? now).ToMilliseconds(), actor, now);
        }, ct, forArea: true);

    /// <summary>By the area that was asked, or by the back office, whose mark wins.</summary>
    public Task<Outcome> RuleAsync(string number, string? mark, string? note, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, campaign =>
        [
            .. campaign.Settings.Cell.Mark(mark) is null && campaign.Kind == CampaignKind.RepeatContact ? [new Refusal(string.IsNullOrWhiteSpace(mark) ? "required" : "unknown", "mark")] : Array.Empty<Refusal>(),
            .. TextRules.Check(note, "note", TextRules.NoteMax, required: campaign.Settings.Cell.Mark(mark) is { Error: true }) is { } wrong ? [wrong] : Array.Empty<Refusal>(),
        ], (c, campaign, now) =>
        {
            RefusedException.ThrowIfAny(campaign.Kind != CampaignKind.RepeatContact || actor.MayManageCell || c.IsAsked(campaign, actor) ? [] : [new("quality.not_yours")]);
            c.Rule(campaign, campaign.Settings.Cell.Mark(mark) ?? throw new RefusedException([new("case.other_kind")]), note, actor, now);
        }, ct, forArea: true);
}
