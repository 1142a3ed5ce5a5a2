using System.Linq.Expressions;

namespace OpsConsole.Domain.Filters;

/// <summary>A valid tree as a predicate over cases. What users typed becomes parameters; only the keys of a campaign's schema reach the text of a statement (docs/rules.md, "Filters").</summary>
public sealed class FilterCompiler(FieldCatalog catalogue, FilterContext context)
{
    internal Expression Body(FilterNode tree) => Build(tree, true);

    private Expression Build(FilterNode node, bool holds) => node switch
    {
        FilterGroup { Items.Count: 0 } => Terms.Constant(holds),
        FilterGroup { Connector: Connector.All } group => Terms.All(holds, Parts(group, holds)),
        FilterGroup { Connector: Connector.Any } group => Terms.Any(holds, Parts(group, holds)),
        FilterGroup { Connector: Connector.None } group => Terms.All(holds, Parts(group, !holds)),
        FilterCondition condition => Test(condition, holds),
        _ => throw new ArgumentException("Not a part of a filter.", nameof(node)),
    };

    private List<Expression> Parts(FilterGroup group, bool holds) => [.. group.Items.Select(item => Build(item, holds))];

    private Expression Test(FilterCondition condition, bool holds)
    {
        var field = catalogue.Find(condition.Source, condition.Field);
        var op = FilterOp.Find(condition.Op);
        if (field is null || op is null || !op.Fits(field.Type) || OperandReader.Read(field, op, condition.Value, context).Operand is not { } operand)
            throw new ArgumentException("The filter was not validated.");
        return field.Test(op.Comparison, operand, holds != op.IsNegative, context);
    }
}
