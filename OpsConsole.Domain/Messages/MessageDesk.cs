using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Messages;

/// <summary>A message that is on disk, and the version of its case. <paramref name="IsRepeated"/>: it had been delivered to the console before (docs/rules.md, "Conversation").</summary>
public sealed record MessageDone(MessageView Message, long CaseVersion, bool IsRepeated = false) : Outcome.Done(CaseVersion, Message.Id);

/// <summary>Takes messages of both directions: the message, its place in the outbox and its entry of the case's log are one commit (docs/rules.md, "Conversation").</summary>
public sealed class MessageDesk(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, ICaseLogTransport log, Outbox outbox, IEnumerable<IMessageCarrier> carriers, TimeProvider clock)
{
    private const int Tries = 32;

    /// <summary>Writes to the customer, or writes down what the customer wrote.</summary>
    public Task<Outcome> AddAsync(string number, MessageForm form, Actor actor, CancellationToken ct, long? version = null) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.VisibleTo(actor).Where(c => c.Id == id)
            .Select(c => new { Case = c, CampaignVersion = db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Version).First(), IsWorked = db.Cases.WorkedBy(actor).Any(w => w.Id == c.Id), Country = db.Customers.Where(o => o.PublicId == c.CustomerId).Select(o => o.DocumentCountry).FirstOrDefault() })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return new Outcome.Missing();
        if (!actor.MayWork || !found.IsWorked)
            return new Outcome.Forbidden();
        var campaign = await campaigns.OfAsync(db, found.Case.CampaignId, found.CampaignVersion, ct);
        var now = clock.Now();
        var (read, errors) = MessageRules.Read(form, campaign.Settings, found.Country, now);
        if (read is null)
            return new Outcome.Invalid(errors);
        if (read.Direction == MessageDirection.In && form.ProviderId is not null && await RepeatedAsync(db, found.Case, read.Channel, form.ProviderId, ct) is { } repeated)
            return repeated;
        if (version is { } seen && seen != found.Case.Version)
            return await CaseDesk.ConflictAsync(db, found.Case, seen, ct);
        var message = Message.Compose(form, read, found.Case.Id, Guid.NewGuid(), actor.Id, now);
        try
        {
            found.Case.Say(message, actor, now);
            if (read.Direction == MessageDirection.Out)
                RefusedException.ThrowIfAny(Carrier.Lacks(carriers, read.Channel));
        }
        catch (RefusedException refused)
        {
            return new Outcome.Refused(refused.Reasons);
        }
        db.Messages.Add(message);
        db.CaseEvents.AddRange(found.Case.Log);
        var contact = read.Direction == MessageDirection.In ? await OwnContact.WrittenAsync(db, campaigns, found.Case, campaign, message, now, ct) : null;
        await log.CommitAsync(db, ct, contact);
        if (read.Direction == MessageDirection.Out)
            outbox.Bell.Ring();
        return new MessageDone(MessageView.Of(message, actor.Name), found.Case.Version);
    });

    /// <summary>"Reintentar ahora": a message that waits, or was given up, is tried at once.</summary>
    public Task<Outcome> RetryAsync(string number, string message, Actor actor, CancellationToken ct) => AttemptedAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.VisibleTo(actor).Where(c => c.Id == id).Join(db.Messages, c => c.Id, m => m.CaseId, (c, m) => new { Message = m, c.Version, c.CampaignId, c.BranchId, IsWorked = db.Cases.WorkedBy(actor).Any(w => w.Id == c.Id) })
            .SingleOrDefaultAsync(f => f.Message.PublicId == message, ct);
        if (found is null)
            return new Outcome.Missing();
        if (!actor.MayWork || !found.IsWorked)
            return new Outcome.Forbidden();
        if (found.Message.Direction != MessageDirection.Out || found.Message.State is not (MessageState.Queued or MessageState.Failed))
            return new Outcome.Refused([new("message.not_waiting")]);
        if (Carrier.Lacks(carriers, found.Message.Channel) is { Count: > 0 } lacks)
            return new Outcome.Refused(lacks);
        var now = clock.Now();
        found.Message.TryNow(now);
        db.Audit.Add(new() { At = now, ById = actor.Id, Type = "message.retried", Target = $"case:{number}", Data = Json.Write(new { message }) });
        await log.CommitAsync(db, ct);
        outbox.Say(id, found.CampaignId, found.BranchId, now);
        outbox.Bell.Ring();
        var by = await db.Users.Where(u => u.Id == found.Message.ById).Select(u => u.Name).SingleOrDefaultAsync(ct);
        return new MessageDone(MessageView.Of(found.Message, by), found.Version);
    });

    /// <summary>The provider delivered it before: to this case, then it is the same message; to another, then it cannot be this one's.</summary>
    private static async Task<Outcome?> RepeatedAsync(OpsDbContext db, Case found, AttemptChannel channel, string providerId, CancellationToken ct)
    {
        var known = await db.Messages.AsNoTracking().Where(m => m.Direction == MessageDirection.In && m.Channel == channel && m.ProviderId == providerId)
            .Select(m => new { Message = m, By = db.Users.Where(u => u.Id == m.ById).Select(u => u.Name).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return known is null ? null
            : known.Message.CaseId == found.Id ? new MessageDone(MessageView.Of(known.Message, known.By), found.Version, IsRepeated: true)
            : new Outcome.Refused([new("message.of_another_case", "providerId")]);
    }

    /// <summary>Somebody else's commit came between, or delivered the same message: everything is looked at again.</summary>
    private static async Task<Outcome> AttemptedAsync(Func<Task<Outcome>> command)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await command();
            }
            catch (DbUpdateException e) when (left > 1 && (CaseDesk.LostTo(e) || e.Entries.Any(entry => entry.Entity is Message)))
            {
            }
        }
    }
}
