using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Bulk;

/// <summary>What somebody wants done to which cases: those of a list, or these numbers.</summary>
public sealed record NewBulk(string? Campaign, string? Action, BulkArgs Args, Func<int, CaseQuery>? Query, IReadOnlyList<string?>? Numbers);

/// <summary>Fixes the set of cases and says what would happen; starts, cancels and takes back (docs/rules.md, "Bulk changes").</summary>
public sealed class BulkDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, BulkQueue queue, CampaignQueries campaigns, CaseQueries cases, TimeProvider clock)
{
    private const int Slice = 500;

    /// <summary>How long the set may take to find; the preview is waited for.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The preview: nothing is changed yet. The answer names it.</summary>
    public async Task<Outcome> PrepareAsync(NewBulk wanted, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (string.IsNullOrEmpty(wanted.Campaign))
            return new Outcome.Invalid([new("required", "campaign")]);
        if (await campaigns.FindAsync(wanted.Campaign, actor, ct) is not { } campaign)
            return new Outcome.Missing();
        if (!BulkChange.May(wanted.Action ?? "", actor))
            return new Outcome.Forbidden();
        if (!BulkAction.All.Contains(wanted.Action))
            return new Outcome.Invalid([new(string.IsNullOrEmpty(wanted.Action) ? "required" : "unknown", "action")]);
        var change = await ChangeAsync(db, wanted.Action!, wanted.Args, campaign, ct);
        if (change.Check(clock.GetUtcNow().UtcDateTime) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        try
        {
            var ids = wanted.Numbers is { } numbers ? Read(numbers) : wanted.Query is { } query ? await cases.IdsAsync(query(campaign.Id), BulkJob.MostCases + 1, Limit, actor, ct) : [];
            if (ids.Count is 0 or > BulkJob.MostCases)
                return new Outcome.Invalid([new(ids.Count == 0 ? "bulk.nothing" : "bulk.too_many", "numbers", ids.Count, BulkJob.MostCases)]);
            if (actor.Role == Role.Agent && ids.Count > BulkJob.MostForAgents)
                return new Outcome.Forbidden();
            return await KeepAsync(wanted, campaign, change, ids, actor, ct);
        }
        catch (RefusedException refused)
        {
            return new Outcome.Invalid(refused.Reasons);
        }
    }

    /// <summary>Begins what was previewed.</summary>
    public Task<Outcome> RunAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (_, job) =>
    {
        if (job.State != JobState.Preview)
            return new("bulk.started");
        job.State = JobState.Queued;
        return null;
    }, ct);

