using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Imports;

/// <summary>Rows become logged contacts; marks are right after each batch, whatever the order of the rows. A contact that the log has already is refused, since nothing of it changes.</summary>
internal sealed class ContactBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    private IReadOnlyList<NewContact> _batch = [];
    private Dictionary<string, int>? _people;

    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new ContactRowReader(run.Plan, run.Campaign, run.Time, run.ImportId);
        var read = Read(run, rows, reader.Read, row => row.Contact.Key);
        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    protected override Action<OpsDbContext>? Also(OpsDbContext db)
    {
        var batch = _batch;
        return save => ContactBook.RecordAll(save, batch, Now);
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<ContactRow>> read, CancellationToken ct)
    {
        var keys = read.Select(r => r.Parsed.Value?.Contact.Key).OfType<string>().ToList();
        var known = await db.Contacts.Where(c => c.CampaignId == run.Campaign.Id && keys.Contains(c.ExternalId)).Select(c => c.ExternalId).ToHashSetAsync(ct);
        _people ??= (await db.Users.AsNoTracking().Select(u => new { u.Id, u.Name, u.Email }).ToListAsync(ct)).SelectMany(u => new[] { (Word: u.Name, u.Id), (Word: u.Email ?? "", u.Id) })
            .GroupBy(u => TextFold.Fold(u.Word.Trim())).Where(g => g.Key.Length > 0 && g.Select(u => u.Id).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First().Id);
        List<NewContact> batch = [];
        foreach (var row in read)
        {
            if (Fault(run, row, known) is { } errors)
            {
                import.Rejected++;
                db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, errors));
                continue;
            }
            import.Created++;
            var (contact, agent) = row.Parsed.Value!;
            batch.Add(contact with { AgentId = agent is not null && _people.TryGetValue(TextFold.Fold(agent.Trim()), out var person) ? person : null });
        }
        _batch = run.IsDryRun ? [] : batch;
    }

    private static IReadOnlyList<RowError>? Fault(ImportRun run, ReadRow<ContactRow> read, HashSet<string> known)
    {
        if (read.Parsed.Value is not { } row)
            return read.Parsed.Errors;
        var column = run.Plan.Find(SchemaField.Meta, row.Contact.ExternalId is null ? ContactColumns.Account : ContactColumns.Key)!.Header;
        return read.SameAsLine is { } first ? [new(read.Raw.Line, column, row.Contact.ExternalId ?? row.Contact.Account, "key.duplicate", first.ToString(CultureInfo.InvariantCulture))]
            : known.Contains(row.Contact.Key) ? [new(read.Raw.Line, column, row.Contact.ExternalId ?? row.Contact.Account, "contact.known")] : null;
    }
}
