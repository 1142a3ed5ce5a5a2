using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Customers;

/// <summary>The only write path of a customer: scope, role, shape, version, rule, commit; its keys and its open cases follow in the same transaction (docs/rules.md, "Customers").</summary>
public sealed class CustomerDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private const int Tries = 32;

    public Task<Outcome> CreateAsync(CustomerForm form, Actor actor, CancellationToken ct) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        var now = Now;
        var (made, errors, refusal) = await CustomerWriter.MakeAsync(db, form, actor.Id, now, ct);
        if (made is null)
            return refusal is null ? new Outcome.Invalid(errors) : new Outcome.Refused([refusal]);
        Audit(db, actor, "customer.created", made, new { made.Version });
        await log.CommitAsync(db, ct, HolderChanges.Of(db));
        return new Outcome.Done(made.Version, made.PublicId);
    });

    /// <param name="version">The version that the form was based on.</param>
    public Task<Outcome> ChangeAsync(string id, long version, CustomerForm form, Actor actor, CancellationToken ct) =>
        RunAsync(id, version, actor, _ => CustomerFormCheck.Check(form, DateOnly.FromDateTime(Now)), async (db, customer, now) =>
        {
            if (await CustomerWriter.TakenAsync(db, form.Document, customer.Id, ct) is { } taken)
                return [taken];
            var before = CustomerView.Of(customer).Form;
            customer.Change(form, actor.Id, now);
            Audit(db, actor, "customer.changed", customer, new { customer.Version, fields = CustomerChanges.Between(before, CustomerView.Of(customer).Form) });
            return [];
        }, ct);

    /// <param name="number">The case that it is added from: its log says so.</param>
    public Task<Outcome> AddContactPointAsync(string id, ContactPointForm form, Actor actor, CancellationToken ct, string? number = null, long? version = null)
    {
        ContactPoint? added = null;
        return RunAsync(id, version, actor, customer => ContactPointRules.Read(form, customer.DocumentCountry).Errors, async (db, customer, now) =>
        {
            customer.Add(added = ContactPointRules.Read(form, customer.DocumentCountry).Contact!.Of(now), actor.Id, now);
            Audit(db, actor, "contact_point.added", customer, new { customer.Version, type = Codes.Of(added.Type) });
            return await SayAsync(db, number, customer, actor, c => c.SayContactPoint(added, actor, now), ct);
        }, ct, done => done with { Id = added!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    public Task<Outcome> ChangeContactPointAsync(string id, long point, long version, ContactPointForm form, Actor actor, CancellationToken ct) =>
        RunAsync(id, version, actor, customer => ContactPointRules.Read(form, customer.DocumentCountry).Errors, (db, customer, now) =>
        {
            customer.Change(customer.ContactPoints.Single(p => p.Id == point), ContactPointRules.Read(form, customer.DocumentCountry).Contact!, actor.Id, now);
            Audit(db, actor, "contact_point.changed", customer, new { customer.Version, point });
            return Task.FromResult<IReadOnlyList<Refusal>>([]);
        }, ct, point: point);

    public Task<Outcome> RemoveContactPointAsync(string id, long point, Actor actor, CancellationToken ct, long? version = null) =>
        RunAsync(id, version, actor, _ => [], (db, customer, now) =>
        {
            customer.Remove(customer.ContactPoints.Single(p => p.Id == point), actor.Id, now);
            Audit(db, actor, "contact_point.removed", customer, new { customer.Version, point });
            return Task.FromResult<IReadOnlyList<Refusal>>([]);
        }, ct, point: point);

    /// <param name="number">The case that it is added from: its log says so.</param>
    public Task<Outcome> AddAccountAsync(string id, AccountForm form, Actor actor, CancellationToken ct, string? number = null, long? version = null)
    {
        CustomerAccount? added = null;
        return RunAsync(id, version, actor, _ => CustomerFormCheck.Check(form), async (db, customer, now) =>
        {
            customer.Add(added = CustomerWriter.AccountOf(form, now), actor.Id, now);
            Audit(db, actor, "account.added", customer, new { customer.Version });
            return await SayAsync(db, number, customer, actor, c => c.SayAccount(added, actor, now), ct);
        }, ct, done => done with { Id = added!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    /// <summary>The funnel of everything that changes a customer.</summary>
    /// <param name="point">The contact point that it is about: none like it is as if the customer were not there.</param>
    private Task<Outcome> RunAsync(string id, long? version, Actor actor, Func<Customer, IReadOnlyList<Refusal>> shape,
        Func<OpsDbContext, Customer, DateTime, Task<IReadOnlyList<Refusal>>> change, CancellationToken ct, Func<Outcome.Done, Outcome.Done>? answer = null, long? point = null) => AttemptedAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            var customer = await db.CustomersOf(actor).Include(c => c.ContactPoints).Include(c => c.Accounts).AsSingleQuery().SingleOrDefaultAsync(c => c.PublicId == id, ct);
            if (customer is null || (point is not null && customer.ContactPoints.All(p => p.Id != point)))
                return new Outcome.Missing();
            if (!actor.MayWork || (actor.HasShares && !await db.CustomersWorkedBy(actor).AnyAsync(c => c.Id == customer.Id, ct)))
                return new Outcome.Forbidden();
            if (shape(customer) is { Count: > 0 } errors)
                return new Outcome.Invalid(errors);
            if (version is { } seen && seen != customer.Version)
                return await ConflictAsync(db, customer, ct);
            var now = Now;
            try
            {
                if (await change(db, customer, now) is { Count: > 0 } refusals)
                    return refusals.Any(r => r.Field == "case") ? new Outcome.Invalid(refusals) : new Outcome.Refused(refusals);
            }
            catch (RefusedException refused)
            {
                return new Outcome.Refused(refused.Reasons);
            }
            await CustomerWriter.KeepKeysAsync(db, customer, ct);
            await FollowAsync(db, customer, now, ct);
            await log.CommitAsync(db, ct, HolderChanges.Of(db));
            var done = new Outcome.Done(customer.Version, customer.PublicId);
            return answer?.Invoke(done) ?? done;
        });

    /// <summary>Open cases carry the customer's name and what they are searched by.</summary>
    private static async Task FollowAsync(OpsDbContext db, Customer customer, DateTime now, CancellationToken ct)
    {
        var campaigns = new Dictionary<int, Campaign>();
        foreach (var owned in await db.Cases.Include(c => c.Responsible).Where(c => c.CustomerId == customer.PublicId && c.IsOpen && !c.IsRemoved).ToListAsync(ct))
        {
            if (!campaigns.TryGetValue(owned.CampaignId, out var campaign))
                campaigns[owned.CampaignId] = campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == owned.CampaignId, ct);
            owned.Follow(campaign, customer, now);
            db.CaseEvents.AddRange(owned.Log.Where(e => db.Entry(e).State == EntityState.Detached));
        }
    }

    /// <summary>Writes into the log of the case that something was added from it.</summary>
    private static async Task<IReadOnlyList<Refusal>> SayAsync(OpsDbContext db, string? number, Customer customer, Actor actor, Action<Case> say, CancellationToken ct)
    {
        if (number is null)
            return [];
        var id = CaseNumber.IdOf(number);
        if (await db.Cases.WorkedBy(actor).Include(c => c.Responsible).SingleOrDefaultAsync(c => c.Id == id && c.CustomerId == customer.PublicId, ct) is not { } found)
            return [new("unknown", "case")];
        say(found);
        db.CaseEvents.AddRange(found.Log);
        return [];
    }

    private static async Task<Outcome> ConflictAsync(OpsDbContext db, Customer customer, CancellationToken ct)
    {
        var by = await db.Users.Where(u => u.Id == customer.ChangedById).Select(u => u.Name).SingleOrDefaultAsync(ct);
        return new Outcome.Conflict(customer.Version, by, customer.ChangedAt, CustomerChanges.Fields(CustomerView.Of(customer).Form));
    }

    /// <summary>Somebody else's commit came between, or took the same document: everything is looked at again.</summary>
    private static async Task<Outcome> AttemptedAsync(Func<Task<Outcome>> command)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await command();
            }
            catch (DbUpdateException) when (left > 1)
            {
            }
        }
    }

    private static void Audit(OpsDbContext db, Actor actor, string type, Customer customer, object data) =>
        db.Audit.Add(new() { At = customer.ChangedAt, ById = actor.Id, Type = type, Target = $"customer:{customer.PublicId}", Data = Json.Write(data) });

    private DateTime Now => clock.Now();
}
