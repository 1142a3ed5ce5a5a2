using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Filters;

/// <summary>A number, date or boolean among the JSON numbers. What should have been one and is not lies among the texts: it meets no comparison, but it is a value.</summary>
internal sealed record OrderedField(string Source, string Name, FieldType Type, string Key) : CaseField(Source, Name, Type)
{
    internal override Reading ReadValue(JsonElement value, FilterContext context) => Read(Type, value, context);

    internal static Reading Read(FieldType type, JsonElement value, FilterContext context) => type switch
    {
        FieldType.Number => OperandReader.Number(value),
        FieldType.Date => OperandReader.Date(value, context),
        FieldType.Boolean => OperandReader.Boolean(value),
        FieldType.Text or FieldType.Choice => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context)
    {
        var walk = context.Walk && Indexed;
        var number = Terms.JsonNumber(Key, walk);
        var missing = Expression.Constant(CaseJson.Missing);
        return how == Comparison.Empty
            ? Terms.All(holds, Terms.Equal(number, missing, holds), Terms.Equal(Terms.JsonKey(Key, walk), Expression.Constant(""), holds))
            : SpanTests.Test(number, missing, v => QueryValues.Value(v), how, with.Spans, arePoints: Type != FieldType.Date, holds);
    }

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Terms.JsonNumber(Key, false))];
}

/// <summary>The survey time, a column of its own.</summary>
internal sealed record ReceivedField(string Source, string Name) : CaseField(Source, Name, FieldType.Date)
{
    internal override Reading ReadValue(JsonElement value, FilterContext context) => OperandReader.Date(value, context);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) =>
        how == Comparison.Empty ? Terms.Constant(!holds)
            : SpanTests.Test(Terms.Column(nameof(Case.ReceivedAt)), Expression.Constant(CaseJson.NoDate), v => QueryValues.Value(DateTime.UnixEpoch.AddMilliseconds(v)), how, with.Spans, arePoints: false, holds);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Terms.Column(nameof(Case.ReceivedAt)))];
}

/// <summary>Comparisons with half-open spans.</summary>
internal static class SpanTests
{
    /// <param name="arePoints">Equality of the value itself instead of lying within the span.</param>
    public static Expression Test(Expression number, Expression missing, Func<double, Expression> at, Comparison how, IReadOnlyList<Operand.Span> spans, bool arePoints, bool holds)
    {
        Expression From(double v) => Expression.MakeBinary(holds ? ExpressionType.GreaterThanOrEqual : ExpressionType.LessThan, number, at(v));
        Expression Below(double v) => Expression.MakeBinary(holds ? ExpressionType.LessThan : ExpressionType.GreaterThanOrEqual, number, at(v));
        Expression Inside(Operand.Span span) => arePoints ? Terms.Equal(number, at(span.From), holds) : Terms.All(holds, From(span.From), Below(span.To));
        Expression Present() => Expression.MakeBinary(holds ? ExpressionType.GreaterThan : ExpressionType.LessThanOrEqual, number, missing);
        return how switch
        {
            Comparison.In when arePoints && spans.Count > 1 => Terms.Is(holds, QueryValues.In(number, [.. spans.Select(s => s.From)])),
            Comparison.Equal or Comparison.In or Comparison.Today or Comparison.LastDays or Comparison.ThisWeek or Comparison.ThisMonth => Terms.Any(holds, [.. Merged(spans, arePoints).Select(Inside)]),
            Comparison.Greater => From(spans[0].To),
            Comparison.GreaterOrEqual => From(spans[0].From),
            Comparison.Less => Terms.All(holds, Present(), Below(spans[0].From)),
            Comparison.LessOrEqual => Terms.All(holds, Present(), Below(spans[0].To)),
            Comparison.Between => Terms.All(holds, From(spans[0].From), Below(spans[1].To)),
            Comparison.Contains or Comparison.Starts or Comparison.Ends or Comparison.Empty => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }

    /// <summary>Days that touch become one span: a list of 1,000 dates is seldom 1,000 tests.</summary>
    private static List<Operand.Span> Merged(IReadOnlyList<Operand.Span> spans, bool arePoints)
    {
        if (arePoints)
            return [.. spans];
        var merged = new List<Operand.Span>();
        foreach (var span in spans.OrderBy(s => s.From))
            if (merged.Count > 0 && span.From <= merged[^1].To)
                merged[^1] = new(merged[^1].From, Math.Max(merged[^1].To, span.To));
            else
                merged.Add(span);
        return merged;
    }
}
