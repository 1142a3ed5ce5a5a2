using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Lists of cases: scope, filter, search, order. What cannot be asked is a <see cref="RefusedException"/> whose reasons name paths (docs/rules.md, "Filters").</summary>
public sealed class CaseQueries(IDbContextFactory<OpsDbContext> contexts, CaseCounts counts, AccessLog accesses, TimeProvider clock)
{
    /// <summary>A query that takes longer is cancelled and refused as query.too_slow.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>One page, without a count: it is shown before its count arrives.</summary>
    public Task<CasePage> PageAsync(CaseQuery query, Actor actor, CancellationToken ct) => LimitedAsync(async (db, stop) =>
    {
        var asked = await AskedAsync(db, query, actor, stop);
        await accesses.ListAsync(actor, query.CampaignId, stop);
        foreach (var term in SearchedTerms.In(query.Search))
            await accesses.SearchAsync(actor, AccessType.Search, query.CampaignId, term, stop);
        var paging = new CasePaging(query.CampaignId, asked.Sorts, asked.Context);
        CaseCursor? at = null;
        if (query.Cursor is not null && (at = paging.Read(query.Cursor)) is null)
            throw new RefusedException([new("cursor.invalid", "cursor")]);
        var matches = await asked.MatchesAsync(await asked.WalksAsync(stop), query.Statuses, stop);
        return await paging.PageAsync(matches, query.Limit, at, query.Backwards, query.WithNumbers, stop);
    }, ct);

    /// <summary>The cases of a whole list, in order: what a job works through, frozen at this moment. A job may take longer than a screen.</summary>
    public Task<List<long>> IdsAsync(CaseQuery query, int atMost, TimeSpan limit, Actor actor, CancellationToken ct) => LimitedAsync(async (db, stop) =>
    {
        var asked = await AskedAsync(db, query, actor, stop);
        return await new CasePaging(query.CampaignId, asked.Sorts, asked.Context).IdsAsync(await asked.MatchesAsync(false, query.Statuses, stop), atMost, stop);
    }, ct, limit);

    /// <summary>A case's place in the order, to page from; null where the case is not visible.</summary>
    public Task<string?> CursorAsync(CaseQuery query, string number, Actor actor, CancellationToken ct) => LimitedAsync(async (db, stop) =>
    {
        var asked = await AskedAsync(db, query, actor, stop);
        var id = CaseNumber.IdOf(number);
        return await new CasePaging(query.CampaignId, asked.Sorts, asked.Context).CursorAsync(asked.Visible.Where(c => c.Id == id), stop);
    }, ct);

    /// <summary>The exact number of cases under filter, search and states.</summary>
    /// <param name="since">The log number that the figure must have seen; without it the log's last.</param>
    public Task<int> CountAsync(CaseQuery query, Actor actor, CancellationToken ct, long? since = null) => SharedAsync("count", query, actor,
        (asked, stop) => asked.CountAsync(query.Statuses, stop), since, ct);

    /// <param name="since">As with the count.</param>
    public Task<CaseLegend> LegendAsync(CaseQuery query, Actor actor, CancellationToken ct, long? since = null)
    {
        query = query with { Statuses = [], Filter = WithoutState(query.Filter) };
        return SharedAsync("legend", query, actor, async (asked, stop) =>
        {
            var groups = await asked.TotalsAsync([], stop);
            int Of(CaseStatus status, bool alertsOnly) => groups.Where(g => g.Status == status && (g.IsAlert || !alertsOnly)).Sum(g => g.Count);
            return new CaseLegend(Enum.GetValues<CaseStatus>().ToDictionary(s => s, s => Of(s, false)), Enum.GetValues<CaseStatus>().ToDictionary(s => s, s => Of(s, true)));
        }, since, ct);
    }

    /// <summary>These cases as they are now, of those still visible, and whether each still meets the query.</summary>
    /// <param name="since">The log number that they must have seen: windows that show the same and hear of the same changes are answered together. Without it they are read for this caller alone.</param>
    public Task<IReadOnlyList<PatchedRow>> RowsAsync(CaseQuery query, IReadOnlyCollection<long> ids, Actor actor, CancellationToken ct, long? since = null)
    {
        return since is null
            ? LimitedAsync(async (db, stop) => await ReadAsync(await AskedAsync(db, query, actor, stop), stop), ct)
            : SharedAsync($"rows {query.WithNumbers} {string.Join(',', ids.Order())}", query, actor, ReadAsync, since, ct);

        async Task<IReadOnlyList<PatchedRow>> ReadAsync(AskedCases asked, CancellationToken stop)
        {
            var row = CaseRow.Of(Terms.Row, query.WithNumbers);
            var patched = Expression.Lambda<Func<Case, PatchedRow>>(Expression.New(typeof(PatchedRow).GetConstructors()[0], row, asked.Test(query.Statuses)), Terms.Row);
            return await asked.Visible.Where(c => EF.Parameter(ids).Contains(c.Id)).Select(patched).ToListAsync(stop);
        }
    }

    /// <summary>What is wrong with a query, without asking it: a builder shows this while it is used.</summary>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(CaseQuery query, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            await AskedAsync(db, query, actor, ct);
            return [];
        }
        catch (RefusedException refused)
        {
            return refused.Reasons;
        }
    }

    private async Task<T> SharedAsync<T>(string what, CaseQuery query, Actor actor, Func<AskedCases, CancellationToken, Task<T>> ask, long? since, CancellationToken ct)
    {
        long sequence;
        string key;
        AskedCases asked;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            asked = await AskedAsync(db, query, actor, ct, live: since is not null);
            sequence = since ?? await db.CaseEvents.OrderByDescending(e => e.Sequence).Select(e => e.Sequence).FirstOrDefaultAsync(ct);
            key = $"{what}|{asked.CacheKey}|{string.Join(',', query.Statuses)}";
        }
        return await counts.GetAsync(sequence, key, () => LimitedAsync((db, stop) => ask(asked.On(db), stop), CancellationToken.None), ct);
    }

    private Task<AskedCases> AskedAsync(OpsDbContext db, CaseQuery query, Actor actor, CancellationToken ct, bool live = false) => AskedCases.ReadAsync(db, query, actor, clock, ct, live);

    /// <summary>On a thread of the pool, since SQLite's provider blocks; cancelled when the time is over.</summary>
    internal async Task<T> LimitedAsync<T>(Func<OpsDbContext, CancellationToken, Task<T>> work, CancellationToken ct, TimeSpan? longer = null)
    {
        using var limit = new CancellationTokenSource(longer ?? TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Task.Run(async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(either.Token);
                db.StopsWhenCancelled = true;
                return await work(db, either.Token);
            }, either.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException && either.IsCancellationRequested)
        {
            ct.ThrowIfCancellationRequested();
            throw new RefusedException([new("query.too_slow")]);
        }
    }

    /// <summary>The filter itself chooses states, which the legend's figures leave aside: then their sum is not the list's total.</summary>
    public static bool ChoosesStates(FilterNode filter) => filter is FilterGroup { Connector: Connector.All } group && group.Items.Any(IsOfState);

    /// <summary>The legend's own condition does not hide the other states from it.</summary>
    private static FilterNode WithoutState(FilterNode filter) =>
        ChoosesStates(filter) ? (FilterGroup)filter with { Items = [.. ((FilterGroup)filter).Items.Where(i => !IsOfState(i))] } : filter;

    private static bool IsOfState(FilterNode node) => node is FilterCondition { Source: CaseField.Management, Field: FieldCatalog.State };
}