    /// <summary>Ends it within two seconds; what was done stays done and can be taken back.</summary>
    public Task<Outcome> CancelAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (_, job) =>
    {
        if (job.State is not (JobState.Preview or JobState.Queued or JobState.Running))
            return new("job.over");
        if (job.State == JobState.Running)
            job.CancelRequested = true;
        else
            (job.State, job.FinishedAt) = (JobState.Cancelled, clock.GetUtcNow().UtcDateTime);
        return null;
    }, ct);

    /// <summary>Everything as it was, for 24 hours; a case that changed since stays and is listed.</summary>
    public Task<Outcome> UndoAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (now, job) =>
    {
        if (job.State is JobState.Undoing or JobState.Undone || !job.IsOver || (job.Done == 0 && job.State != JobState.Failed))
            return new("undo.nothing");
        if (now - job.FinishedAt > BulkJob.UndoWindow)
            return new("undo.expired");
        (job.State, job.Starts, job.Rows, job.IsPutAway, job.Error) = (JobState.Undoing, 0, 0, false, null);
        return null;
    }, ct);

    public Task<Outcome> PutAwayAsync(string id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (_, job) =>
    {
        job.IsPutAway = true;
        return null;
    }, ct);

    internal static async Task<BulkChange> ChangeAsync(OpsDbContext db, string action, BulkArgs args, Campaign campaign, TimeProvider clock, CancellationToken ct)
    {
        var person = action is BulkAction.Assign or BulkAction.Share ? await db.FindPersonAsync(args.User, ct) : null;
        var branch = action is BulkAction.Transfer ? await db.Branches.AsNoTracking().SingleOrDefaultAsync(b => b.Code == args.Branch && b.IsActive, ct) : null;
        return new(action, args, campaign, CampaignTime.Of(campaign, clock), person, branch);
    }

    /// <summary>The cases of a slice with what their rules read.</summary>
    internal static IQueryable<Case> WithParts(IQueryable<Case> found) => found.Include(c => c.Attempts).Include(c => c.Shares).Include(c => c.Responsible).Include(c => c.Branch).AsSingleQuery();

    private Task<BulkChange> ChangeAsync(OpsDbContext db, string action, BulkArgs args, Campaign campaign, CancellationToken ct) => ChangeAsync(db, action, args, campaign, clock, ct);

    private static List<long> Read(IReadOnlyList<string?> numbers)
    {
        RefusedException.ThrowIfAny(numbers.Index().Where(n => CaseNumber.IdOf(n.Item) == 0).Take(10).Select(n => new Refusal("unknown", $"numbers[{n.Index}]")));
        return [.. numbers.Select(CaseNumber.IdOf).Distinct()];
    }

    private async Task<Outcome> KeepAsync(NewBulk wanted, Campaign campaign, BulkChange change, List<long> ids, Actor actor, CancellationToken ct)
    {
        var job = new BulkJob
        {
            Id = Job.NewId(),
            CampaignId = campaign.Id,
            ById = actor.Id,
            State = JobState.Preview,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Action = wanted.Action!,
            Args = Json.Write(wanted.Args),
            Total = ids.Count,
            Version = 1,
        };
        var refused = new Dictionary<string, int>();
        var items = new List<BulkItem>(ids.Count);
        foreach (var slice in ids.Chunk(Slice))
            items.AddRange(await JudgeAsync(job, slice, items.Count, campaign.Id, change, refused, actor, ct));
        (job.WillDo, job.WillRefuse) = (ids.Count - refused.Values.Sum(), Json.Write(refused));
        await SaveAsync(db => db.BulkJobs.Add(job), ct);
        foreach (var slice in items.Chunk(Slice))
            await SaveAsync(db => db.BulkItems.AddRange(slice), ct);
        return new Outcome.Done(job.Version, job.Id);
    }

    /// <summary>Does to copies what the run will do, so that preview and run cannot disagree.</summary>
    private async Task<List<BulkItem>> JudgeAsync(BulkJob job, long[] ids, int place, int campaignId, BulkChange change, Dictionary<string, int> refused, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await WithParts(db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id) && c.CampaignId == campaignId)).ToDictionaryAsync(c => c.Id, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var items = new List<BulkItem>(ids.Length);
        foreach (var id in ids)
        {
            var version = found.TryGetValue(id, out var @case) ? @case.Version : 0;
            items.Add(new() { JobId = job.Id, Place = place + items.Count, CaseId = id, Version = version });
            try
            {
                RefusedException.ThrowIfAny(@case is null ? [new("not_found")] : []);
                change.Apply(@case!, actor, now);
            }
            catch (RefusedException no)
            {
                var code = no.Reasons[0].Code;
                refused[code] = refused.GetValueOrDefault(code) + 1;
            }
        }

        return items;
    }

    private async Task SaveAsync(Action<OpsDbContext> prepare, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        prepare(db);
        await log.CommitAsync(db, ct);
    }

    private async Task<Outcome> ChangeAsync(string id, Actor actor, Func<DateTime, BulkJob, Refusal?> change, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            if (await db.BulkJobs.SingleOrDefaultAsync(j => j.Id == id && j.ById == actor.Id, ct) is not { } job || !actor.SeesCampaign(job.CampaignId))
                return new Outcome.Missing();
            if (!actor.MayWork)
                return new Outcome.Forbidden();
            if (change(clock.GetUtcNow().UtcDateTime, job) is { } no)
                return new Outcome.Refused([no]);
            job.Version++;
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateConcurrencyException)    // it went on in this moment
            {
                continue;
            }

            if (job.CancelRequested)
                queue.Stop(id);
            queue.Bell.Ring();
            return new Outcome.Done(job.Version, id);
        }
    }
}
