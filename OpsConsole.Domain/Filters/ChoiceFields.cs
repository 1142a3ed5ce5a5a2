using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>One of a few codes; a value matches by code or by Spanish label, folded. A value that is none of them is refused, not searched in vain.</summary>
internal abstract record ChoiceField(string Source, string Name) : CaseField(Source, Name, FieldType.Choice)
{
    internal override Reading ReadValue(JsonElement value, FilterContext context)
    {
        if (OperandReader.Text(value) is not { Operand.Texts: [var text] })
            return new Reading(null, FilterLimits.BadValue);
        var found = Choices.Index().Where(c => TextFold.Fold(c.Item.Code) == text || TextFold.Fold(c.Item.Label) == text).ToList();
        return found.Count == 0 ? new Reading(null, "unknown") : new Operand { Texts = [.. found.Select(c => TextFold.Fold(c.Item.Code))], Ids = [.. found.Select(c => c.Index)] };
    }

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) =>
        how == Comparison.Empty ? Missing(holds, context) : Among(with, holds, context);

    protected abstract Expression Missing(bool holds, FilterContext context);

    protected abstract Expression Among(Operand with, bool holds, FilterContext context);
}

/// <summary>A choice whose code stands among the JSON texts.</summary>
internal sealed record CodeField(string Source, string Name, string Key) : ChoiceField(Source, Name)
{
    protected override Expression Missing(bool holds, FilterContext context) => TextTests.Test(Terms.JsonText(Key), KeyOf(context), Comparison.Empty, [], holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context) => TextTests.Test(Terms.JsonText(Key), KeyOf(context), Comparison.In, with.Texts, holds);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Terms.JsonKey(Key, false))];

    internal override Expression? GroupKey(FilterContext context) => Terms.JsonKey(Key, false);

    private Expression KeyOf(FilterContext context) => Terms.JsonKey(Key, context.Walk && Indexed);
}

/// <summary>A choice that is a column: the state, the priority. Ordered as the enumeration is; never missing.</summary>
internal sealed record EnumField<T>(string Source, string Name, string Column) : ChoiceField(Source, Name) where T : struct, Enum
{
    protected override Expression Missing(bool holds, FilterContext context) => Terms.Constant(!holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context) =>
        Terms.Any(holds, [.. with.Ids.Distinct().Select(i => Terms.Equal(Terms.Column(Column), QueryValues.Value(Enum.Parse<T>(Choices[i].Code, ignoreCase: true)), holds))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Expression.Convert(Terms.Column(Column), typeof(int)))];

    internal override Expression? GroupKey(FilterContext context) => Expression.Convert(Terms.Column(Column), typeof(int));
}

/// <summary>Where the case stands towards its deadline at this moment: never stored, so every test names the deadlines it covers.</summary>
internal sealed record SlaField(string Source, string Name) : ChoiceField(Source, Name)
{
    internal override bool DependsOnNow => true;

    protected override Expression Missing(bool holds, FilterContext context) =>
        Terms.Equal(Terms.Column(nameof(Case.DueAt)), Expression.Constant(null, typeof(DateTime?)), holds);

    protected override Expression Among(Operand with, bool holds, FilterContext context)
    {
        var states = with.Ids.Distinct().Select(i => Enum.Parse<SlaState>(Choices[i].Code)).ToHashSet();
        if (holds)
            return Terms.Any(true, [.. states.Select(s => In(s, context))]);
        var others = Enum.GetValues<SlaState>().Where(s => !states.Contains(s)).Select(s => In(s, context));
        return Terms.Any(true, [Missing(true, context), .. others]);
    }

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context)
    {
        Expression rank = Expression.Constant(0);
        foreach (var state in Enum.GetValues<SlaState>())
            rank = Expression.Condition(In(state, context), Expression.Constant((int)state + 1), rank);
        return [new(rank)];
    }

    /// <summary>The state's number and one; 0 where there is no deadline.</summary>
    internal override Expression? GroupKey(FilterContext context) => SortKeys(context)[0].Key;

    private static Expression In(SlaState state, FilterContext context)
    {
        var due = Terms.Column(nameof(Case.DueAt));
        var open = Terms.Column(nameof(Case.IsOpen));
        Expression At(DateTime at) => Expression.Convert(QueryValues.Value(at), typeof(DateTime?));
        var (now, soon) = (At(context.Now), At(context.Now + SlaPolicy.SoonWindow));
        Expression Done(ExpressionType how) => Terms.All(true, Expression.Not(open), Expression.MakeBinary(how, Terms.Column(nameof(Case.CompletedAt)), due));
        return state switch
        {
            SlaState.Overdue => Terms.All(true, open, Expression.LessThan(due, now)),
            SlaState.DueSoon => Terms.All(true, open, Expression.GreaterThanOrEqual(due, now), Expression.LessThan(due, soon)),
            SlaState.OnTime => Terms.All(true, open, Expression.GreaterThanOrEqual(due, soon)),
            SlaState.Met => Done(ExpressionType.LessThanOrEqual),
            SlaState.Missed => Done(ExpressionType.GreaterThan),
        };
    }
}

/// <summary>The state or the motive that a withdrawal request stands disposed with, by its code; a case that was merged into another has none of its own (docs/rules.md, "Retention figures").</summary>
internal sealed record DispositionField(string Source, string Name, bool IsMotive) : ChoiceField(Source, Name)
{
    private static readonly Expression Path = Expression.Coalesce(Terms.Column(nameof(Case.DispositionPath)), Expression.Constant(""));

    protected override Expression Missing(bool holds, FilterContext context) => Terms.Any(holds, Terms.Equal(Path, Expression.Constant(""), holds), Standing(!holds));

    protected override Expression Among(Operand with, bool holds, FilterContext context) =>
        Terms.All(holds, Standing(holds), Terms.Any(holds, [.. with.Ids.Distinct().Select(i => Terms.Is(holds, Has(Json.Write(Choices[i].Code))))]));

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Path)];

    /// <param name="code">In quotes: no code is the beginning or the end of another one.</param>
    private Expression Has(string code) => IsMotive
        ? Expression.Call(Path, typeof(string).GetMethod(nameof(string.EndsWith), [typeof(string)])!, QueryValues.Value($",{code}]"))
        : Expression.Call(Path, typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!, QueryValues.Value($"[{code}"));

    private static Expression Standing(bool holds) => Terms.Equal(Terms.Column(nameof(Case.MergedIntoId)), Expression.Constant(null, typeof(long?)), holds);
}

/// <summary>A yes or no that is a column; never missing.</summary>
internal sealed record FlagField(string Source, string Name, string Column) : CaseField(Source, Name, FieldType.Boolean)
{
    internal override Reading ReadValue(JsonElement value, FilterContext context) => OperandReader.Boolean(value);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) =>
        how == Comparison.Empty ? Terms.Constant(!holds)
            : Terms.Any(holds, [.. with.Spans.Select(s => Terms.Is((s.From == 1) == holds, Terms.Column(Column)))]);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) => [new(Expression.Condition(Terms.Column(Column), Expression.Constant(1), Expression.Constant(0)))];
}
