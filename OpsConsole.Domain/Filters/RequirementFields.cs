using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Filters;

/// <summary>Where a requirement stands as a document: open, answered, closed; never missing (docs/rules.md, "Requirements").</summary>
internal sealed record DocumentStateField(string Source, string Name) : ChoiceField(Source, Name)
{
    private static readonly Expression Stands = Expression.Condition(Expression.Not(Terms.Column(nameof(Case.IsOpen))), Expression.Constant(2),
        Expression.Condition(Expression.NotEqual(Terms.Column(nameof(Case.RespondedAt)), Expression.Constant(null, typeof(DateTime?))), Expression.Constant(1), Expression.Constant(0)));

    protected override Expression Missing(bool holds, FilterContext context) => Terms.Constant(!holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context) =>
        Terms.Any(holds, [.. with.Ids.Distinct().Select(i => Terms.Equal(Stands, QueryValues.Value(i), holds))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Stands)];

    internal override Expression? GroupKey(FilterContext context) => Stands;
}

/// <summary>A yes or no that is a moment: since then; never missing.</summary>
internal sealed record SinceField(string Source, string Name, string Column) : CaseField(Source, Name, FieldType.Boolean)
{
    private Expression Is => Expression.NotEqual(Terms.Column(Column), Expression.Constant(null, typeof(DateTime?)));

    internal override Reading ReadValue(JsonElement value, FilterContext context) => OperandReader.Boolean(value);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) =>
        how == Comparison.Empty ? Terms.Constant(!holds) : Terms.Any(holds, [.. with.Spans.Select(s => Terms.Is((s.From == 1) == holds, Is))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Expression.Condition(Is, Expression.Constant(1), Expression.Constant(0)))];
}
