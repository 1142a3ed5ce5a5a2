using System.Linq.Expressions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Filters;

/// <summary>The parts that predicates are put together from. <c>holds</c> false asks for the exact complement: it is pushed down to the leaves, so no NOT ever meets a NULL.</summary>
internal static class Terms
{
    /// <summary>The case: every predicate and sort key is written over this parameter.</summary>
    public static readonly ParameterExpression Row = Expression.Parameter(typeof(Case), "c");

    public static readonly Expression Id = Expression.Property(Row, nameof(Case.Id));

    public static Expression Constant(bool holds) => Expression.Constant(holds);

    public static Expression Column(string property) => Expression.Property(Row, property);

    public static Expression JsonText(string key) => Expression.Call(typeof(CaseJson), nameof(CaseJson.Text), null,
        Column(nameof(Case.Folded)), Expression.Constant(CaseJson.Checked(key)));

    public static Expression JsonKey(string key, bool walk) => Expression.Call(typeof(CaseJson), nameof(CaseJson.Key), null,
        Column(nameof(Case.Folded)), Expression.Constant(CaseJson.Checked(key)), Expression.Constant(walk));

    /// <summary>The value as it came: decides between values that fold to the same.</summary>
    public static Expression JsonRaw(string key) => Expression.Call(typeof(CaseJson), nameof(CaseJson.Key), null,
        Column(nameof(Case.Data)), Expression.Constant(CaseJson.Checked(key)), Expression.Constant(false));

    public static Expression JsonNumber(string key, bool walk) => Expression.Call(typeof(CaseJson), nameof(CaseJson.Number), null,
        Column(nameof(Case.Numbers)), Expression.Constant(CaseJson.Checked(key)), Expression.Constant(walk));

    public static Expression Is(bool holds, Expression test) => holds ? test : Expression.Not(test);

    public static Expression Equal(Expression left, Expression right, bool holds) => holds ? Expression.Equal(left, right) : Expression.NotEqual(left, right);

    public static Expression Compare(ExpressionType how, Expression text, Expression value) =>
        Expression.MakeBinary(how, Expression.Call(typeof(string), nameof(string.Compare), null, text, value), Expression.Constant(0));

    public static Expression All(bool holds, params IReadOnlyList<Expression> parts) => parts.Count == 0 ? Constant(holds) : Join(parts, and: holds);

    public static Expression Any(bool holds, params IReadOnlyList<Expression> parts) => parts.Count == 0 ? Constant(!holds) : Join(parts, and: !holds);

    /// <summary>The predicates of a query, in one.</summary>
    public static Expression<Func<Case, bool>> Predicate(Expression body) => Expression.Lambda<Func<Case, bool>>(body, Row);

    // Balanced: 500 items are 9 levels, not 500.
    private static Expression Join(IReadOnlyList<Expression> parts, bool and)
    {
        if (parts.Count == 1)
            return parts[0];
        var (left, right) = (Join([.. parts.Take(parts.Count / 2)], and), Join([.. parts.Skip(parts.Count / 2)], and));
        return and ? Expression.AndAlso(left, right) : Expression.OrElse(left, right);
    }
}
