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
    /// <summary>Null: a plain list.</summary>
    public Reports.ReportType? Report { get; init; }

    public int Percent => Job.PercentOf(State, Rows, Total);
}

/// <summary>Files are their owner's: for everybody else they are not there. Rows are read under the scope of the moment (docs/rules.md, "Exports").</summary>
public sealed class ExportQueries(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns)
{
    private const int Slice = 1_000;

    public async Task<ExportView?> FindAsync(string id, Actor actor, CancellationToken ct) =>
        await ReadAsync(jobs => jobs.Where(j => j.Id == id), actor, ct) is [var found] ? found : null;

    /// <summary>What runs, and what ended and was not put away, newest first.</summary>
    public Task<IReadOnlyList<ExportView>> RecentAsync(DateTime since, int take, Actor actor, CancellationToken ct) =>
        ReadAsync(jobs => jobs.Where(j => !j.IsPutAway && (j.FinishedAt == null || j.FinishedAt > since)).OrderByDescending(j => j.CreatedAt).Take(take), actor, ct);

    /// <summary>Names that stand in many rows: read once, not joined to each.</summary>
    public async Task<ExportNames> NamesAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new(new Dictionary<int, string>(), new Dictionary<int, string>(), new Dictionary<int, string>());
        var branches = await db.Branches.AsNoTracking().Select(b => new { b.Id, b.Name, Region = b.Region!.Code }).ToListAsync(ct);
        return new(branches.ToDictionary(b => b.Id, b => b.Name), branches.ToDictionary(b => b.Id, b => b.Region), await db.Users.AsNoTracking().Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct));
    }

    /// <summary>These cases in this order, of those still visible; read by slices, so that nothing is held for long.</summary>
    /// <param name="parts">Names of the properties of <see cref="ExportRow"/> that are wanted.</param>
    public async IAsyncEnumerable<IReadOnlyList<ExportRow>> RowsAsync(IReadOnlyList<long> ids, IReadOnlyCollection<string> parts, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var row = ExportRow.Of(parts);
        for (var from = 0; from < ids.Count; from += Slice)
        {
            var slice = ids.Skip(from).Take(Slice).ToList();
            await using var db = await contexts.CreateDbContextAsync(ct);
            var found = new Dictionary<long, ExportRow>(slice.Count);
            foreach (var one in await db.Cases.AsNoTracking().WorkedBy(actor).Where(c => EF.Parameter(slice).Contains(c.Id)).Select(row).ToListAsync(ct))
                found[one.Id] = one;
            yield return [.. slice.Where(found.ContainsKey).Select(id => found[id])];
        }
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
            new ExportView(j.Id, codes[j.CampaignId], j.Format, j.FileName, j.State, j.Rows, j.Total, j.Error, j.State == JobState.Done && IsInScope(j, actor), j.CreatedAt, j.FinishedAt) { Report = j.Report })];
    }

    // A share that came later takes nothing away.
    private static bool IsInScope(ExportJob job, Actor actor) => (actor with { HasShares = job.HadShares }).ScopeKey == job.ScopeKey;
}
