using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>How the customer of a case stands.</summary>
/// <param name="Accounts">Whether there is an account that contacts could be of.</param>
/// <param name="Holders">Whose contacts they are; empty: nobody contacted from these accounts yet.</param>
/// <param name="Reason">Null: not marked now.</param>
/// <param name="HoldsUntil">When a window ends, if nothing else happens, so that the mark has to be looked at again.</param>
public sealed record CustomerStanding(bool Accounts, IReadOnlyList<long> Holders, ContactReason? Reason, DateTime? HoldsUntil)
{
    public static readonly CustomerStanding Unknown = new(false, [], null, null);
}

/// <summary>Reads the contact log (docs/rules.md, "Contact log").</summary>
public sealed class ContactQueries(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, TimeProvider clock)
{
    /// <summary>The mark of a case's customer while a window holds, by the thresholds of the campaign in whose log the last contact stands. Null: no such case for this person.</summary>
    public async Task<CustomerStanding?> OfCaseAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.VisibleTo(actor).Where(c => c.Id == id)
            .Select(c => new { c.Account, Held = db.Customers.Where(o => o.PublicId == c.CustomerId).SelectMany(o => o.Accounts).Select(a => a.Key).ToList() }).AsSingleQuery().SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        List<string> accounts = string.IsNullOrWhiteSpace(found.Account) ? found.Held : [NewContact.KeyOf(found.Account)];
        if (accounts.Count == 0)
            return CustomerStanding.Unknown;
        var (now, since) = (clock.Now(), clock.Now().AddDays(-RepeatThresholds.MostDays));
        var own = db.AccountHolders.Where(h => EF.Parameter(accounts).Contains(h.AccountKey)).Select(h => h.HolderId).Distinct();
        var rows = await own.SelectMany(h => db.Contacts.Where(c => c.HolderId == h && c.At >= since && c.At <= now).DefaultIfEmpty(),
            (h, c) => new { Holder = h, Contact = c, Version = c == null ? 0 : db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Version).First() }).AsNoTracking().ToListAsync(ct);
        var holders = rows.Select(r => r.Holder).Distinct().ToList();
        var contacts = rows.Select(r => r.Contact).OfType<LoggedContact>().ToList();
        if (contacts.MaxBy(c => (c.At, c.Id)) is not { } last)
            return new(true, holders, null, null);
        var cell = (await campaigns.OfAsync(db, last.CampaignId, rows.First(r => r.Contact?.Id == last.Id).Version, ct)).Settings.Cell;
        var history = new HolderHistory(contacts.Select(c => new CountedContact(c.Id, c.At, c.SymptomKey, c.IsComplaint)));
        var mark = history.MarkAt(now, cell.Thresholds);
        var reason = ContactReason.Of(mark, contacts.Find(c => c.Id == mark.Last), cell);
        return new(true, holders, reason, reason is null ? null : contacts.SelectMany(c => new[] { c.At.AddDays(cell.Thresholds.Recurrent.Days), c.At.AddDays(cell.Thresholds.Repeat.Days) }).Where(end => end >= now).Min());
    }
}
