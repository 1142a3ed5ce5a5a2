using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>A contact that is in the log, with its mark (docs/rules.md, "Contact log").</summary>
/// <param name="Reason">Null: nothing is marked.</param>
/// <param name="IsRepeated">It was there before, and keeps what it says.</param>
public sealed record ContactLogged(bool IsRecurrent, bool IsRepeat, ContactReason? Reason, bool IsRepeated, string Key) : Outcome.Done(0, Key);

/// <summary>Takes contacts that other systems report: marked in the commit that logs them (docs/rules.md, "Contact log").</summary>
public sealed class ContactDesk(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, ICaseLogTransport log, TimeProvider clock)
{
    private const int Tries = 32;

    /// <summary>The answer is a <see cref="ContactLogged"/>.</summary>
    public async Task<Outcome> RecordAsync(string code, ContactForm form, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await OnceAsync(code, form, actor, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)        // the campaign was changed meanwhile: its thresholds may be others now
            {
            }
        }
    }

    private async Task<Outcome> OnceAsync(string code, ContactForm form, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Campaigns.VisibleTo(actor).Where(c => c.Code == code).Select(c => new { c.Id, c.Version }).SingleOrDefaultAsync(ct) is not { } found)
            return new Outcome.Missing();
        if (!actor.MayWork)
            return new Outcome.Forbidden();
        var campaign = await campaigns.OfAsync(db, found.Id, found.Version, ct);
        if (campaign.Kind != CampaignKind.RepeatContact)
            return new Outcome.Refused([new("case.other_kind")]);
        var now = clock.Now();
        var errors = form.Check(campaign.Settings.Cell, now).ToList();
        var agent = string.IsNullOrWhiteSpace(form.Agent) ? null : await db.FindPersonAsync(form.Agent, ct);
        if (agent is null && !string.IsNullOrWhiteSpace(form.Agent))
            errors.Add(new("unknown", "agent"));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        if (campaign.Status == CampaignStatus.Closed)
            return new Outcome.Refused([new("campaign.closed")]);
        Logged? logged = null;
        await log.CommitAsync(db, ct, save => logged = ContactBook.Record(save, new(campaign.Id, form.ExternalId, form.Account!, form.At!.Value.ToMilliseconds(), form.Channel!)
        {
            Cause = string.IsNullOrWhiteSpace(form.Cause) ? null : form.Cause,
            Symptom = form.Symptom,
            IsComplaint = form.IsComplaint,
            AgentId = agent?.Id,
        }, campaign, now));
        var contact = logged!.Contact;
        return new ContactLogged(contact.IsRecurrent, contact.IsRepeat, ContactReason.Of(contact, campaign.Settings.Cell), logged.IsRepeated, contact.ExternalId);
    }
}
