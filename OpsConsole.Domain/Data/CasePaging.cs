using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Domain.Data;

/// <summary>Keyset paging: a cursor holds the sort keys and id of a row, and the page starts right behind it, however deep that is (docs/rules.md, "Paging and order").</summary>
internal sealed class CasePaging
{
    private readonly List<SortKey> _keys = [];
    private readonly List<bool> _descending = [];
    private readonly bool _idDescending;
    private readonly string _shape;

    /// <param name="sorts">A sort by number ends the order: nothing is equal after it.</param>
    public CasePaging(int campaignId, IReadOnlyList<(CaseField Field, bool Descending)> sorts, FilterContext context)
    {
        foreach (var (field, descending) in sorts)
        {
            _idDescending = descending;       // the id breaks ties in the direction of the last key: one index serves both ways
            if (field is CaseNumberField)
                break;
            foreach (var key in field.SortKeys(context))
            {
                _keys.Add(key);
                _descending.Add(descending);
            }
        }
        _shape = $"{campaignId},{string.Join(',', sorts.Select(s => $"{s.Field.Source}.{s.Field.Name}{(s.Descending ? '-' : '+')}"))}";
    }

    public async Task<CasePage> PageAsync(IQueryable<Case> matches, int limit, CaseCursor? at, bool backwards, bool withNumbers, CancellationToken ct)
    {
        var ordered = Ordered(matches, backwards);
        if (at is not null)
            ordered = ordered.Where(Behind(at, backwards));
        var found = await ordered.Take(limit + 1).Select(WithKeys(withNumbers)).ToListAsync(ct);
        var hasMore = found.Count > limit;
        var rows = found.Take(limit).ToList();
        if (backwards)
            rows.Reverse();
        var (before, after) = backwards ? (hasMore, at is not null) : (at is not null, hasMore);
        return new([.. rows.Select(r => r.Row)],
            after && rows.Count > 0 ? CaseCursor.Write(_shape, rows[^1].Row.Id, rows[^1].Keys) : null,
            before && rows.Count > 0 ? CaseCursor.Write(_shape, rows[0].Row.Id, rows[0].Keys) : null);
    }

    /// <summary>All of them, in order.</summary>
    public Task<List<long>> IdsAsync(IQueryable<Case> matches, int atMost, CancellationToken ct) => Ordered(matches, false).Select(c => c.Id).Take(atMost).ToListAsync(ct);

    /// <summary>The place of one case in the order; null where it is not among these.</summary>
    public async Task<string?> CursorAsync(IQueryable<Case> one, CancellationToken ct) =>
        await one.Select(WithKeys(false)).SingleOrDefaultAsync(ct) is { } found ? CaseCursor.Write(_shape, found.Row.Id, found.Keys) : null;

    /// <summary>Null where the text is no cursor of this order.</summary>
    public CaseCursor? Read(string cursor) => CaseCursor.Read(cursor, _shape, [.. _keys.Select(k => k.Stored.Type)]);

    private sealed record Found(CaseRow Row, object[] Keys);

    private IQueryable<Case> Ordered(IQueryable<Case> cases, bool backwards)
    {
        var query = cases.Expression;
        var verb = "OrderBy";
        void By(Expression key, bool descending)
        {
            query = Expression.Call(typeof(Queryable), verb + (descending != backwards ? "Descending" : ""), [typeof(Case), key.Type], query, Expression.Quote(Expression.Lambda(key, Terms.Row)));
            verb = "ThenBy";
        }
        foreach (var (i, key) in _keys.Index())
            By(key.Key, _descending[i]);
        By(Terms.Id, _idDescending);
        return cases.Provider.CreateQuery<Case>(query);
    }

    private Expression<Func<Case, bool>> Behind(CaseCursor at, bool backwards)
    {
        var id = QueryValues.Value(at.Id);
        var values = _keys.Select((k, i) => QueryValues.Value(k.Restore(at.Keys[i]), k.Key.Type)).ToList();
        bool Descends(int i) => _descending[i] != backwards;
        var idDescends = _idDescending != backwards;
        if (_keys.Count == 0)
            return Terms.Predicate(Beyond(Terms.Id, id, idDescends, false));
        var bound = Beyond(_keys[0].Key, values[0], Descends(0), true);         // what SQLite seeks by: it cannot use a row value over an expression
        if (_keys.Count == 1 && Descends(0) == idDescends)       // (key, id) > (@key, @id)
            return Terms.Predicate(Expression.AndAlso(bound, Expression.Call(typeof(CaseJson), Descends(0) ? nameof(CaseJson.Before) : nameof(CaseJson.After), null, _keys[0].Key, Terms.Id, values[0], id)));
        var behind = Beyond(Terms.Id, id, idDescends, false);
        for (var i = _keys.Count - 1; i >= 0; i--)
            behind = Expression.OrElse(Beyond(_keys[i].Key, values[i], Descends(i), false), Expression.AndAlso(Expression.Equal(_keys[i].Key, values[i]), behind));
        return Terms.Predicate(Expression.AndAlso(bound, behind));
    }

    private static Expression Beyond(Expression key, Expression at, bool descending, bool orEqual)
    {
        var compare = (descending, orEqual) switch
        {
            (false, false) => ExpressionType.GreaterThan,
            (false, true) => ExpressionType.GreaterThanOrEqual,
            (true, false) => ExpressionType.LessThan,
            (true, true) => ExpressionType.LessThanOrEqual,
        };
        return key.Type == typeof(string) ? Terms.Compare(compare, key, at) : Expression.MakeBinary(compare, key, at);
    }

    private Expression<Func<Case, Found>> WithKeys(bool withNumbers)
    {
        var row = CaseRow.Of(Terms.Row, withNumbers);
        var values = Expression.NewArrayInit(typeof(object), _keys.Select(k => Expression.Convert(k.Stored, typeof(object))));
        return Expression.Lambda<Func<Case, Found>>(Expression.New(typeof(Found).GetConstructors()[0], row, values), Terms.Row);
    }
}

/// <summary>Puts one expression in the place of another.</summary>
internal sealed class Rename(Expression from, Expression to) : ExpressionVisitor
{
    public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
}
