using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Exports;

/// <summary>What a person wants as a file. Without columns it gets all of the campaign.</summary>
public sealed record NewExport(string? Campaign, string? Format, Func<int, CaseQuery> Query, IReadOnlyList<ExportColumn>? Columns = null, string? Separator = null)
{
    /// <summary>Before the date in the file's name.</summary>
    public string Prefix { get; init; } = "casos";
    public string Language { get; init; } = "es";
}

/// <summary>Takes requests for files, cancels them, puts them away (docs/rules.md, "Exports").</summary>
public sealed class ExportDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ExportQueue queue, CampaignQueries campaigns, CaseQueries cases, TimeProvider clock)
{
    public async Task<Outcome> RequestAsync(NewExport wanted, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (string.IsNullOrEmpty(wanted.Campaign))
            return new Outcome.Invalid([new("required", "campaign")]);
        if (await campaigns.FindAsync(wanted.Campaign, actor, ct) is not { } campaign)
            return new Outcome.Missing();
        var query = wanted.Query(campaign.Id);
        List<Refusal> errors = [.. Check(wanted, FieldCatalog.Of(campaign)), .. await cases.CheckAsync(query, actor, ct)];
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var now = clock.GetUtcNow().UtcDateTime;
        var job = new ExportJob
        {
            Id = Job.NewId(),
            CampaignId = campaign.Id,
            ById = actor.Id,
            State = JobState.Queued,
            CreatedAt = now,
            Format = wanted.Format!,
            Separator = wanted.Separator is null ? ';' : wanted.Separator[0],
            Plan = Json.Write(ExportPlan.Of(query, wanted.Columns ?? [.. FieldCatalog.Of(campaign).Fields.Select(f => new ExportColumn(f.Source, f.Name))])),
            FileName = $"{wanted.Prefix}_{Stamp(campaign, now, clock)}.{wanted.Format}",
            Language = wanted.Language,
            Version = 1,
        };
        db.Exports.Add(job);
        await log.CommitAsync(db, ct);
        queue.Bell.Ring();
        return new Outcome.Done(job.Version, job.Id);
    }

    /// <summary>Ends it if it still runs; nothing of its file is left.</summary>
    public Task<Outcome> CancelAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, job =>
    {
        if (job.IsOver)
            return new("job.over");
        if (job.State == JobState.Queued)
            (job.State, job.FinishedAt) = (JobState.Cancelled, clock.GetUtcNow().UtcDateTime);
        else
            job.CancelRequested = true;
        return null;
    }, ct);

    /// <summary>What failed is tried again from its beginning.</summary>
    public async Task<Outcome> RetryAsync(string id, Actor actor, CancellationToken ct)
    {
        var outcome = await ChangeAsync(id, actor, job =>
        {
            if (job.State != JobState.Failed)
                return new("job.not_failed");
            (job.State, job.Starts, job.Rows, job.Error, job.FinishedAt, job.IsPutAway) = (JobState.Queued, 0, 0, null, null, false);
            return null;
        }, ct);
        queue.Bell.Ring();
        return outcome;
    }

    /// <summary>The person has seen how it ended; the file stays for its time.</summary>
    public Task<Outcome> PutAwayAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, job =>
    {
        job.IsPutAway = true;
        return null;
    }, ct);

    /// <summary>Somebody fetched the file: who looks at personal data is written down.</summary>
    public async Task<Outcome> NoteFetchAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Exports.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.ById == actor.Id, ct) is not { } job)
            return new Outcome.Missing();
        db.Audit.Add(queue.Entry(job.Report is null ? "export.fetched" : "report.fetched", job, new { job.CampaignId, job.Report, job.Format, job.Rows }));
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }

    private async Task<Outcome> ChangeAsync(string id, Actor actor, Func<ExportJob, Refusal?> change, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            if (await db.Exports.SingleOrDefaultAsync(j => j.Id == id && j.ById == actor.Id, ct) is not { } job)
                return new Outcome.Missing();
            if (change(job) is { } no)
                return new Outcome.Refused([no]);
            job.Version++;
            try
            {
                await log.CommitAsync(db, ct);
                if (job.CancelRequested)
                    queue.Stop(id);
                return new Outcome.Done(job.Version, id);
            }
            catch (DbUpdateConcurrencyException)    // it went on in this moment
            {
            }
        }
    }

    private static IEnumerable<Refusal> Check(NewExport wanted, FieldCatalog catalogue)
    {
        if (wanted.Format is not (ExportJob.Csv or ExportJob.Xlsx))
            yield return new(string.IsNullOrEmpty(wanted.Format) ? "required" : "unknown", "format");
        if (wanted.Separator is not (null or ";" or ","))
            yield return new("unknown", "separator");
        foreach (var refusal in wanted.Columns is { } columns ? CheckColumns(columns, catalogue) : [])
            yield return refusal;
    }

    internal static IEnumerable<Refusal> CheckColumns(IReadOnlyList<ExportColumn> columns, FieldCatalog catalogue)
    {
        if (columns.Count is 0 or > ExportPlan.MaxColumns)
            yield return new("out_of_range", "columns", columns.Count, ExportPlan.MaxColumns);
        foreach (var (i, column) in columns.Index())
            if (catalogue.Find(column.Source, column.Field) is null)
                yield return new("unknown", $"columns[{i}].field");
            else if (TextRules.Check(column.Alias, $"columns[{i}].alias", ExportPlan.AliasMax, required: false) is { } refusal)
                yield return refusal;
    }

    /// <summary>2026-07-03_1305_Lima: when it was asked for, where the campaign is.</summary>
    internal static string Stamp(Campaign campaign, DateTime now, TimeProvider clock)
    {
        var time = CampaignTime.Of(campaign, clock);
        return FormattableString.Invariant($"{time.ToLocal(now):yyyy-MM-dd_HHmm}_{time.Zone.Id[(time.Zone.Id.LastIndexOf('/') + 1)..]}");
    }
}
