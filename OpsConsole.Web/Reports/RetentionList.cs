using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Reports;

/// <summary>A figure whose cases can be listed.</summary>
public enum RetentionFigure
{
    Cases,
    Decided,
    Retained,
    Withdrawn,
    Pending,
    Others,
    Benefits,
}

/// <summary>The filter behind a figure: the list that it makes holds exactly the cases that were counted (docs/rules.md, "Retention figures").</summary>
public static class RetentionList
{
    public static int CountOf(RetentionFigure figure, RetentionCount count) => figure switch
    {
        RetentionFigure.Cases => count.Cases,
        RetentionFigure.Decided => count.Decided,
        RetentionFigure.Retained => count.Retained,
        RetentionFigure.Withdrawn => count.Withdrawn,
        RetentionFigure.Pending => count.Pending,
        RetentionFigure.Others => count.Others,
        RetentionFigure.Benefits => count.Benefits,
    };

    /// <summary>Null: there is nothing, or the catalogue that runs no longer has a state that was counted, so that no filter can name it.</summary>
    /// <param name="narrower">Of a person, a line or a day besides.</param>
    public static FilterNode? Of(RetentionFigure figure, RetentionCount count, RetentionFigures figures, MotiveCatalogue catalogue, params IReadOnlyList<FilterNode> narrower)
    {
        var states = catalogue.States.Where(s => Has(figure, s.Outcome)).Select(s => s.Code).ToList();
        if (CountOf(figure, count) == 0 || figures.Motives.Any(m => Has(figure, m.Result) && !catalogue.States.Any(s => s.Code == m.State)))
            return null;
        return All([Condition(FieldCatalog.RetentionState, "in", states), .. Open(figure, RetentionResult.Open), .. narrower], figures);
    }

    /// <summary>The same of one motive of one state.</summary>
    public static FilterNode? Of(RetentionFigure figure, RetentionMotive motive, RetentionFigures figures) => !motive.IsCurrent || CountOf(figure, motive.Count) == 0 ? null
        : All([Condition(FieldCatalog.RetentionState, "eq", motive.State), Condition(FieldCatalog.RetentionMotive, "eq", motive.Code), .. Open(figure, motive.Result)], figures);

    public static FilterNode By(RetentionAgent agent) => agent.Email is { } email ? Condition(FieldCatalog.DisposedBy, "eq", email) : Condition(FieldCatalog.DisposedBy, "empty");

    public static FilterNode Of(RetentionLine line) => line.Name is { } name ? Condition(FieldCatalog.CaseType, "eq", name) : Condition(FieldCatalog.CaseType, "empty");

    public static FilterNode On(RetentionDay day) => Condition(FieldCatalog.DisposedOn, "eq", day.Day);

    private static FilterGroup All(IReadOnlyList<FilterNode> parts, RetentionFigures figures) =>
        new(Connector.All, [.. parts, Condition(FieldCatalog.DisposedOn, "gte", figures.From), Condition(FieldCatalog.DisposedOn, "lte", figures.To)]);

    private static bool Has(RetentionFigure figure, RetentionResult result) => figure switch
    {
        RetentionFigure.Cases or RetentionFigure.Benefits => true,
        RetentionFigure.Decided => result is RetentionResult.Retained or RetentionResult.Withdrawn,
        RetentionFigure.Retained => result == RetentionResult.Retained,
        RetentionFigure.Withdrawn => result == RetentionResult.Withdrawn,
        RetentionFigure.Pending => result == RetentionResult.Open,
        RetentionFigure.Others => result is RetentionResult.NotApplicable or RetentionResult.Unreached,
    };

    private static IEnumerable<FilterNode> Open(RetentionFigure figure, RetentionResult result)
    {
        if (figure == RetentionFigure.Pending || (figure == RetentionFigure.Cases && result == RetentionResult.Open))
            yield return Condition(FieldCatalog.State, "ne", nameof(CaseStatus.Completed));
        if (figure == RetentionFigure.Benefits)
            yield return Condition(FieldCatalog.Benefit, "not_empty");
    }

    private static FilterCondition Condition(string field, string op) => new(CaseField.Management, field, op, default);

    private static FilterCondition Condition<T>(string field, string op, T value) => new(CaseField.Management, field, op, JsonSerializer.SerializeToElement(value));
}
