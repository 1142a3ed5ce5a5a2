using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Filters;

/// <summary>A code that a case of the cell has in a column of its own: cause, area, mark (docs/rules.md, "Reports of the cell").</summary>
internal sealed record ColumnField(string Source, string Name, string Column) : ChoiceField(Source, Name)
{
    private Expression Stored => Expression.Coalesce(Terms.Column(Column), Expression.Constant(""));

    protected override Expression Missing(bool holds, FilterContext context) => Terms.Equal(Stored, Expression.Constant(""), holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context) =>
        Terms.Any(holds, [.. with.Ids.Distinct().Select(i => Terms.Equal(Stored, QueryValues.Value(Choices[i].Code), holds))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Stored)];

    internal override Expression? GroupKey(FilterContext context) => Stored;
}

/// <summary>Where the question to an area stands; missing where none was asked.</summary>
internal sealed record EscalationStateField(string Source, string Name) : ChoiceField(Source, Name)
{
    private const int None = -1;

    private static readonly Expression Stored = Expression.Coalesce(Expression.Convert(Terms.Column(nameof(Case.EscalationState)), typeof(int?)), Expression.Constant(None));

    protected override Expression Missing(bool holds, FilterContext context) => Terms.Equal(Stored, Expression.Constant(None), holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context) =>
        Terms.Any(holds, [.. with.Ids.Distinct().Select(i => Terms.Equal(Stored, QueryValues.Value((int)Enum.Parse<EscalationState>(Choices[i].Code, ignoreCase: true)), holds))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Stored)];

    /// <summary>The number of the state; one less than the first where there is none.</summary>
    internal override Expression? GroupKey(FilterContext context) => Stored;
}

/// <summary>Of a case that stands for itself: one that was merged into another has no value here, as it is counted nowhere.</summary>
internal sealed record StandingField(CaseField Inner) : CaseField(Inner.Source, Inner.Name, Inner.Type)
{
    internal override Reading ReadValue(JsonElement value, FilterContext context) => Inner.ReadValue(value, context);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) => how == Comparison.Empty
        ? Terms.Any(holds, Inner.Test(how, with, holds, context), Standing(!holds))
        : Terms.All(holds, Standing(holds), Inner.Test(how, with, holds, context));

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => Inner.SortKeys(context);

    internal override bool DependsOnNow => Inner.DependsOnNow;

    private static Expression Standing(bool holds) => Terms.Equal(Terms.Column(nameof(Case.MergedIntoId)), Expression.Constant(null, typeof(long?)), holds);
}
