using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>Works an import's rows off, in batches that are all there or not at all; goes on after the last one when it was interrupted (docs/rules.md, "Imports").</summary>
public sealed class ImportRunDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock)
{
    public const int BatchSize = 500;

    /// <summary>Looks through the whole file first; nothing of a faulty one is imported.</summary>
    /// <param name="open">Opens the file as its mapping says.</param>
    public async Task<Outcome> RunAsync(string id, Func<ImportMapping, CancellationToken, Task<IRowSource>> open, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { State: ImportState.Running } import || !actor.SeesCampaign(import.CampaignId))
            return new Outcome.Missing();
        if (!actor.MayImport(import.CampaignId, import.Kind))
            return new Outcome.Forbidden();
        try
        {
            var mapping = ImportMapping.Parse(import.Mapping);
            var file = await open(mapping, ct);
            return await RunAsync(await PrepareAsync(import.Id, mapping, file, actor, ct), file, ct);
        }
        catch (FileFaultException e)
        {
            return await FailAsync(id, e.Fault, actor.Id, ct);
        }
    }

    /// <summary>The file cannot be used: nothing of it stays.</summary>
    private async Task<Outcome> FailAsync(string id, FileFault fault, int by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleAsync(i => i.Id == id, ct);
        (import.Fault, import.FaultArgs) = (fault.Code, Json.Write(fault.Args));
        import.Version++;
        if (!import.DryRun && import.Total > 0)
        {
            await log.CommitAsync(db, ct);
            return await new TakeBackDesk(contexts, log, watch, clock).RunAsync(id, by, ct);
        }

        (import.State, import.FinishedAt, import.LeasedUntil) = (ImportState.Failed, clock.GetUtcNow().UtcDateTime, null);
        if (!import.DryRun)
            JobTelling.Tell(db, watch, NotificationKind.ImportFailed, id, import.CampaignId, import.ById, 0, import.FinishedAt.Value);
        await log.CommitAsync(db, ct);
        return new Outcome.Done(import.Version, id);
    }

    private async Task<ImportRun> PrepareAsync(string id, ImportMapping mapping, IRowSource file, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleAsync(i => i.Id == id, ct);
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == import.CampaignId, ct);
        var plan = ColumnPlan.For(file, mapping, campaign, import.Kind);
        var time = mapping.TimeZone is { } zone ? new CampaignTime(Zone(zone), clock) : CampaignTime.Of(campaign, clock);
        var profile = await FileProfile.OfAsync(file, plan, campaign, import.Kind, import.AllowNoScore, ct);
        var known = campaign.Schema;
        campaign.Schema = profile.Extend(known);
        var run = new ImportRun(id, campaign, plan, time, actor, import.Kind, import.DryRun, import.CreateBranches, new BranchBook(await db.Branches.AsNoTracking().ToListAsync(ct)))
        {
            Done = import.Total,
            HasBase = await db.BaseRecords.AnyAsync(r => r.CampaignId == campaign.Id && !r.IsRemoved, ct),
        };
        if (import.Total == 0)
        {
            (import.RowsInFile, import.Notices) = ((int)profile.Rows, ImportNotice.Write(Notices(file, plan, profile, known, campaign.Schema)));
            import.FirstSequence = await db.CaseEvents.MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
            import.LeasedUntil = clock.GetUtcNow().UtcDateTime + ImportQueue.Lease;
            import.Version++;
            await log.CommitAsync(db, ct);
        }

        if (!import.DryRun)
            await RememberAsync(run, import, ct);
        return run;
    }

    private async Task<Outcome> RunAsync(ImportRun run, IRowSource file, CancellationToken ct)
    {
        bool whole;
        try
        {
            whole = await WorkAsync(run, file, ct);
            await run.Writing;
        }
        finally     // whatever ended the reading, the last batch is on disk or is not, before anything else is said
        {
            await Task.WhenAny(run.Writing);
        }

        return whole && !run.IsStopped ? await FinishAsync(run, ct) : await StopAsync(run, ct);
    }

    private async Task<bool> WorkAsync(ImportRun run, IRowSource file, CancellationToken ct)
    {
        var batch = new List<RawRow>(BatchSize);
        IBatchWorker worker = run.Kind switch
        {
            ImportKind.Base => new BaseBatchDesk(contexts, log, clock),
            ImportKind.Cases when run.Campaign.Kind == CampaignKind.Requirement => new RequirementBatchDesk(contexts, log, clock),
            ImportKind.Cases => new ServiceBatchDesk(contexts, log, clock),
            ImportKind.Escalations => new EscalationBatchDesk(contexts, log, clock),
            ImportKind.History => new HistoryBatchDesk(contexts, log, clock),
            ImportKind.Contacts => new ContactBatchDesk(contexts, log, clock),
            _ => new ResponseBatchDesk(contexts, log, clock),
        };
        await foreach (var row in file.ReadAsync(ct))
        {
            batch.Add(row);
            if (batch.Count < BatchSize)
                continue;
            if (!await worker.WorkAsync(run, batch, ct))
                return false;
            batch.Clear();
        }

        return await worker.WorkAsync(run, batch, ct);
    }

    private async Task<Outcome> FinishAsync(ImportRun run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleAsync(i => i.Id == run.ImportId, ct);
        if (import.CancelRequested)
            return await StopAsync(run, ct);
        (import.State, import.FinishedAt, import.LeasedUntil) = (ImportState.Completed, clock.GetUtcNow().UtcDateTime, null);
        import.LastSequence = await db.CaseEvents.MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        if (run.NewBranches.Count > 0)
            import.Notices = ImportNotice.Write([.. ImportNotice.Read(import.Notices), new(ImportNotice.NewBranches, [.. run.NewBranches.Order()])]);
        if (run.Kind == ImportKind.History)
            import.Notices = ImportNotice.Write([.. ImportNotice.Read(import.Notices), new(ImportNotice.Cases, (run.IsDryRun ? run.NewKeys.Count : await db.Cases.CountAsync(c => c.ImportId == run.ImportId, ct)).ToString(CultureInfo.InvariantCulture))]);
        import.Version++;
        if (!import.DryRun)
        {
            JobTelling.Tell(db, watch, NotificationKind.ImportDone, import.Id, import.CampaignId, import.ById, import.Created + import.Updated, import.FinishedAt.Value);
            db.Audit.Add(new()
            {
                At = import.FinishedAt.Value,
                ById = run.Actor.Id,
                Type = "import.completed",
                Target = run.Campaign.Code,
                Data = Json.Write(new { import.Id, import.Created, import.Updated, import.Unchanged, import.Rejected }),
            });
        }

        try
        {
            await log.CommitAsync(db, ct);
        }
        catch (DbUpdateConcurrencyException)    // cancelled in this very moment
        {
            return await FinishAsync(run, ct);
        }

        return new Outcome.Done(import.Version, import.Id);
    }

    /// <summary>Cancelled: nothing is left half imported.</summary>
    private async Task<Outcome> StopAsync(ImportRun run, CancellationToken ct)
    {
        if (!run.IsDryRun)
            return await new TakeBackDesk(contexts, log, watch, clock).RunAsync(run.ImportId, run.Actor.Id, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleAsync(i => i.Id == run.ImportId, ct);
        (import.State, import.FinishedAt, import.LeasedUntil) = (ImportState.Cancelled, clock.GetUtcNow().UtcDateTime, null);
        import.Version++;
        await log.CommitAsync(db, ct);
        return new Outcome.Done(import.Version, import.Id);
    }

    /// <summary>New columns, and the mapping for the next file of this kind. Another import may extend the same columns: then the keys it gave out are taken over.</summary>
    private async Task RememberAsync(ImportRun run, Import import, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var stored = await db.Campaigns.SingleAsync(c => c.Id == run.Campaign.Id, ct);
            var schema = run.Campaign.Schema.Fields.Aggregate(stored.Schema, (merged, field) => merged.With(field.Source, field.Name, field.Type));
            var mappings = Json.Read<Dictionary<string, JsonElement>>(stored.Mappings);
            if (import.Mapping is { } mapping)
                mappings[import.Kind] = JsonSerializer.Deserialize<JsonElement>(mapping);
            run.Campaign.Schema = schema;
            if (schema.Fields.SequenceEqual(stored.Schema.Fields) && Json.Write(mappings) == stored.Mappings)
                return;
            (stored.Schema, stored.Mappings, stored.ModifiedAt) = (schema, Json.Write(mappings), clock.GetUtcNow().UtcDateTime);
            stored.Version++;
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                continue;
            }
            await FieldIndexing.EnsureAsync(log, db.IsSqlite, ct);      // a marked column may have got its type only now
            return;
        }
    }

    private static IEnumerable<ImportNotice> Notices(IRowSource file, ColumnPlan plan, FileProfile profile, BaseSchema before, BaseSchema after) =>
    [
        new(ImportNotice.Header, [.. plan.Header]),
        new(ImportNotice.Shape, file.Shape.Format, file.Shape.Sheet ?? file.Shape.Encoding ?? "", file.Shape.Delimiter ?? ""),
        new(ImportNotice.AssumedDayFirst, [.. profile.AssumedDayFirst]),
        new(ImportNotice.LeftOut, [.. plan.LeftOut]),
        new(ImportNotice.NewColumns, [.. after.Fields.Where(f => before.Find(f.Source, f.Name) is null).Select(f => $"{f.Source}:{f.Name}")]),
    ];

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new FileFaultException("mapping.zone_unknown", name);
}
