using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>What a builder asks while a filter is put together (docs/rules.md, "Filters").</summary>
public sealed class FilterQueries(CaseQueries cases, TimeProvider clock)
{
    public const int MostValues = 30;

    /// <summary>How many cases match now; unlike a list's count it is shared with nobody and stops when it is cancelled.</summary>
    public Task<int> CountAsync(CaseQuery query, Actor actor, CancellationToken ct) => cases.LimitedAsync(async (db, stop) =>
    {
        var asked = await AskedCases.ReadAsync(db, query, actor, clock, stop);
        return await (await asked.MatchesAsync(false, query.Statuses, stop)).CountAsync(stop);
    }, ct);

    /// <summary>The values that a column has most often among the cases one may see, with how many have each; choices come all, in their order.</summary>
    public Task<IReadOnlyList<ValueCount>> ValuesAsync(int campaignId, string source, string name, Actor actor, CancellationToken ct) => cases.LimitedAsync<IReadOnlyList<ValueCount>>(async (db, stop) =>
    {
        var asked = await AskedCases.ReadAsync(db, new(campaignId), actor, clock, stop);
        if (asked.Find(source, name) is not { } field)
            throw new RefusedException([new("unknown", "field")]);
        if (field.GroupKey(asked.Context) is not { } key)
            return [];
        if (key.Type == typeof(string))
            return FieldValues.OfTexts(field, await CountedAsync<string>(asked, key, field.Choices.Count == 0, stop));
        var places = field.NeedsPlaces ? await AskedCases.ReadPlacesAsync(db, field.NeedsPeople, false, stop) : Places.None;
        return FieldValues.OfNumbers(field, await CountedAsync<int>(asked, key, false, stop), places);
    }, ct);

    /// <summary>Which parts of a filter hold for a case; null where the case is not there for the asker.</summary>
    public Task<FilterExplanation?> ExplainAsync(CaseQuery query, string number, Actor actor, CancellationToken ct) => cases.LimitedAsync(async (db, stop) =>
    {
        var asked = await AskedCases.ReadAsync(db, query, actor, clock, stop);
        var parts = FilterExplanation.PartsOf(query.Filter).ToList();
        var tests = parts.Select(p => asked.Test(p.Node)).Append(AskedCases.TestOfStates(query.Statuses)).Append(asked.TestOfSearch);
        var all = Expression.Lambda<Func<Case, bool[]>>(Expression.NewArrayInit(typeof(bool), tests), Terms.Row);
        var id = CaseNumber.IdOf(number);
        return await asked.Visible.Where(c => c.Id == id).Select(all).SingleOrDefaultAsync(stop) is { } held
            ? new FilterExplanation(parts.Index().ToDictionary(p => p.Item.Path, p => held[p.Index]), held[^2], held[^1]) : null;
    }, ct);

    private static async Task<List<(T Key, int Count)>> CountedAsync<T>(AskedCases asked, Expression key, bool mostOnly, CancellationToken ct)
    {
        var groups = asked.Visible.GroupBy(Expression.Lambda<Func<Case, T>>(key, Terms.Row)).Select(g => new { g.Key, Count = g.Count() });
        var rows = await (mostOnly ? groups.OrderByDescending(g => g.Count).ThenBy(g => g.Key).Take(MostValues + 1) : groups).ToListAsync(ct);
        return [.. rows.Select(r => (r.Key, r.Count))];
    }
}
