using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Exports;

/// <summary>A file that somebody asked for, as its owner sees it. <see cref="HasFile"/>: it can be fetched, and the owner may still see what is in it.</summary>
public sealed record ExportView(string Id, string Campaign, string Format, string FileName, JobState State, int Rows, int Total, string? Error, bool HasFile, DateTime CreatedAt, DateTime? FinishedAt)
{
    public int Percent => Job.PercentOf(State, Rows, Total);
}

/// <summary>A case as a file shows it: the row, and its numbers by column.</summary>
public sealed record ExportRow(CaseRow Row, string? Numbers);

/// <summary>Files are their owner's: for everybody else they are not there. Rows are read under the scope of the moment (docs/rules.md, "Exports").</summary>
public sealed class ExportQueries(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns)
{
    private const int Slice = 2_000;

    public async Task<ExportView?> FindAsync(string id, Actor actor, CancellationToken ct) =>
        await ReadAsync(jobs => jobs.Where(j => j.Id == id), actor, ct) is [var found] ? found : null;

    /// <summary>What runs, and what ended and was not put away, newest first.</summary>
    public Task<IReadOnlyList<ExportView>> RecentAsync(DateTime since, int take, Actor actor, CancellationToken ct) =>
        ReadAsync(jobs => jobs.Where(j => !j.IsPutAway && (j.FinishedAt == null || j.FinishedAt > since)).OrderByDescending(j => j.CreatedAt).Take(take), actor, ct);

    /// <summary>These cases in this order, of those still visible; read by slices, so that nothing is held for long.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ExportRow>> RowsAsync(IReadOnlyList<long> ids, bool withNumbers, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var from = 0; from < ids.Count; from += Slice)
            yield return await SliceAsync([.. ids.Skip(from).Take(Slice)], withNumbers, actor, ct);
    }

    private async Task<IReadOnlyList<ExportRow>> SliceAsync(List<long> ids, bool withNumbers, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var cases = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id));
        var found = withNumbers
            ? await cases.Select(WithNumbers).ToDictionaryAsync(r => r.Row.Id, ct)
            : await cases.Select(CaseRow.Projection).Select(r => new ExportRow(r, null)).ToDictionaryAsync(r => r.Row.Id, ct);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static readonly System.Linq.Expressions.Expression<Func<Case, ExportRow>> WithNumbers = MakeWithNumbers();

    private static System.Linq.Expressions.Expression<Func<Case, ExportRow>> MakeWithNumbers()
    {
        var @case = CaseRow.Projection.Parameters[0];
        return System.Linq.Expressions.Expression.Lambda<Func<Case, ExportRow>>(System.Linq.Expressions.Expression.New(
            typeof(ExportRow).GetConstructors()[0], CaseRow.Projection.Body, System.Linq.Expressions.Expression.Property(@case, nameof(Case.Numbers))), @case);
    }

    private async Task<IReadOnlyList<ExportView>> ReadAsync(Func<IQueryable<ExportJob>, IQueryable<ExportJob>> which, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var jobs = await which(db.Exports.AsNoTracking().Where(j => j.ById == actor.Id)).ToListAsync(ct);
        if (jobs.Count == 0)
            return [];
        var codes = new Dictionary<int, string>();
        foreach (var id in jobs.Select(j => j.CampaignId).Distinct())
            if (await campaigns.OfIdAsync(id, actor, ct) is { } campaign)
                codes[id] = campaign.Code;
        return [.. jobs.Where(j => codes.ContainsKey(j.CampaignId)).Select(j =>
            new ExportView(j.Id, codes[j.CampaignId], j.Format, j.FileName, j.State, j.Rows, j.Total, j.Error, j.State == JobState.Done && IsInScope(j, actor), j.CreatedAt, j.FinishedAt))];
    }

    // A share that came later takes nothing away.
    private static bool IsInScope(ExportJob job, Actor actor) => (actor with { HasShares = job.HadShares }).ScopeKey == job.ScopeKey;
}
