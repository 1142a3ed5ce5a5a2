using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Data;

/// <summary>Writes the contact log and its marks within the turn of the log, so that no two contacts of a customer are marked at the same time (docs/rules.md, "Contact log"). Nothing here saves what the context tracks.</summary>
internal static class ContactBook
{
    private const int Slice = 500;

    /// <summary>All that a mark needs in one statement: does what was read of the campaign still hold, whose account it is, and that customer's contacts around the moment, from the index alone.</summary>
    private const string Window = """
        SELECT k."Version", h."HolderId", c."Id", c."At", c."SymptomKey", c."IsComplaint" FROM "Campaigns" k LEFT JOIN "AccountHolders" h ON h."AccountKey" = @account
        LEFT JOIN "ContactLog" c ON c."HolderId" = h."HolderId" AND c."At" >= @from AND c."At" <= @to WHERE k."Id" = @campaign
        """;

    /// <summary>The log that a campaign's own activity goes into: its own, or that of the oldest published cell. Null: there is none.</summary>
    public static async Task<Campaign?> LogOfAsync(OpsDbContext db, KnownCampaigns campaigns, Campaign campaign, CancellationToken ct)
    {
        if (campaign.Kind == CampaignKind.RepeatContact)
            return campaign;
        var cell = await db.Campaigns.Where(c => c.Kind == CampaignKind.RepeatContact && c.Status == CampaignStatus.Published).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).Select(c => new { c.Id, c.Version }).FirstOrDefaultAsync(ct);
        return cell is null ? null : await campaigns.OfAsync(db, cell.Id, cell.Version, ct);
    }

    /// <summary>Logs and marks one contact; one that is there already keeps what it says.</summary>
    /// <param name="log">The campaign whose log it is, as it was read; where it changed since, the command is to look again.</param>
    public static Logged Record(OpsDbContext db, NewContact contact, Campaign log, DateTime now)
    {
        var found = Read(db, contact, log);
        if (found.Version != log.Version)
            throw new DbUpdateConcurrencyException("The campaign was changed meanwhile.");
        if (found.HolderId is null)
        {
            Know(db, [contact.AccountKey]);
            found = Read(db, contact, log);
        }
        var history = new HolderHistory([.. found.Contacts, new(long.MaxValue, contact.At, contact.SymptomKey, contact.IsComplaint)]);
        var mark = history.MarkOf(history.Contacts.Index().First(c => c.Item.Id == long.MaxValue).Index, log.Settings.Cell.Thresholds);
        if (!Insert(db, contact, found.HolderId!.Value, mark, now))
            return new(db.Contacts.AsNoTracking().Single(c => c.CampaignId == contact.CampaignId && c.ExternalId == contact.Key), IsRepeated: true);
        if (history.Contacts[^1].Id != long.MaxValue)
            Remark(db, [found.HolderId.Value], contact.At, contact.At.AddDays(RepeatThresholds.MostDays));
        return new(db.Contacts.AsNoTracking().Single(c => c.CampaignId == contact.CampaignId && c.ExternalId == contact.Key), IsRepeated: false);
    }

    /// <summary>Logs many and marks all that they touch, whatever their order; those that are there already are left out.</summary>
    public static void RecordAll(OpsDbContext db, IReadOnlyList<NewContact> contacts, DateTime now)
    {
        if (contacts.Count == 0)
            return;
        var keys = contacts.Select(c => c.AccountKey).Distinct().ToList();
        Know(db, [.. keys.Except(db.AccountHolders.Where(h => EF.Parameter(keys).Contains(h.AccountKey)).Select(h => h.AccountKey))]);
        var holders = db.AccountHolders.Where(h => EF.Parameter(keys).Contains(h.AccountKey)).ToDictionary(h => h.AccountKey, h => h.HolderId);
        foreach (var contact in contacts)
            Insert(db, contact, holders[contact.AccountKey], default, now);
        Remark(db, [.. holders.Values.Distinct()], contacts.Min(c => c.At), contacts.Max(c => c.At).AddDays(RepeatThresholds.MostDays));
    }

    /// <summary>What an import brought goes, a slice at a time; false: nothing was left.</summary>
    public static bool Remove(OpsDbContext db, string importId)
    {
        var gone = db.Contacts.Where(c => c.ImportId == importId).OrderBy(c => c.Id).Take(Slice).Select(c => new { c.Id, c.HolderId, c.At }).ToList();
        if (gone.Count == 0)
            return false;
        var ids = gone.ConvertAll(c => c.Id);
        db.Contacts.Where(c => EF.Parameter(ids).Contains(c.Id)).ExecuteDelete();
        Remark(db, [.. gone.Select(c => c.HolderId).Distinct()], gone.Min(c => c.At), gone.Max(c => c.At).AddDays(RepeatThresholds.MostDays));
        return true;
    }

    /// <summary>Marks of these customers' contacts between two moments anew, by the thresholds as they are now.</summary>
    /// <returns>How many changed.</returns>
    public static int Remark(OpsDbContext db, IReadOnlyCollection<long> holders, DateTime? from = null, DateTime? to = null)
    {
        var thresholds = Thresholds(db);
        var changed = 0;
        foreach (var slice in holders.Chunk(Slice))
        {
            var ids = slice.ToList();
            var contacts = db.Contacts.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.HolderId));
            if (from is { } first && first.AddDays(-RepeatThresholds.MostDays) is var since)
                contacts = contacts.Where(c => c.At >= since);
            if (to is { } last)
                contacts = contacts.Where(c => c.At <= last);
            var rows = contacts.Select(c => new { c.Id, c.HolderId, c.CampaignId, c.At, c.SymptomKey, c.IsComplaint, Mark = new ContactMark(c.IsRecurrent, c.IsRepeat, c.InWindow, c.SameInWindow) }).ToList();
            foreach (var own in rows.GroupBy(r => r.HolderId))
            {
                var (byId, history) = (own.ToDictionary(r => r.Id), new HolderHistory(own.Select(r => new CountedContact(r.Id, r.At, r.SymptomKey, r.IsComplaint))));
                for (var place = 0; place < history.Contacts.Count; place++)
                {
                    var row = byId[history.Contacts[place].Id];
                    if (row.At < from || history.MarkOf(place, thresholds.GetValueOrDefault(row.CampaignId) ?? new()) is var mark && mark == row.Mark)
                        continue;
                    db.Database.ExecuteSql($"""UPDATE "ContactLog" SET "IsRecurrent" = {mark.IsRecurrent}, "IsRepeat" = {mark.IsRepeat}, "InWindow" = {mark.Contacts}, "SameInWindow" = {mark.Same} WHERE "Id" = {row.Id}""");
                    changed++;
                }
            }
        }
        return changed;
    }

    /// <summary>Accounts hang together otherwise than before: those concerned are grouped anew, their contacts follow and are marked anew.</summary>
    /// <param name="accounts">Folded.</param>
    /// <param name="customers">Public ids of those whose accounts are concerned too.</param>
    /// <param name="cases">Of whose merges something changed.</param>
    public static void Regroup(OpsDbContext db, IEnumerable<string> accounts, IEnumerable<string>? customers = null, IEnumerable<long>? cases = null)
    {
        if (!db.AccountHolders.Any())
            return;
        var graph = new HolderGraph(db);
        var (known, todo) = (new Dictionary<string, (long Id, long Holder)>(), graph.Accounts(accounts, customers ?? [], cases ?? []));
        var groups = new List<HashSet<string>>();
        while (todo.Count > 0)
        {
            var group = graph.GroupOf(todo.First());
            groups.Add(group);
            todo.ExceptWith(group);
            var keys = group.ToList();
            var holders = db.AccountHolders.Where(h => EF.Parameter(keys).Contains(h.AccountKey)).Select(h => h.HolderId).Distinct().ToList();
            foreach (var row in db.AccountHolders.AsNoTracking().Where(h => EF.Parameter(keys).Contains(h.AccountKey) || EF.Parameter(holders).Contains(h.HolderId)).ToList())
                if (known.TryAdd(row.AccountKey, (row.Id, row.HolderId)) && !group.Contains(row.AccountKey) && !groups.Exists(g => g.Contains(row.AccountKey)))
                    todo.Add(row.AccountKey);       // hung together until now: is to be asked too
        }
        var moved = new HashSet<long>();
        foreach (var group in groups)
        {
            var own = group.Where(known.ContainsKey).ToDictionary(k => k, k => known[k]);
            if (own.Count == 0)
                continue;
            var holder = own.Values.Min(h => h.Id);
            foreach (var (account, (id, before)) in own.Where(h => h.Value.Holder != holder))
            {
                db.AccountHolders.Where(h => h.Id == id).ExecuteUpdate(set => set.SetProperty(h => h.HolderId, holder));
                var written = db.Contacts.Where(c => c.HolderId == before).Select(c => c.Account).Distinct().ToList().FindAll(a => NewContact.KeyOf(a) == account);
                if (written.Count > 0)
                    db.Contacts.Where(c => c.HolderId == before && EF.Parameter(written).Contains(c.Account)).ExecuteUpdate(set => set.SetProperty(c => c.HolderId, holder));
                moved.UnionWith([before, holder]);
            }
        }
        Remark(db, moved);
    }

    /// <summary>The statement that a mark rests on; <see cref="RecordAll"/> and what comes late ask more.</summary>
    internal static (long Version, long? HolderId, List<CountedContact> Contacts) Read(OpsDbContext db, NewContact contact, Campaign log)
    {
        var thresholds = log.Settings.Cell.Thresholds;
        using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (Window, db.Database.CurrentTransaction?.GetDbTransaction());
        Add(command, "account", contact.AccountKey);
        Add(command, "from", contact.At.AddDays(-Math.Max(thresholds.Recurrent.Days, thresholds.Repeat.Days)));
        Add(command, "to", contact.At.AddDays(RepeatThresholds.MostDays));
        Add(command, "campaign", log.Id);
        var (version, holder, contacts) = (0L, (long?)null, new List<CountedContact>());
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            (version, holder) = (rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt64(1));
            if (!rows.IsDBNull(2))
                contacts.Add(new(rows.GetInt64(2), DateTime.SpecifyKind(rows.GetDateTime(3), DateTimeKind.Utc), rows.IsDBNull(4) ? null : rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetBoolean(5)));
        }
        return (version, holder, contacts);
    }

    /// <summary>Accounts that nobody contacted from before get a holder: themselves, or that of what they hang together with.</summary>
    private static void Know(OpsDbContext db, IReadOnlyCollection<string> accounts)
    {
        foreach (var account in accounts)
            db.Database.ExecuteSql($"""INSERT INTO "AccountHolders" ("AccountKey", "HolderId") VALUES ({account}, 0)""");
        db.Database.ExecuteSql($"""UPDATE "AccountHolders" SET "HolderId" = "Id" WHERE "HolderId" = 0""");
        if (accounts.Count > 0 && new HolderGraph(db).Linked(accounts) is { Count: > 0 } linked)
            Regroup(db, linked);
    }

    private static bool Insert(OpsDbContext db, NewContact c, long holder, ContactMark mark, DateTime now)
    {
        var symptom = string.IsNullOrWhiteSpace(c.Symptom) ? null : c.Symptom.Trim();
        return db.Database.ExecuteSql($"""
            INSERT INTO "ContactLog" ("CampaignId", "ExternalId", "Account", "HolderId", "At", "RecordedAt", "Channel", "Cause", "Symptom", "SymptomKey", "IsComplaint", "AgentId", "AgentName", "CaseId", "ImportId", "IsRecurrent", "IsRepeat", "InWindow", "SameInWindow")
            VALUES ({c.CampaignId}, {c.Key}, {c.Account.Trim()}, {holder}, {c.At}, {now}, {c.Channel}, {c.Cause}, {symptom}, {c.SymptomKey}, {c.IsComplaint}, {c.AgentId}, {c.AgentName}, {c.CaseId}, {c.ImportId}, {mark.IsRecurrent}, {mark.IsRepeat}, {mark.Contacts}, {mark.Same})
            ON CONFLICT ("CampaignId", "ExternalId") DO NOTHING
            """) > 0;
    }

    private static Dictionary<int, RepeatThresholds> Thresholds(OpsDbContext db) =>
        db.Campaigns.AsNoTracking().Where(c => c.Kind == CampaignKind.RepeatContact).Select(c => new { c.Id, c.Settings }).AsEnumerable().ToDictionary(c => c.Id, c => c.Settings.Cell.Thresholds);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>A contact as it is stored now.</summary>
/// <param name="IsRepeated">It was there before.</param>
internal sealed record Logged(LoggedContact Contact, bool IsRepeated);
