using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>What a person decides about an upload.</summary>
public sealed record ImportChoices(string? Mapping, bool CreateBranches, bool AllowNoScore);

/// <summary>A file that lies in storage and is to be taken in. Waits: its columns are settled on the page first.</summary>
public sealed record NewImport(string Kind, string FileName, string UploadName, ImportChoices Choices, bool DryRun = false, bool Waits = false);

/// <summary>Takes uploads, starts previews and runs, cancels and takes back (docs/rules.md, "Imports"). The rows themselves are worked on by <see cref="ImportRunDesk"/>.</summary>
public sealed class ImportDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ImportQueue queue, JobWatch watch, TimeProvider clock)
{
    private const int LongestName = 200;

    /// <summary>Up to so many rows are taken back while the caller waits; more are left to the runner.</summary>
    private const int AtOnce = 5_000;

    private const int Tries = 20;

    /// <summary>Whether this person may import into the campaign: asked before a byte of a file is read.</summary>
    public async Task<Outcome> CheckAsync(string campaign, string? kind, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await ForCampaignAsync(db, campaign, kind, actor, ct)).Refusal ?? new Outcome.Done();
    }

    public async Task<Outcome> ReceiveAsync(string campaign, NewImport upload, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (found, refusal) = await ForCampaignAsync(db, campaign, upload.Kind, actor, ct);
        if (refusal is not null)
            return refusal;
        if (Check(upload.Choices.Mapping) is { } invalid)
            return invalid;
        var import = new Import
        {
            Id = Import.NewId(),
            CampaignId = found!.Id,
            Kind = upload.Kind,
            FileName = upload.FileName.Length > LongestName ? upload.FileName[^LongestName..] : upload.FileName,
            UploadName = upload.UploadName,
            DryRun = upload.DryRun || upload.Waits,
            CreateBranches = upload.Choices.CreateBranches,
            AllowNoScore = upload.Choices.AllowNoScore,
            Mapping = upload.Choices.Mapping ?? (upload.Waits ? Remembered(found, upload.Kind) : null),
            State = upload.Waits ? ImportState.Waiting : ImportState.Running,
            ById = actor.Id,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Version = 1,
        };
        db.Imports.Add(import);
        Write(db, "import.received", found.Code, import, actor);
        await log.CommitAsync(db, ct);
        queue.Wake();
        return new Outcome.Done(import.Version, import.Id);
    }

    /// <summary>Looks through the whole file as the run would, and writes nothing of it.</summary>
    public Task<Outcome> PreviewAsync(string id, ImportChoices choices, Actor actor, CancellationToken ct) => AgainAsync(id, choices, dryRun: true, actor, ct);

    /// <summary>Runs what was previewed; its mapping is offered again next time.</summary>
    public Task<Outcome> StartAsync(string id, Actor actor, CancellationToken ct) => AgainAsync(id, null, dryRun: false, actor, ct);

    /// <summary>A running import stops, and what it did is taken back; a completed one is taken back within 24 hours; one that waits is dropped.</summary>
    public async Task<Outcome> CancelAsync(string id, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await CancelOnceAsync(id, actor, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)    // a batch came in between
            {
            }
        }
    }

    private async Task<Outcome> CancelOnceAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (import, campaign, refusal) = await ForImportAsync(db, id, actor, ct);
        if (import is null)
            return refusal!;
        var now = clock.GetUtcNow().UtcDateTime;
        switch (import)
        {
            case { State: ImportState.Waiting } or { State: ImportState.Completed, DryRun: true }:
                (import.State, import.FinishedAt) = (ImportState.Cancelled, now);
                break;
            case { State: ImportState.Running }:
                import.CancelRequested = true;
                break;
            case { State: ImportState.Completed } when now - import.FinishedAt > Import.TakeBackWindow:
                return new Outcome.Refused([new("import.too_old")]);
            case { State: ImportState.Completed }:
                (import.CancelRequested, import.LeasedUntil) = (true, import.Total > AtOnce ? null : now + ImportQueue.Lease);
                break;
            default:
                return new Outcome.Refused([new("import.not_running")]);
        }

        import.Version++;
        Write(db, "import.cancelled", campaign!.Code, import, actor);
        await log.CommitAsync(db, ct);
        if (import is { State: ImportState.Completed, LeasedUntil: not null })
            return await new TakeBackDesk(contexts, log, watch, clock).RunAsync(id, actor.Id, ct);
        queue.Wake();
        return new Outcome.Done(import.Version, import.Id);
    }

    private async Task<Outcome> AgainAsync(string id, ImportChoices? choices, bool dryRun, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (import, campaign, refusal) = await ForImportAsync(db, id, actor, ct);
        if (import is null)
            return refusal!;
        if (campaign!.Status == CampaignStatus.Closed)
            return new Outcome.Refused([new("campaign.closed")]);
        if (choices is not null && Check(choices.Mapping) is { } invalid)
            return invalid;
        var open = import.State is ImportState.Waiting or ImportState.Failed || (import.State == ImportState.Completed && import.DryRun);
        if (!open || import.UploadName is null || (!dryRun && import.State != ImportState.Completed))
            return new Outcome.Refused([new("import.not_waiting")]);
        if (choices is not null)
            (import.Mapping, import.CreateBranches, import.AllowNoScore) = (choices.Mapping, choices.CreateBranches, choices.AllowNoScore);
        import.Restart(dryRun);
        import.Version++;
        if (!dryRun)
            Write(db, "import.started", campaign.Code, import, actor);
        await log.WriteAsync(transaction => ImportErrors.Delete(transaction, id), ct);
        await log.CommitAsync(db, ct);
        queue.Wake();
        return new Outcome.Done(import.Version, import.Id);
    }

    private static async Task<(Campaign? Found, Outcome? Refusal)> ForCampaignAsync(OpsDbContext db, string code, string? kind, Actor actor, CancellationToken ct)
    {
        if (!await db.IsCurrentAsync(actor, ct))
            return (null, new Outcome.SignedOut());
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct);
        if (campaign is null || !actor.SeesCampaign(campaign.Id))
            return (null, new Outcome.Missing());
        if (!actor.MayImport(campaign.Id, kind))
            return (null, new Outcome.Forbidden());
        if (!ImportKind.Exists(kind))
            return (null, new Outcome.Invalid([new(string.IsNullOrEmpty(kind) ? "required" : "unknown", "kind")]));
        if (!ImportKind.Of(campaign.Kind).Contains(kind!))
            return (null, new Outcome.Invalid([new("import.kind_unfit", "kind")]));
        return campaign.Status == CampaignStatus.Closed ? (null, new Outcome.Refused([new("campaign.closed")])) : (campaign, null);
    }

    private static async Task<(Import? Found, Campaign? Campaign, Outcome? Refusal)> ForImportAsync(OpsDbContext db, string id, Actor actor, CancellationToken ct)
    {
        if (!await db.IsCurrentAsync(actor, ct))
            return (null, null, new Outcome.SignedOut());
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        var campaign = import is null ? null : await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == import.CampaignId, ct);
        if (campaign is null || !actor.SeesCampaign(campaign.Id))
            return (null, null, new Outcome.Missing());
        return actor.MayImport(campaign.Id, import!.Kind) ? (import, campaign, null) : (null, null, new Outcome.Forbidden());
    }

    private static Outcome.Invalid? Check(string? mapping)
    {
        try
        {
            ImportMapping.Parse(mapping);
            return null;
        }
        catch (JsonException)
        {
            return new([new("mapping.invalid", "mapping")]);
        }
    }

    private static string? Remembered(Campaign campaign, string kind) =>
        Json.Read<Dictionary<string, JsonElement>>(campaign.Mappings).TryGetValue(kind, out var mapping) ? mapping.GetRawText() : null;

    private void Write(OpsDbContext db, string type, string target, Import import, Actor actor) => db.Audit.Add(new()
    {
        At = clock.GetUtcNow().UtcDateTime,
        ById = actor.Id,
        Type = type,
        Target = target,
        Data = Json.Write(new { import.Id, import.Kind, import.DryRun }),
    });
}
