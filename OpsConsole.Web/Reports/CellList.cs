using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.Reports;

/// <summary>The filter behind a figure of the cell: the list that it makes holds exactly the cases that were counted (docs/rules.md, "Reports of the cell").</summary>
public static class CellList
{
    /// <summary>Null: one of the codes is not among the campaign's any more, so that no filter can name it.</summary>
    public static FilterNode? Of(DateOnly from, DateOnly to, params IReadOnlyList<FilterNode?> narrower) => narrower.Any(n => n is null) ? null
        : new FilterGroup(Connector.All, [Condition(FieldCatalog.FormAt, "gte", from), Condition(FieldCatalog.FormAt, "lte", to), .. narrower.OfType<FilterNode>()]);

    public static FilterNode? Cause(string? code, RepeatCell cell) => code is null ? Condition(FieldCatalog.CellCause, "empty") : cell.Cause(code) is null ? null : Condition(FieldCatalog.CellCause, "eq", code);

    public static FilterNode? Area(string? code, RepeatCell cell) => code is null ? Condition(FieldCatalog.Area, "empty") : cell.Area(code) is null ? null : Condition(FieldCatalog.Area, "eq", code);

    public static FilterNode State(EscalationState? state) => state is { } known ? Condition(FieldCatalog.AreaState, "eq", Codes.Of(known)) : Condition(FieldCatalog.AreaState, "empty");

    public static FilterNode Escalated => Condition(FieldCatalog.AreaState, "not_empty");

    public static FilterNode Pending => Condition(FieldCatalog.State, "ne", nameof(CaseStatus.Completed));

    public static FilterNode By(CellAgent agent) => Condition(FieldCatalog.FormBy, "eq", agent.Email);

    public static FilterNode Marked => Condition(FieldCatalog.Quality, "not_empty");

    public static FilterNode Wrong(RepeatCell cell) => Condition(FieldCatalog.Quality, "in", cell.QualityMarks.Where(m => m.Error).Select(m => m.Code).ToList());

    private static FilterCondition Condition(string field, string op) => new(CaseField.Management, field, op, default);

    private static FilterCondition Condition<T>(string field, string op, T value) => new(CaseField.Management, field, op, JsonSerializer.SerializeToElement(value));
}
