using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace OpsConsole.Domain.Data;

/// <summary>How values of users enter a query: always as parameters, never as text of the statement.</summary>
internal static class QueryValues
{
    // A property of a captured object, as a closure is: EF makes a parameter of it. A bare constant would be SQL text.
    public static Expression Value<T>(T value) => Expression.Property(Expression.Constant(new Box<T>(value)), nameof(Box<T>.Value));

    public static Expression Value(object value, Type type) =>
        Expression.Property(Expression.Constant(Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)), nameof(Box<int>.Value));

    /// <summary>One parameter however long the list is: 200 lists of 1,000 values would be more parameters than a statement takes.</summary>
    public static Expression In<T>(Expression left, IReadOnlyCollection<T> values) =>
        Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Expression.Call(typeof(EF), nameof(EF.Parameter), [typeof(IEnumerable<T>)], Value<IEnumerable<T>>(values.Distinct().ToList())), left);

    private sealed record Box<T>(T Value);
}
