using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>Commands of service cases.</summary>
public sealed partial class CaseDesk
{
    /// <summary>A new case in a branch in reach. The customer is one that is known, or is made with it, or there is none yet.</summary>
    /// <param name="customer">Id of a known one.</param>
    public Task<Outcome> CreateAsync(string campaign, string? branch, ServiceCaseForm form, string? customer, CustomerForm? newCustomer, Actor actor, CancellationToken ct) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == campaign, ct) is not { } found)
            return new Outcome.Missing();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        var place = await db.Branches.AsNoTracking().SingleOrDefaultAsync(b => b.Code == branch && b.IsActive, ct);
        List<Refusal> errors = [.. Recipients.Check(place is not null && actor.Reaches(place.Id) ? place : null, branch), .. form.Check(found)];
        var known = customer is null ? null : await db.CustomersOf(actor).Include(c => c.ContactPoints).SingleOrDefaultAsync(c => c.PublicId == customer, ct);
        if (customer is not null && known is null)
            errors.Add(new("unknown", "customer.id"));
        if (found.Kind == CampaignKind.Retention)
            errors.AddRange(RetentionRequest.CheckNew(form));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (found.Kind is not (CampaignKind.ServiceCase or CampaignKind.Retention))
            return new Outcome.Refused([new("case.other_kind")]);
        if (found.Status == CampaignStatus.Closed)
            return new Outcome.Refused([new("campaign.closed")]);
        var now = Now();
        if (newCustomer is not null)
        {
            var (made, wrong, refusal) = await CustomerWriter.MakeAsync(db, newCustomer, actor.Id, now, ct);
            if (made is null)
                return refusal is null ? new Outcome.Invalid([.. wrong.Select(w => w with { Field = $"customer.{w.Field}" })]) : new Outcome.Refused([refusal with { Field = $"customer.{refusal.Field}" }]);
            known = made;
        }
        var opened = Case.CreateService(found, form, place!, known, actor, now, clock);
        if (opened.ExternalId is { } key && await db.Cases.AnyAsync(c => c.CampaignId == found.Id && c.ExternalId == key, ct))
            return new Outcome.Refused([new("retention.complaint_taken", $"base.{RetentionColumns.Complaint}")]);
        db.Cases.Add(opened);
        db.CaseEvents.AddRange(opened.Log);
        var account = opened.Account ?? (newCustomer is not null ? known!.Accounts.FirstOrDefault()?.Number : await OwnContact.AccountOfAsync(db, opened.CustomerId, ct));
        try
        {
            await log.CommitAsync(db, ct, OwnContact.Opened(db, opened, account, found, await ContactBook.LogOfAsync(db, campaigns, found, ct), null));
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && opened.ExternalId is not null)      // two people, one complaint, the same moment
        {
            return new Outcome.Refused([new("retention.complaint_taken", $"base.{RetentionColumns.Complaint}")]);
        }
        return new Outcome.Done(opened.Version, opened.Number);
    });

    /// <summary>What it is about: everything of the form anew.</summary>
    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> DescribeAsync(string number, long version, ServiceCaseForm form, Actor actor, CancellationToken ct) =>
        ChangeAsync(number, version, actor, a => a.MayWork, campaign => [.. form.Check(campaign)], (c, campaign, now) => c.Describe(campaign, form, actor, now, CampaignTime.Of(campaign, clock)), ct);

    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> DisposeAsync(string number, long version, DispositionForm form, Actor actor, CancellationToken ct) =>
        ChangeAsync(number, version, actor, a => a.MayWork, (c, campaign) => campaign.Kind switch
        {
            CampaignKind.ServiceCase => [.. form.Check(campaign.Settings, Now())],
            CampaignKind.Retention => c.Judge(campaign, form, actor, CampaignTime.Of(campaign, clock)).Errors,
            _ => [],
        }, (c, campaign, now) =>
        {
            if (campaign.Kind == CampaignKind.Retention)
                c.DisposeRetention(campaign, form, actor, now, CampaignTime.Of(campaign, clock));
            else
                c.Dispose(campaign, form, actor, now);
        }, ct);

    public Task<Outcome> CloseAsync(string number, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ => [], (c, campaign, now) => c.Close(campaign, actor, now), ct);

    public Task<Outcome> TakeOverAsync(string number, Actor actor, CancellationToken ct, long? version = null) =>
        ChangeAsync(number, version, actor, a => a.MayWork, _ => [], (c, campaign, now) => c.TakeOver(campaign, actor, now), ct);
}
