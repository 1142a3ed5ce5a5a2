using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>Survey answers become cases: four look-ups a batch, whatever its size. A batch is decided, and its new cases are made, while the one before is written.</summary>
internal sealed class ResponseBatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock) : BatchDesk(contexts, log, clock), IBatchWorker
{
    private const string NoRegion = "SIN_REGION";

    public async Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct)
    {
        var reader = new SurveyRowReader(run.Plan, run.Campaign, run.Time);
        var read = Read(run, rows, reader.Read, row => row.Key);

        if (read.Count == 0)
            return true;
        var decided = await DecideAsync(run, read, ct);
        return await CommitAsync(run, read.Count, async (db, import, again) =>
        {
            if (again || decided.Fates.Exists(fate => fate is RowFate.Updated))     // those cases are read once more with their rows
                decided = await DecideAsync(run, read, ct);
            await ApplyAsync(db, run, import, read, decided, ct);
        }, ct);
    }

    /// <summary>What becomes of the rows as the database is now; rows of the batch that is being written have other keys.</summary>
    private async Task<Decided> DecideAsync(ImportRun run, List<ReadRow<SurveyRow>> read, CancellationToken ct)
    {
        await using var db = await Contexts.CreateDbContextAsync(ct);
        var values = read.Where(r => r.Parsed.Value is not null).Select(r => r.Parsed.Value!).ToList();
        var known = await KnownAsync(db, run.Campaign.Id, values.Select(v => v.Key), ct);
        var baseRows = run.HasBase ? await BaseRowsAsync(db, run.Campaign.Id, values, ct) : [];
        var plan = new ImportPlan(run.Campaign, run.Branches, run.CreateBranches);
        var decided = new Decided(plan, baseRows, read.ConvertAll(row => plan.Decide(row, known, baseRows)));
        if (!run.IsDryRun && plan.NewBranches.All(name => run.Branches.Find(name) is not null))
            decided.Created = Create(run, decided);
        return decided;
    }

    private List<Case> Create(ImportRun run, Decided decided) => [.. decided.Fates.OfType<RowFate.Created>().Select(fate => Case.Create(
        run.Campaign, decided.Plan.Content(fate.Row, run.Branches.Find(fate.Branch)!, Base(decided.BaseRows, fate.Row), null), run.ImportId, run.Actor.Id, Now, Clock))];

    private async Task ApplyAsync(OpsDbContext db, ImportRun run, Import import, List<ReadRow<SurveyRow>> read, Decided decided, CancellationToken ct)
    {
        var (plan, baseRows, fates) = (decided.Plan, decided.BaseRows, decided.Fates);
        run.NewBranches.UnionWith(plan.NewBranches);
        Count(run, import, read, fates, plan, baseRows);
        foreach (var rejected in fates.OfType<RowFate.Rejected>())
            db.ImportErrors.AddRange(ImportErrors.Of(import.Id, rejected.Raw, rejected.Errors));
        foreach (var (row, _) in read.Zip(fates).Where(pair => pair.Second is not RowFate.Rejected && pair.First.Parsed.Warnings.Count > 0))
            db.ImportErrors.AddRange(ImportErrors.Of(import.Id, row.Raw, row.Parsed.Warnings, isWarning: true));
        if (run.IsDryRun)
            return;
        await MakeBranchesAsync(run, plan.NewBranches, ct);
        var changed = await UpdateAsync(db, run, plan, fates.OfType<RowFate.Updated>().ToList(), baseRows, ct);
        db.CaseEvents.AddRange(changed.SelectMany(c => c.Log));
        db.NewCases.AddRange(decided.Created ?? Create(run, decided));
    }

    /// <summary>What a batch's rows come to, and the new cases where all their branches are there.</summary>
    private sealed record Decided(ImportPlan Plan, Dictionary<string, Dictionary<string, FieldValue>> BaseRows, List<RowFate> Fates)
    {
        public List<Case>? Created { get; set; }
    }

    private static void Count(ImportRun run, Import import, List<ReadRow<SurveyRow>> read, List<RowFate> fates, ImportPlan plan, Dictionary<string, Dictionary<string, FieldValue>> baseRows)
    {
        foreach (var (row, fate) in read.Zip(fates))
        {
            switch (fate)
            {
                case RowFate.Rejected:
                    import.Rejected++;
                    continue;
                case RowFate.Unchanged:
                    import.Unchanged++;
                    break;
                case RowFate.Created created:
                    import.Created++;
                    import.Alerts += plan.IsAlert(created.Row) ? 1 : 0;
                    break;
                case RowFate.Updated updated:
                    import.Updated++;
                    import.Alerts += plan.IsAlert(updated.Row) && !updated.Known.IsAlert ? 1 : 0;
                    break;
            }

            import.Warnings += row.Parsed.Warnings.Any(w => w.Code == "score.missing") ? 1 : 0;
            import.WithoutBase += run.HasBase && Base(baseRows, row.Parsed.Value!) is null ? 1 : 0;
        }
    }

    private static Dictionary<string, FieldValue>? Base(Dictionary<string, Dictionary<string, FieldValue>> baseRows, SurveyRow row) =>
        row.Reference is { } reference ? baseRows.GetValueOrDefault(reference) : null;

    private static async Task<Dictionary<string, KnownCase>> KnownAsync(OpsDbContext db, int campaignId, IEnumerable<string> keys, CancellationToken ct)
    {
        var wanted = keys.ToList();
        return (await db.Cases.AsNoTracking().Where(c => c.CampaignId == campaignId && wanted.Contains(c.ExternalId!))
            .Select(c => new { c.ExternalId, Known = new KnownCase(c.Id, c.RowHash, c.Status, c.BranchId, c.IsAlert, c.Data) })
            .ToListAsync(ct)).ToDictionary(c => c.ExternalId!, c => c.Known);
    }

    private static async Task<Dictionary<string, Dictionary<string, FieldValue>>> BaseRowsAsync(OpsDbContext db, int campaignId, List<SurveyRow> rows, CancellationToken ct)
    {
        var wanted = rows.Select(r => r.Reference).OfType<string>().Distinct().ToList();
        return (await db.BaseRecords.AsNoTracking().Where(r => r.CampaignId == campaignId && !r.IsRemoved && wanted.Contains(r.Reference))
            .Select(r => new { r.Reference, r.Values }).ToListAsync(ct)).ToDictionary(r => r.Reference, r => Json.Read<Dictionary<string, FieldValue>>(r.Values));
    }

    private async Task<List<Case>> UpdateAsync(OpsDbContext db, ImportRun run, ImportPlan plan, List<RowFate.Updated> updates, Dictionary<string, Dictionary<string, FieldValue>> baseRows, CancellationToken ct)
    {
        if (updates.Count == 0)
            return [];
        var ids = updates.ConvertAll(u => u.Known.Id);
        var cases = await db.Cases.Include(c => c.Responsible).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var update in updates)
            cases[update.Known.Id].UpdateByImport(run.Campaign, plan.Content(update.Row, run.Branches.Find(update.Branch)!, Base(baseRows, update.Row), update.Known), run.ImportId, run.Actor.Id, Now, Clock);
        return [.. cases.Values];
    }

    /// <summary>New branches go in first, in a transaction of their own, since cases need their ids; somebody else may make the same.</summary>
    private async Task MakeBranchesAsync(ImportRun run, HashSet<string> names, CancellationToken ct)
    {
        foreach (var name in names.Where(name => run.Branches.Find(name) is null).Order(StringComparer.Ordinal))
        {
            await using var db = await Contexts.CreateDbContextAsync(ct);
            var region = await db.Regions.Where(r => r.Code == NoRegion).Select(r => (int?)r.Id).SingleOrDefaultAsync(ct);
            if (region is null)
            {
                var made = new Region { Code = NoRegion, Name = "Sin región" };
                db.Regions.Add(made);
                await SaveAsync(db, ct);
                region = await db.Regions.AsNoTracking().Where(r => r.Code == NoRegion).Select(r => r.Id).SingleAsync(ct);
            }

            db.ChangeTracker.Clear();
            db.Branches.Add(new() { Code = name, Name = name, RegionId = region.Value });
            db.Audit.Add(new() { At = Now, ById = run.Actor.Id, Type = "branch.created", Target = name, Data = Json.Write(new { import = run.ImportId }) });
            await SaveAsync(db, ct);
            run.Branches.Add(await db.Branches.AsNoTracking().SingleAsync(b => b.Code == name, ct));
        }
    }

    private async Task SaveAsync(OpsDbContext db, CancellationToken ct)
    {
        try
        {
            await Log.CommitAsync(db, ct);
        }
        catch (DbUpdateException)   // somebody else made it meanwhile: it is read back
        {
        }

        db.ChangeTracker.Clear();
    }
}
