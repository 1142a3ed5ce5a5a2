using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>Base rows are kept under their reference; open cases behind a changed row show its new values, completed ones keep theirs.</summary>
internal sealed class BaseBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new BaseRowReader(run.Plan, run.Campaign, run.Time);
        var read = Read(run, rows, reader.Read, row => row.Reference);
        return read.Count == 0 || await CommitAsync(run, read.Count, (db, import, _) => ApplyAsync(db, run, import, read, ct), ct);
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<BaseRow>> read, CancellationToken ct)
    {
        var wanted = read.Select(r => r.Parsed.Value?.Reference).OfType<string>().Distinct().ToList();
        var known = await db.BaseRecords.Where(r => r.CampaignId == run.Campaign.Id && wanted.Contains(r.Reference)).ToDictionaryAsync(r => r.Reference, ct);
        var changed = new Dictionary<string, BaseRow>();
        foreach (var row in read)
        {
            if (row.Parsed.Value is not { } value || row.SameAsLine is not null)
            {
                import.Rejected++;
                db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, row.SameAsLine is { } first
                    ? [new RowError(row.Raw.Line, null, row.Parsed.Value!.Reference, "key.duplicate", first.ToString(System.Globalization.CultureInfo.InvariantCulture))]
                    : row.Parsed.Errors));
                continue;
            }

            var before = known.GetValueOrDefault(value.Reference);
            if (before is { IsRemoved: false } && before.RowHash == value.Hash)
            {
                import.Unchanged++;
                continue;
            }

            _ = before is { IsRemoved: false } ? import.Updated++ : import.Created++;
            changed[value.Reference] = value;
            if (!run.IsDryRun)
                Keep(db, run, import.Id, before, value);
        }

        if (!run.IsDryRun && changed.Count > 0)
            await UpdateCasesAsync(db, run, changed, ct);
    }

    private static void Keep(OpsDbContext db, ImportRun run, string importId, BaseRecord? before, BaseRow row)
    {
        var record = before ?? new() { CampaignId = run.Campaign.Id, Reference = row.Reference, RowHash = "", ImportId = importId, Values = "{}" };
        db.BaseRecordChanges.Add(before is { IsRemoved: false }
            ? new() { ImportId = importId, BaseRecord = record, FormerHash = record.RowHash, FormerValues = record.Values, FormerImportId = record.ImportId }
            : new() { ImportId = importId, BaseRecord = record });
        (record.RowHash, record.Values, record.ImportId, record.IsRemoved) = (row.Hash, Json.Write(row.Values), importId, false);
    }

    private async Task UpdateCasesAsync(OpsDbContext db, ImportRun run, Dictionary<string, BaseRow> changed, CancellationToken ct)
    {
        var references = changed.Keys.ToList();
        var cases = await db.Cases.Include(c => c.Responsible).Where(c => c.CampaignId == run.Campaign.Id && c.IsOpen && !c.IsRemoved && references.Contains(c.CustomerRef!)).ToListAsync(ct);
        foreach (var found in cases)
            found.UpdateBase(run.Campaign, changed[found.CustomerRef!].Values, run.ImportId, run.Actor.Id, Now);
        db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
    }
}
