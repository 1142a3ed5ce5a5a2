using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Imports;

/// <summary>Rows become cases of the cell: four look-ups a batch. The customer is whoever holds the account, where exactly one does; the agent whoever has that name or e-mail, where exactly one has (docs/rules.md, "Imports of forms").</summary>
internal sealed class EscalationBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : CaseBatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new EscalationRowReader(run.Plan, run.Campaign, run.Time);
        var read = Read(run, rows, reader.Read, row => row.Key);
        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<EscalationFileRow>> read, CancellationToken ct)
    {
        var (created, updated) = await SortAsync(db, run, import, read, ct);
        if (run.IsDryRun || created.Count + updated.Count == 0)
            return;
        var agents = await AgentsAsync(db, ct);
        EscalationRow Made(EscalationFileRow row) => new(row.Key, row.Hash, row.Form, row.At, row.Agent, row.Agent is { } named ? agents.GetValueOrDefault(Bare(named)) : null, Values(run.Campaign, row));
        await UpdateAsync(db, run, updated.ConvertAll(u => (Made(u.Row), u.Id)), ct);
        var holders = await HoldersAsync(db, [.. created.Select(c => Account(c.Row)).Distinct()], ct);
        foreach (var (row, branch) in created)
            db.NewCases.Add(Case.CreateEscalation(run.Campaign, Made(row), branch, holders.GetValueOrDefault(Account(row)), run.ImportId, run.Actor.Id, Now, Clock));
    }

    private async Task UpdateAsync(OpsDbContext db, ImportRun run, List<(EscalationRow Row, long Id)> updated, CancellationToken ct)
    {
        if (updated.Count == 0)
            return;
        var ids = updated.ConvertAll(u => u.Id);
        var cases = await db.Cases.Include(c => c.Responsible).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var (row, id) in updated)
            cases[id].UpdateByImport(run.Campaign, row, run.ImportId, run.Actor.Id, Now, Clock);
        db.CaseEvents.AddRange(cases.Values.SelectMany(c => c.Log));
    }

    /// <summary>A branch is a base column too, as with the forms that people fill in here.</summary>
    private static IReadOnlyDictionary<string, FieldValue> Values(Campaign campaign, EscalationFileRow row) =>
        row.Branch is { } branch && campaign.Schema.Find(SchemaField.Base, campaign.Settings.BranchColumn) is { } column ? new Dictionary<string, FieldValue>(row.Values) { [column.Key] = new(branch, null) } : row.Values;

    /// <summary>People by name and by e-mail; two of one name are nobody.</summary>
    private static async Task<Dictionary<string, int?>> AgentsAsync(OpsDbContext db, CancellationToken ct)
    {
        var people = await db.Users.AsNoTracking().Select(u => new { u.Id, u.Name, u.Email }).ToListAsync(ct);
        return people.SelectMany(p => new[] { p.Name, p.Email }.OfType<string>().Select(named => (Key: Bare(named), p.Id))).Distinct().GroupBy(p => p.Key).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => (int?)g.Single().Id);
    }

    private static async Task<Dictionary<string, Customer>> HoldersAsync(OpsDbContext db, List<string> accounts, CancellationToken ct)
    {
        var found = await db.Customers.Include(c => c.ContactPoints).Include(c => c.Accounts).Where(c => c.Accounts.Any(a => EF.Parameter(accounts).Contains(a.Key))).AsSplitQuery().ToListAsync(ct);
        return found.SelectMany(c => c.Accounts.Select(a => a.Key).Distinct().Select(key => (key, c))).GroupBy(h => h.key).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().c);
    }

    private static string Account(EscalationFileRow row) => Bare(row.Form.Account!);

    private static string Bare(string text) => TextFold.Fold(text.Trim());
}
