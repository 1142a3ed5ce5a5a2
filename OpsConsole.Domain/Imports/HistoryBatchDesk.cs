using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>Event rows become entries of the log, and cases that stand as their events left them: two look-ups a batch. The events of a case may come in any number of batches and files, in any order (docs/rules.md, "Imported history").</summary>
internal sealed class HistoryBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new HistoryRowReader(run.Plan, run.Campaign, run.Time);
        var read = Left(run, rows.Select(row => Tell(run, row, reader.Read(row))));
        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    /// <summary>An event with a name of its own may stand in a file once; of those without, the file may hold the same one several times: which of them this is.</summary>
    private static Told Tell(ImportRun run, RawRow raw, Parsed<HistoryRow> parsed) => parsed.Value is not { } row ? new(raw, parsed, null, 0)
        : row.Step.EventId is null ? new(raw, parsed, null, run.Seen.Nth(row.Identity))
        : new(raw, parsed, run.Seen.FirstLine(row.Identity, raw.Line), 1);

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<Told> read, CancellationToken ct)
    {
        var known = await KnownAsync(db, run, read.Select(r => r.Parsed.Value?.Key).OfType<string>().Distinct().ToList(), ct);
        foreach (var told in read)
            switch (Decide(run, told, known))
            {
                case { } errors when errors.Count > 0:
                    import.Rejected++;
                    db.ImportErrors.AddRange(ImportErrors.Of(import.Id, told.Raw, errors));
                    break;
                case null:
                    import.Unchanged++;
                    break;
                default:
                    var its = known[told.Parsed.Value!.Key];
                    if (its.Case is null || its.Case.ImportId == run.ImportId)
                        import.Created++;
                    else
                        import.Updated++;
                    break;
            }

        run.NewKeys.UnionWith(known.Where(k => k.Value is { Case: null, Rows.Count: > 0 }).Select(k => k.Key));
        if (run.IsDryRun)
            return;
        foreach (var (key, its) in known.Where(k => k.Value.Rows.Count > 0))
        {
            if (its.Case is not { } found)
                db.NewCases.Add(Case.CreateHistory(run.Campaign, key, its.Rows, run.ImportId, Now));
            else
            {
                found.AddHistory(run.Campaign, its.Log.Steps, its.Rows, run.ImportId, Now);
                db.CaseEvents.AddRange(found.Log);
            }
        }
    }

    private static async Task<Dictionary<string, Known>> KnownAsync(OpsDbContext db, ImportRun run, List<string> keys, CancellationToken ct)
    {
        var cases = await db.Cases.Where(c => c.CampaignId == run.Campaign.Id && keys.Contains(c.ExternalId!)).ToDictionaryAsync(c => c.ExternalId!, ct);
        var ids = cases.Values.Select(c => c.Id).ToList();
        var logs = (await db.CaseEvents.AsNoTracking().Where(e => ids.Contains(e.CaseId)).ToListAsync(ct)).ToLookup(e => e.CaseId);
        return keys.ToDictionary(key => key, key => cases.TryGetValue(key, out var found) ? new Known(found, new(logs[found.Id])) : new Known(null, new([])));
    }

    /// <summary>Why not; nothing: it goes in and stands among the case's rows; null: it is in the log already.</summary>
    private static IReadOnlyList<RowError>? Decide(ImportRun run, Told told, Dictionary<string, Known> known)
    {
        if (told.Parsed.Value is not { } row)
            return told.Parsed.Errors;
        IReadOnlyList<RowError> Error(string column, string? value, string code, params string[] args) => [new(told.Raw.Line, run.Plan.Find(Campaigns.SchemaField.Meta, column)?.Header, value, code, args)];
        if (told.SameAsLine is { } first)
            return Error(HistoryColumns.EventId, row.Step.EventId, "key.duplicate", first.ToString(CultureInfo.InvariantCulture));
        var its = known[row.Key];
        if (its.Find(row, told.Nth) is { } same)
            return same.At == row.Step.At && same.Activity == row.Step.Activity ? null : Error(HistoryColumns.EventId, row.Step.EventId, "history.event_changed");
        if (its.Case is { } made && (!its.Log.IsHistory || its.Log.IsWorked))
            return Error(HistoryColumns.Key, row.Key, its.Log.IsHistory ? "history.case_worked" : "history.other_case", made.Number);
        var (branch, code, args) = run.Branches.Judge(row.Branch);
        if (branch is null)
            return Error(HistoryColumns.Branch, row.Branch, code!, args);
        its.Rows.Add(row.Step with { BranchId = branch.Id });
        return [];
    }

    /// <param name="Nth">The how manieth event of the file that looks like this one.</param>
    private sealed record Told(RawRow Raw, Parsed<HistoryRow> Parsed, int? SameAsLine, int Nth);

    /// <summary>A case of the batch: as it is, what its log holds, and what the batch adds.</summary>
    private sealed record Known(Case? Case, HistoryLog Log)
    {
        public List<HistoryStep> Rows { get; } = [];

        /// <summary>The entry that the row stands for, where there is one already.</summary>
        public HistoryStep? Find(HistoryRow row, int nth)
        {
            var all = Log.Steps.Concat(Rows);
            return row.Step.EventId is { } id
                ? all.FirstOrDefault(s => s.EventId == id)
                : all.Where(s => s.EventId is null && s.At == row.Step.At && s.Activity == row.Step.Activity).ElementAtOrDefault(nth - 1);
        }
    }
}
