using System.Globalization;
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
internal sealed class EscalationBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new EscalationRowReader(run.Plan, run.Campaign, run.Time);
        var read = rows.Select(row =>
        {
            var parsed = reader.Read(row);
            return new ReadRow<EscalationFileRow>(row, parsed, parsed.Value is { } value ? run.Seen.FirstLine(value.Key, row.Line) : null);
        }).ToList();
        if (run.Done > 0)
        {
            var known = Math.Min(run.Done, read.Count);
            run.Done -= known;
            read.RemoveRange(0, known);
        }

        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<EscalationFileRow>> read, CancellationToken ct)
    {
        var keys = read.Select(r => r.Parsed.Value?.Key).OfType<string>().ToList();
        var known = (await db.Cases.AsNoTracking().Where(c => c.CampaignId == run.Campaign.Id && keys.Contains(c.ExternalId!))
            .Select(c => new { c.ExternalId, Known = new KnownCase(c.Id, c.RowHash, c.Status, c.BranchId, c.IsAlert, "") }).ToListAsync(ct)).ToDictionary(c => c.ExternalId!, c => c.Known);
        List<(EscalationFileRow Row, int Branch)> created = [];
        List<(EscalationFileRow Row, long Id)> updated = [];
        foreach (var row in read)
        {
            switch (Decide(run, row, known))
            {
                case (null, null, null):
                    import.Unchanged++;
                    break;
                case (null, { } branch, _):
                    import.Created++;
                    created.Add((row.Parsed.Value!, branch));
                    break;
                case (null, _, { } id):
                    import.Updated++;
                    updated.Add((row.Parsed.Value!, id));
                    break;
                case ({ } errors, _, _):
                    import.Rejected++;
                    db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, errors));
                    break;
            }
        }

        if (run.IsDryRun || created.Count + updated.Count == 0)
            return;
        var agents = await AgentsAsync(db, ct);
        EscalationRow Made(EscalationFileRow row) => new(row.Key, row.Hash, row.Form, row.At, row.Agent, row.Agent is { } named ? agents.GetValueOrDefault(Bare(named)) : null, Values(run.Campaign, row));
        await UpdateAsync(db, run, updated.ConvertAll(u => (Made(u.Row), u.Id)), ct);
        var holders = await HoldersAsync(db, [.. created.Select(c => Account(c.Row)).Distinct()], ct);
        foreach (var (row, branch) in created)
            db.NewCases.Add(Case.CreateEscalation(run.Campaign, Made(row), branch, holders.GetValueOrDefault(Account(row)), run.ImportId, run.Actor.Id, Now, Clock));
    }

    /// <summary>Why not; or the branch of a new case; or the id of the one that changes; nothing: it is there as the row says.</summary>
    private static (IReadOnlyList<RowError>? Errors, int? Branch, long? Id) Decide(ImportRun run, ReadRow<EscalationFileRow> read, Dictionary<string, KnownCase> known)
    {
        if (read.Parsed.Value is not { } row)
            return (read.Parsed.Errors, null, null);
        RowError Error(string field, string? value, string code, params string[] args) => new(read.Raw.Line, run.Plan.Find(SchemaField.Meta, field)?.Header ?? field, value, code, args);
        if (read.SameAsLine is { } first)
            return ([Error(EscalationColumns.Key, row.Key, "key.duplicate", first.ToString(CultureInfo.InvariantCulture))], null, null);
        if (known.TryGetValue(row.Key, out var found))
            return found.RowHash == row.Hash ? (null, null, null)
                : found.Status == CaseStatus.Completed ? ([Error(EscalationColumns.Key, row.Key, "case_completed", CaseNumber.Of(found.Id))], null, null) : (null, null, found.Id);
        var (branch, code, args) = run.Branches.Judge(row.Branch);
        return branch is null ? ([Error(EscalationColumns.Branch, row.Branch, code!, args)], null, null) : (null, branch.Id, null);
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
