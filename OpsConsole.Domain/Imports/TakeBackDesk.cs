using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Imports;

/// <summary>Undoes an import batch by batch: cases nobody touched vanish, changed ones get back what they held, touched ones stay and are listed (docs/rules.md, "Imports"). Can be interrupted and run again.</summary>
internal sealed class TakeBackDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock)
{
    private const string Kept = "revert.kept";
    private const int Batch = ImportRunDesk.BatchSize;
    private const int Tries = 10;

    /// <param name="by">Who is named in the log; whether he may was asked before.</param>
    public async Task<Outcome> RunAsync(string id, int by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (import is null)
            return new Outcome.Missing();
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == import.CampaignId, ct);
        db.ImportErrors.RemoveRange(await db.ImportErrors.Where(e => e.ImportId == id && e.Code == Kept).ToListAsync(ct));     // of an interrupted attempt
        await log.CommitAsync(db, ct);
        var work = new Work(id, import.FirstSequence, import.LastSequence == 0 ? long.MaxValue : import.LastSequence, campaign, by);
        await RemoveCreatedAsync(work, ct);
        await RestoreChangedAsync(work, ct);
        if (import.Kind == ImportKind.History)
            await RestoreHistoryAsync(work, ct);
        await RestoreBaseAsync(work, ct);
        if (import.Kind == ImportKind.Contacts)
            await RemoveContactsAsync(work, ct);
        return await FinishAsync(work, ct);
    }

    private async Task RemoveCreatedAsync(Work work, CancellationToken ct)
    {
        for (var (after, count) = (0L, 1); count > 0;)
            (after, count) = await CommitAsync(work, async db =>
            {
                var cases = await db.Cases.Where(c => c.ImportId == work.ImportId && !c.IsRemoved && c.Id > after).OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
                var ids = cases.ConvertAll(c => c.Id);
                var touched = await db.CaseEvents.Where(e => ids.Contains(e.CaseId) && e.Type != CaseEventType.Created && e.Type != CaseEventType.UpdatedByImport
                    && e.Type != CaseEventType.BaseUpdated && e.Type != CaseEventType.ImportReverted && !e.Data.Contains(HistoryStep.Mark) && !(e.Type == CaseEventType.Insisted && e.Data.Contains(work.ImportId))).Select(e => e.CaseId).Distinct().ToListAsync(ct);
                foreach (var made in cases)
                    if (touched.Contains(made.Id))
                        Keep(db, work, made);
                    else
                        made.Remove(work.ImportId, work.By, Now);
                db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
                return (cases.Count == 0 ? after : ids[^1], cases.Count);
            }, ct);
    }

    /// <summary>Cases that this import changed and no later import did since: by the log.</summary>
    private async Task RestoreChangedAsync(Work work, CancellationToken ct)
    {
        for (var (after, count) = (work.First, 1); count > 0;)
            (after, count) = await CommitAsync(work, async db =>
            {
                var events = await db.CaseEvents.AsNoTracking()
                    .Where(e => e.Sequence > after && e.Sequence <= work.Last && e.CampaignId == work.Campaign.Id && (e.Type == CaseEventType.UpdatedByImport || e.Type == CaseEventType.BaseUpdated))
                    .OrderBy(e => e.Sequence).Take(Batch).ToListAsync(ct);
                var own = events.Where(e => JsonElement.Parse(e.Data).GetProperty("import").GetString() == work.ImportId).ToList();
                await RestoreAsync(db, work, own, ct);
                return (events.Count == 0 ? after : events[^1].Sequence, events.Count);
            }, ct);
    }

    private async Task RestoreAsync(OpsDbContext db, Work work, List<CaseEvent> own, CancellationToken ct)
    {
        var ids = own.ConvertAll(e => e.CaseId);
        var cases = await db.Cases.Include(c => c.Responsible).Include(c => c.Shares).Where(c => ids.Contains(c.Id) && !c.IsRemoved).ToDictionaryAsync(c => c.Id, ct);
        var since = (await db.CaseEvents.Where(e => ids.Contains(e.CaseId)).Select(e => new { e.CaseId, e.Version, e.Type, e.Data }).ToListAsync(ct)).ToLookup(e => e.CaseId);
        foreach (var change in own)
        {
            var later = since[change.CaseId].Where(e => e.Version > change.Version).ToList();
            if (!cases.TryGetValue(change.CaseId, out var found) || later.Any(e => e.Type == change.Type || (e.Type == CaseEventType.ImportReverted && e.Data.Contains(work.ImportId, StringComparison.Ordinal))))
                continue;
            if (!found.IsOpen || later.Any(e => e.Type is not (CaseEventType.UpdatedByImport or CaseEventType.BaseUpdated or CaseEventType.ImportReverted)))
                Keep(db, work, found);
            else
                Restore(work, found, change);
        }

        db.CaseEvents.AddRange(cases.Values.SelectMany(c => c.Log));
    }

    private void Restore(Work work, Case found, CaseEvent change)
    {
        var before = JsonElement.Parse(change.Data).GetProperty("before");
        if (change.Type == CaseEventType.BaseUpdated)
            found.RestoreBase(work.Campaign, before.Deserialize<Dictionary<string, FieldValue?>>(Json.Stored)!, work.ImportId, work.By, Now);
        else if (work.Campaign.Kind == CampaignKind.RepeatContact)
            found.RestoreContent(work.Campaign, before.Deserialize<EscalationRow>(Json.Stored)!, work.ImportId, work.By, Now, clock);
        else if (work.Campaign.Kind == CampaignKind.Requirement)
            found.RestoreContent(work.Campaign, before.Deserialize<RequirementRow>(Json.Stored)!, work.ImportId, work.By, Now, clock);
        else if (work.Campaign.Kind.IsServiceWork())
            found.RestoreContent(work.Campaign, before.Deserialize<ServiceContent>(Json.Stored)!, work.ImportId, work.By, Now, clock);
        else
            found.RestoreContent(work.Campaign, before.Deserialize<CaseContent>(Json.Stored)!, work.ImportId, work.By, Now, clock);
    }

    /// <summary>Older cases to which this import added events: they stand again as if it had not, and its entries no longer count. Who was worked on since stays as it is.</summary>
    private async Task RestoreHistoryAsync(Work work, CancellationToken ct)
    {
        for (var (after, count) = (work.First, 1); count > 0;)
            (after, count) = await CommitAsync(work, async db =>
            {
                var added = await db.CaseEvents.AsNoTracking()
                    .Where(e => e.Sequence > after && e.Sequence <= work.Last && e.CampaignId == work.Campaign.Id && e.Data.Contains(HistoryStep.Mark) && e.Data.Contains(work.ImportId))
                    .OrderBy(e => e.Sequence).Take(Batch).Select(e => new { e.Sequence, e.CaseId }).ToListAsync(ct);
                var ids = added.Select(e => e.CaseId).Distinct().ToList();
                var cases = await db.Cases.Where(c => ids.Contains(c.Id) && !c.IsRemoved && c.ImportId != work.ImportId).ToListAsync(ct);
                var logs = (await db.CaseEvents.AsNoTracking().Where(e => ids.Contains(e.CaseId)).ToListAsync(ct)).ToLookup(e => e.CaseId);
                foreach (var found in cases)
                    if (new HistoryLog(logs[found.Id]) is var log && log.IsWorked)
                        Keep(db, work, found);
                    else if (log.Of(work.ImportId) is { Count: > 0 } gone)
                        found.TakeHistoryBack(work.Campaign, log.Without(work.ImportId), gone, work.ImportId, work.By, Now);
                db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
                return (added.Count == 0 ? after : added[^1].Sequence, added.Count);
            }, ct);
    }

    private async Task RestoreBaseAsync(Work work, CancellationToken ct)
    {
        for (var (after, count) = (0L, 1); count > 0;)
            (after, count) = await CommitAsync(work, async db =>
            {
                var changes = await db.BaseRecordChanges.Include(c => c.BaseRecord).Where(c => c.ImportId == work.ImportId && c.Id > after).OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
                foreach (var change in changes)
                    if (change.BaseRecord is { } record && record.ImportId == work.ImportId)
                        (record.IsRemoved, record.RowHash, record.Values, record.ImportId) =
                            (change.FormerValues is null, change.FormerHash ?? record.RowHash, change.FormerValues ?? record.Values, change.FormerImportId ?? record.ImportId);
                return (changes.Count == 0 ? after : changes[^1].Id, changes.Count);
            }, ct);
    }

    /// <summary>The customers' marks follow.</summary>
    private async Task RemoveContactsAsync(Work work, CancellationToken ct)
    {
        for (var left = true; left;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await log.CommitAsync(db, ct, save => left = ContactBook.Remove(save, work.ImportId));
        }
    }

    private async Task<Outcome> FinishAsync(Work work, CancellationToken ct)
    {
        var state = ImportState.Reverted;
        await CommitAsync(work, async db =>
        {
            var import = await db.Imports.SingleAsync(i => i.Id == work.ImportId, ct);
            state = import.Fault is not null ? ImportState.Failed : import.State == ImportState.Running ? ImportState.Cancelled : ImportState.Reverted;
            (import.State, import.FinishedAt, import.LeasedUntil) = (state, Now, null);
            import.Version++;
            if (state == ImportState.Failed && !import.DryRun)
                JobTelling.Tell(db, watch, NotificationKind.ImportFailed, import.Id, import.CampaignId, import.ById, 0, Now);
            await DropColumnsAsync(db, work, import, ct);
            db.Audit.Add(new() { At = Now, ById = work.By, Type = "import.reverted", Target = work.Campaign.Code, Data = Json.Write(new { import.Id }) });
            return (0, 0);
        }, ct);
        return new Outcome.Done(0, work.ImportId);
    }

    /// <summary>Columns that came with this import go with it, unless anything is left that might use them.</summary>
    private static async Task DropColumnsAsync(OpsDbContext db, Work work, Import import, CancellationToken ct)
    {
        var made = ImportNotice.Read(import.Notices).Where(n => n.Code == ImportNotice.NewColumns).SelectMany(n => n.Args).ToHashSet();
        if (made.Count == 0 || await db.ImportErrors.AnyAsync(e => e.ImportId == import.Id && e.Code == Kept, ct)
            || await db.Imports.AnyAsync(i => i.CampaignId == import.CampaignId && i.Id != import.Id && !i.DryRun && i.CreatedAt >= import.CreatedAt && (i.State == ImportState.Completed || i.State == ImportState.Running), ct))
            return;
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == work.Campaign.Id, ct);
        campaign.Schema = new([.. campaign.Schema.Fields.Where(f => !made.Contains($"{f.Source}:{f.Name}"))]);
        campaign.Version++;
    }

    private static void Keep(OpsDbContext db, Work work, Case found)
    {
        if (work.KeptIds.Add(found.Id))
            db.ImportErrors.Add(new() { ImportId = work.ImportId, Line = 0, Value = found.Number, Code = Kept, IsWarning = true });
    }

    private async Task<(long After, int Count)> CommitAsync(Work work, Func<OpsDbContext, Task<(long, int)>> batch, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            var kept = work.KeptIds.ToHashSet();
            await using var db = await contexts.CreateDbContextAsync(ct);
            var reached = await batch(db);
            try
            {
                await log.CommitAsync(db, ct);
                return reached;
            }
            catch (DbUpdateConcurrencyException) when (left > 1)    // somebody touched one of the cases: looked at again
            {
                work.KeptIds = kept;
            }
        }
    }

    private DateTime Now => clock.Now();

    private sealed record Work(string ImportId, long First, long Last, Campaign Campaign, int By)
    {
        public HashSet<long> KeptIds { get; set; } = [];
    }
}
