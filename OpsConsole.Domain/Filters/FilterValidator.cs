using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>Whether a tree can be compiled for a campaign: every refusal names its path, e.g. filter.items[2].value.</summary>
public static class FilterValidator
{
    public static IReadOnlyList<Refusal> Check(FilterNode tree, FieldCatalog catalogue, FilterContext context, string path = "filter")
    {
        var levels = Levels(tree);
        if (levels > FilterLimits.Levels)
            return [new(FilterLimits.TooLarge, path, levels, FilterLimits.Levels)];
        var count = tree.Conditions.Take(FilterLimits.Conditions + 1).Count();
        if (count > FilterLimits.Conditions)
            return [new(FilterLimits.TooLarge, path, count, FilterLimits.Conditions)];
        return [.. Node(tree, catalogue, context, path)];
    }

    private static int Levels(FilterNode node) => node is FilterGroup group ? 1 + group.Items.Select(Levels).DefaultIfEmpty(0).Max() : 0;

    private static IEnumerable<Refusal> Node(FilterNode node, FieldCatalog catalogue, FilterContext context, string path) => node switch
    {
        FilterGroup group => group.Items.SelectMany((item, i) => Node(item, catalogue, context, $"{path}.items[{i}]")),
        FilterCondition condition => Condition(condition, catalogue, context, path),
        _ => [new(FilterLimits.BadShape, path)],
    };

    private static IEnumerable<Refusal> Condition(FilterCondition condition, FieldCatalog catalogue, FilterContext context, string path)
    {
        var field = catalogue.Find(condition.Source, condition.Field);
        var op = FilterOp.Find(condition.Op);
        if (field is null)
            yield return new("unknown", path + ".field");
        if (op is null)
            yield return new("unknown", path + ".op");
        else if (field is not null && !op.Fits(field.Type))
            yield return new(FilterLimits.BadOperator, path + ".op");
        else if (field is not null && OperandReader.Read(field, op, condition.Value, context) is { Error: { } error } reading)
            yield return new(error, $"{path}.value{(reading.Index is { } index ? $"[{index}]" : "")}");
    }
}
