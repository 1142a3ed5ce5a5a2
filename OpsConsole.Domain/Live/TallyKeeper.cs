using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Keeps this node's tally up with the log: a reader brings it up to the log's end and all who ask meanwhile share what came of it (docs/rules.md, "Counters").</summary>
public sealed class TallyKeeper(IDbContextFactory<OpsDbContext> contexts, CaseCounts shared) : IDisposable
{
    /// <summary>Entries behind the log at which it is cheaper to read the cases anew.</summary>
    public const int MostBehind = 50_000;

    private const int Batch = 10_000, Rows = 500;

    /// <summary>Longer than any figure looks back, in any zone.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(17);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CaseTally _tally = new();
    private long? _last;

    /// <summary>The figures now, none older than the log's end at the call.</summary>
    /// <param name="since">The log number that they must have seen, where the caller knows it.</param>
    public async Task<TallyCube> ReadAsync(CampaignTime time, CancellationToken ct, long? since = null)
    {
        var sequence = since ?? await LastAsync(ct);
        var second = time.UtcNow.Ticks / TimeSpan.TicksPerSecond;
        return await shared.GetAsync(sequence, $"tally|{time.Zone.Id}|{second}", () => MakeAsync(time), ct);
    }

    /// <summary>What the figures need of these cases, read now.</summary>
    public static async Task<List<(long Id, CountedCase Case)>> ReadAsync(OpsDbContext db, IQueryable<Case> cases, CancellationToken ct)
    {
        var whole = await db.Campaigns.Where(c => c.Kind != CampaignKind.CloseTheLoop).Select(c => c.Id).ToListAsync(ct);
        var rows = await Counted(cases, whole)
            .Select(c => new { c.Id, c.CampaignId, c.BranchId, c.ResponsibleId, c.Status, c.ReceivedAt, c.DueAt, c.CompletedAt, First = c.AttemptCount == 0 ? null : c.Attempts.Min(a => (DateTime?)a.At) }).ToListAsync(ct);
        return rows.ConvertAll(r => (r.Id, new CountedCase(r.CampaignId, r.BranchId, r.ResponsibleId ?? 0, r.Status, r.ReceivedAt, r.DueAt, r.Status == CaseStatus.Completed ? r.CompletedAt : null, r.First)));
    }

    /// <summary>Alerts of close-the-loop campaigns and every case of the others; what was merged into another or taken back counts nowhere.</summary>
    public static IQueryable<Case> Counted(IQueryable<Case> cases, IReadOnlyList<int> whole) =>
        cases.AsNoTracking().Where(c => !c.IsRemoved && c.MergedIntoId == null && (c.IsAlert || whole.Contains(c.CampaignId)));

    public void Dispose() => _turn.Dispose();

    private async Task<TallyCube> MakeAsync(CampaignTime time)
    {
        await _turn.WaitAsync();
        try
        {
            await Task.Run(() => CatchUpAsync(time.UtcNow - Kept));      // SQLite's provider blocks
            return _tally.At(FigureTimes.At(time));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CatchUpAsync(DateTime oldest)
    {
        await using var db = await contexts.CreateDbContextAsync();
        while (true)
        {
            if (_last is not { } last || await LastAsync(db) - last > MostBehind)
            {
                await ReadAllAsync(db, oldest);
                continue;
            }
            var news = await db.CaseEvents.AsNoTracking().Where(e => e.Sequence > last).OrderBy(e => e.Sequence).Select(e => new { e.Sequence, e.CaseId }).Take(Batch).ToListAsync();
            if (news.Count == 0)
                return;
            foreach (var ids in news.Select(e => e.CaseId).Distinct().Chunk(Rows))
            {
                var rows = (await ReadAsync(db, db.Cases.Where(c => EF.Parameter(ids).Contains(c.Id)), CancellationToken.None)).ToDictionary(r => r.Id, r => r.Case);
                foreach (var id in ids)
                    if (rows.TryGetValue(id, out var row) && !(row.CompletedAt < oldest))
                        _tally.Set(id, row);
                    else
                        _tally.Remove(id);
            }
            _last = news[^1].Sequence;
        }
    }

    private async Task ReadAllAsync(OpsDbContext db, DateTime oldest)
    {
        var last = await LastAsync(db);     // first: what is written meanwhile is heard of again
        _tally.Clear();
        foreach (var part in new[] { db.Cases.Where(c => c.IsOpen), db.Cases.Where(c => !c.IsOpen && c.CompletedAt >= oldest) })        // each has its index
            foreach (var (id, row) in await ReadAsync(db, part, CancellationToken.None))
                _tally.Set(id, row);
        _last = last;
    }

    private async Task<long> LastAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await LastAsync(db);
    }

    private static Task<long> LastAsync(OpsDbContext db) => db.CaseEvents.OrderByDescending(e => e.Sequence).Select(e => e.Sequence).FirstOrDefaultAsync();
}
