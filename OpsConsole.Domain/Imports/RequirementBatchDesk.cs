using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Imports;

/// <summary>Rows become requirements and insistences, by the rules that a person's ticket has: where the assistant says that the supervisors have to see to it, the row is rejected and they get the requirement (docs/rules.md, "Imports of requirements").</summary>
internal sealed class RequirementBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new RequirementRowReader(run.Plan, run.Campaign, run.Time);
        var read = Read(run, rows, reader.Read, row => row.Key);
        foreach (var part in Parts(read))
            if (!await CommitAsync(run, part.Count, (db, import, _) => ApplyAsync(db, run, import, part, ct), ct))
                return false;
        return true;
    }

    /// <summary>An insistence is judged by what is on disk: where its requirement, or another insistence on it, stands in the same part, the next part begins.</summary>
    private static IEnumerable<List<ReadRow<RequirementFileRow>>> Parts(List<ReadRow<RequirementFileRow>> read)
    {
        var (part, keys) = (new List<ReadRow<RequirementFileRow>>(), new HashSet<string>());
        foreach (var row in read)
        {
            if (row.Parsed.Value is { Initial: { } initial } && keys.Contains(initial))
            {
                yield return part;
                (part, keys) = ([], []);
            }
            part.Add(row);
            if (row.Parsed.Value is { } value)
                keys.UnionWith(value.Initial is { } of ? [value.Key, of] : [value.Key]);
        }
        if (part.Count > 0)
            yield return part;
    }

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<RequirementFileRow>> read, CancellationToken ct)
    {
        var keys = read.Select(r => r.Parsed.Value).OfType<RequirementFileRow>().SelectMany(r => r.Initial is { } of ? new[] { r.Key, of } : [r.Key]).Distinct().ToList();
        var known = (await db.Cases.AsNoTracking().Where(c => c.CampaignId == run.Campaign.Id && keys.Contains(c.ExternalId!))
            .Select(c => new { c.ExternalId, c.Subject, c.InitialId, Known = new KnownCase(c.Id, c.RowHash, c.Status, c.BranchId, c.IsAlert, "") }).ToListAsync(ct)).ToDictionary(c => c.ExternalId!);
        foreach (var row in read)
        {
            var errors = row.Parsed.Value is { } value ? Check(run, row, value, known.GetValueOrDefault(value.Key)?.Known) : row.Parsed.Errors;
            if (errors.Count == 0 && row.Parsed.Value is { } fine)
            {
                if (known.TryGetValue(fine.Key, out var there) && there.Known.RowHash == fine.Row.RowHash)
                {
                    import.Unchanged++;
                    continue;
                }
                var initial = fine.Initial is null ? null : known.GetValueOrDefault(fine.Initial);
                errors = there is not null ? await UpdateAsync(db, run, row, fine, there.Known.Id, there.Subject, there.InitialId, initial?.Known.Id, ct) : await CreateAsync(db, run, row, fine, initial?.Known.Id, ct);
                if (errors.Count == 0)
                {
                    _ = there is not null ? import.Updated++ : import.Created++;
                    continue;
                }
            }
            import.Rejected++;
            db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, errors));
        }
    }

    private static IReadOnlyList<RowError> Check(ImportRun run, ReadRow<RequirementFileRow> read, RequirementFileRow row, KnownCase? known)
    {
        if (read.SameAsLine is { } first)
            return [Error(run, read, RequirementColumns.Key, row.Key, "key.duplicate", first.ToString(CultureInfo.InvariantCulture))];
        return known is not null && known.RowHash != row.Row.RowHash && known.Status == CaseStatus.Completed ? [Error(run, read, RequirementColumns.Key, row.Key, "case_completed", CaseNumber.Of(known.Id))] : [];
    }

    private async Task<IReadOnlyList<RowError>> UpdateAsync(OpsDbContext db, ImportRun run, ReadRow<RequirementFileRow> read, RequirementFileRow row, long id, string? subject, long? stands, long? initial, CancellationToken ct)
    {
        if (subject != row.Subject.Code)
            return [Error(run, read, RequirementColumns.Subject, row.Subject.Label, "subject.changed")];
        if (stands != initial)
            return [Error(run, read, RequirementColumns.Initial, row.Initial, "initial.changed")];
        if (run.IsDryRun)
            return [];
        var found = await db.Cases.Include(c => c.Responsible).Include(c => c.Shares).SingleAsync(c => c.Id == id, ct);
        found.UpdateByImport(run.Campaign, row.Row, run.ImportId, run.Actor.Id, Now, Clock);
        db.CaseEvents.AddRange(found.Log);
        return [];
    }

    private async Task<IReadOnlyList<RowError>> CreateAsync(OpsDbContext db, ImportRun run, ReadRow<RequirementFileRow> read, RequirementFileRow row, long? initialId, CancellationToken ct)
    {
        Case? initial = null;
        if (row.Initial is not null)
        {
            if (initialId is null)
                return [Error(run, read, RequirementColumns.Initial, row.Initial, "initial.unknown")];
            initial = await db.Cases.Include(c => c.Responsible).Include(c => c.Shares).SingleAsync(c => c.Id == initialId, ct);
            if (await JudgeAsync(db, run, initial, row, ct) is { } refused)
                return [Error(run, read, RequirementColumns.Initial, row.Initial, refused)];
        }
        var (branch, code, args) = row.Branch is null && initial is not null ? (null, null, []) : run.Branches.Judge(row.Branch);
        if (branch is null && code is not null)
            return [Error(run, read, RequirementColumns.Branch, row.Branch, code, args)];
        if (run.IsDryRun)
            return [];
        var place = branch?.Id ?? initial!.BranchId;
        var made = Case.CreateRequirement(run.Campaign, row.Row with { Form = row.Row.Form.Filled(run.Campaign.Settings.Requirements, initial?.Requirement), Values = Values(run.Campaign, row, branch) }, place, initial, run.ImportId, run.Actor.Id, Now, Clock);
        initial?.Insist(run.Campaign, row.Subject, run.Actor.Id, run.ImportId, Now);
        db.Cases.Add(made);
        db.CaseEvents.AddRange([.. made.Log, .. initial?.Log ?? []]);
        return [];
    }

    /// <summary>Why the insistence is refused; the requirement is blocked with it where the assistant says so.</summary>
    private async Task<string?> JudgeAsync(OpsDbContext db, ImportRun run, Case initial, RequirementFileRow row, CancellationToken ct)
    {
        var stand = new RequirementStand(RequirementTicket.Of(initial), await RequirementReader.InsistencesAsync(db, initial.Id, ct), run.Campaign.Settings.Requirements, run.Time);
        var (refusals, blocks) = InsistenceRules.Check(stand, row.Subject, row.Row.At);
        if (blocks is { } result && !run.IsDryRun)
        {
            initial.Block(run.Campaign, result, row.Subject, await CaseDesk.SupervisorsAsync(db, run.Campaign, initial, ct), run.Actor, Now);
            db.CaseEvents.AddRange(initial.Log);
        }
        return refusals.Count > 0 ? refusals[0].Code : null;
    }

    private static RowError Error(ImportRun run, ReadRow<RequirementFileRow> read, string field, string? value, string code, params string[] args) =>
        new(read.Raw.Line, run.Plan.Find(SchemaField.Meta, field)?.Header ?? field, value, code, args);

    /// <summary>A branch is a base column too, as with tickets that people file here.</summary>
    private static IReadOnlyDictionary<string, FieldValue> Values(Campaign campaign, RequirementFileRow row, Branch? branch) =>
        branch is not null && campaign.Schema.Find(SchemaField.Base, campaign.Settings.BranchColumn) is { } column ? new Dictionary<string, FieldValue>(row.Row.Values) { [column.Key] = new(branch.Code, null) } : row.Row.Values;
}
