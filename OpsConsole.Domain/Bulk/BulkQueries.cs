using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Bulk;

/// <summary>A bulk change as its owner sees it.</summary>
public sealed record BulkView(string Id, int CampaignId, string Action, JobState State, int Total, int Rows, int WillDo, IReadOnlyDictionary<string, int> WillRefuse,
    int Done, int Refused, int Changed, int Restored, int Kept, string? Error, DateTime CreatedAt, DateTime? FinishedAt, bool CanUndo)
{
    public int Percent => State == JobState.Preview ? 0 : Job.PercentOf(State, Rows, Total);
}

/// <summary>What became of one case.</summary>
public sealed record BulkLine(string Number, BulkResult Result, string? Code);

/// <summary>Bulk changes are their owner's: for everybody else they are not there.</summary>
public sealed class BulkQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    private const int Slice = 2_000;

    /// <summary>With counts of this moment.</summary>
    public async Task<BulkView?> FindAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Own(db, actor).SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job || !actor.SeesCampaign(job.CampaignId))
            return null;
        var counts = await db.BulkItems.Where(i => i.JobId == id).GroupBy(i => i.Result).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        int Of(params BulkResult[] results) => results.Sum(r => counts.GetValueOrDefault(r));
        return View(job) with
        {
            Done = Of(BulkResult.Done, BulkResult.Restored, BulkResult.Kept),
            Refused = Of(BulkResult.Refused),
            Changed = Of(BulkResult.Changed),
            Restored = Of(BulkResult.Restored),
            Kept = Of(BulkResult.Kept),
        };
    }

    /// <summary>What runs, and what ended and was not put away, newest first.</summary>
    public async Task<IReadOnlyList<BulkView>> RecentAsync(DateTime since, int take, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var jobs = await Own(db, actor).Where(j => j.State != JobState.Preview && !j.IsPutAway && (j.FinishedAt == null || j.FinishedAt > since)).OrderByDescending(j => j.CreatedAt).Take(take).ToListAsync(ct);
        return [.. jobs.Where(j => actor.SeesCampaign(j.CampaignId)).Select(View)];
    }

    /// <summary>The cases that were not changed, or not put back, in the order of the list.</summary>
    public async Task<IReadOnlyList<BulkLine>> LeftAsync(string id, int take, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await Own(db, actor).AnyAsync(j => j.Id == id, ct))
            return [];
        return [.. (await db.BulkItems.AsNoTracking().Where(i => i.JobId == id && (i.Result == BulkResult.Refused || i.Result == BulkResult.Changed || i.Result == BulkResult.Kept)).OrderBy(i => i.Place).Take(take).ToListAsync(ct)).Select(Line)];
    }

    /// <summary>Every case with its result; streamed.</summary>
    public async IAsyncEnumerable<BulkLine> LinesAsync(string id, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await Own(db, actor).AnyAsync(j => j.Id == id, ct))
            yield break;
        for (var last = -1; ;)
        {
            var slice = await db.BulkItems.AsNoTracking().Where(i => i.JobId == id && i.Place > last).OrderBy(i => i.Place).Take(Slice).ToListAsync(ct);
            if (slice.Count == 0)
                yield break;
            foreach (var item in slice)
                yield return Line(item);
            last = slice[^1].Place;
        }
    }

    private static IQueryable<BulkJob> Own(OpsDbContext db, Actor actor) => db.BulkJobs.AsNoTracking().Where(j => j.ById == actor.Id);

    private static BulkLine Line(BulkItem item) => new(CaseNumber.Of(item.CaseId), item.Result, item.Code);

    private BulkView View(BulkJob job) => new(job.Id, job.CampaignId, job.Action, job.State, job.Total, job.Rows, job.WillDo, Json.Read<Dictionary<string, int>>(job.WillRefuse),
        job.Done, job.Refused, job.Changed, job.Restored, job.Kept, job.Error, job.CreatedAt, job.FinishedAt,
        job.State is JobState.Done or JobState.Cancelled or JobState.Failed && job.Done > 0 && clock.GetUtcNow().UtcDateTime - job.FinishedAt <= BulkJob.UndoWindow);
}
