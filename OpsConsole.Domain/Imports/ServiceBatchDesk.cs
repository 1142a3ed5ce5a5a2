using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>Rows become service cases with their customers: two look-ups a batch. A customer is known by the document; without one each case has its own until somebody says that two are one.</summary>
internal sealed class ServiceBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : CaseBatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        Func<RawRow, Parsed<ServiceRow>> reading = run.Campaign.Kind == CampaignKind.Retention
            ? new RetentionRowReader(run.Plan, run.Campaign, run.Time).Read
            : new ServiceRowReader(run.Plan, run.Campaign, run.Time).Read;
        var read = Read(run, rows, reading, row => row.Key);
        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<ServiceRow>> read, CancellationToken ct)
    {
        var (created, updated) = await SortAsync(db, run, import, read, ct);
        if (run.IsDryRun)
            return;
        await UpdateAsync(db, run, updated, ct);
        await CreateAsync(db, run, created, ct);
    }

    private async Task UpdateAsync(OpsDbContext db, ImportRun run, List<(ServiceRow Row, long Id)> updated, CancellationToken ct)
    {
        if (updated.Count == 0)
            return;
        var ids = updated.ConvertAll(u => u.Id);
        var cases = await db.Cases.Include(c => c.Responsible).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var (row, id) in updated)
            cases[id].UpdateByImport(run.Campaign, Content(row), run.ImportId, run.Actor.Id, Now, Clock);
        db.CaseEvents.AddRange(cases.Values.SelectMany(c => c.Log));
    }

    private async Task CreateAsync(OpsDbContext db, ImportRun run, List<(ServiceRow Row, int Branch)> created, CancellationToken ct)
    {
        var documents = created.Select(c => c.Row.Customer?.Document).OfType<DocumentForm>().Select(KeyOf).Select(k => k.Key).Distinct().ToList();
        var customers = (await db.Customers.Where(c => c.DocumentKey != null && documents.Contains(c.DocumentKey)).ToListAsync(ct)).ToDictionary(c => (c.DocumentKey!, c.DocumentType!, c.DocumentCountry ?? ""));
        foreach (var (row, branch) in created)
        {
            var customer = row.Customer is not { } form ? null : form.Document is { } document && customers.TryGetValue(KeyOf(document), out var same) ? same : await MakeAsync(db, run, form, customers, ct);
            db.NewCases.Add(Case.CreateService(run.Campaign, Content(row), branch, run.ImportId, run.Actor.Id, Now, Clock, customer));
        }
    }

    private async Task<Customer?> MakeAsync(OpsDbContext db, ImportRun run, CustomerForm form, Dictionary<(string, string, string), Customer> customers, CancellationToken ct)
    {
        var (made, errors, refusal) = await CustomerWriter.MakeAsync(db, form, run.Actor.Id, Now, ct, imported: true, looked: true);
        if (made is null)
            throw new InvalidOperationException($"A customer that was read cannot be made: {(refusal ?? errors[0]).Code}.");
        if (form.Document is { } document)
            customers[KeyOf(document)] = made;
        return made;
    }

    private static (string Key, string Type, string Country) KeyOf(DocumentForm document) =>
        (DocumentRules.Compact(document.Number!, document.Type!), document.Type!, DocumentRules.CountryOf(document.Type!, document.Country) ?? "");

    private static ServiceContent Content(ServiceRow row) => new(row.Key, row.Hash, row.Type, row.Description, row.Priority, row.Account, row.Values);
}
