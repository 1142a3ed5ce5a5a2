using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>A row of which a case is made: by its key it is known again, by its hash that it says something else.</summary>
internal interface ICaseRow
{
    string Key { get; }

    string? Branch { get; }

    string Hash { get; }
}

/// <summary>Rows become cases, one each.</summary>
internal abstract class CaseBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock)
{
    /// <summary>Which are new, changed, known or refused, by one look-up: counts them, and writes down what is wrong or doubtful.</summary>
    protected static async Task<(List<(T Row, int Branch)> Created, List<(T Row, long Id)> Updated)> SortAsync<T>(OpsDbContext db, ImportRun run, Import import, List<ReadRow<T>> read, CancellationToken ct) where T : class, ICaseRow
    {
        var keys = read.Select(r => r.Parsed.Value?.Key).OfType<string>().ToList();
        var known = (await db.Cases.AsNoTracking().Where(c => c.CampaignId == run.Campaign.Id && keys.Contains(c.ExternalId!))
            .Select(c => new { c.ExternalId, Known = new KnownCase(c.Id, c.RowHash, c.Status, c.BranchId, c.IsAlert, "") }).ToListAsync(ct)).ToDictionary(c => c.ExternalId!, c => c.Known);
        List<(T Row, int Branch)> created = [];
        List<(T Row, long Id)> updated = [];
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
                    continue;
            }

            if (row.Parsed.Warnings.Count == 0)
                continue;
            import.Warnings++;
            db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, row.Parsed.Warnings, isWarning: true));
        }
        return (created, updated);
    }

    /// <summary>Why not; or the branch of a new case; or the id of the one that changes; nothing: it is there as the row says.</summary>
    private static (IReadOnlyList<RowError>? Errors, int? Branch, long? Id) Decide<T>(ImportRun run, ReadRow<T> read, Dictionary<string, KnownCase> known) where T : class, ICaseRow
    {
        if (read.Parsed.Value is not { } row)
            return (read.Parsed.Errors, null, null);
        var format = ImportKind.Format(run.Kind, run.Campaign.Kind)!;
        RowError Error(string field, string? value, string code, params string[] args) => new(read.Raw.Line, run.Plan.Find(format.Source, field)?.Header ?? field, value, code, args);
        if (read.SameAsLine is { } first)
            return ([Error(format.Key, row.Key, "key.duplicate", first.ToString(CultureInfo.InvariantCulture))], null, null);
        if (known.TryGetValue(row.Key, out var found))
            return found.RowHash == row.Hash ? (null, null, null)
                : found.Status == CaseStatus.Completed ? ([Error(format.Key, row.Key, "case_completed", CaseNumber.Of(found.Id))], null, null) : (null, null, found.Id);
        var (branch, code, args) = run.Branches.Judge(row.Branch);
        return branch is null ? ([Error(format.Branch, row.Branch, code!, args)], null, null) : (null, branch.Id, null);
    }
}
