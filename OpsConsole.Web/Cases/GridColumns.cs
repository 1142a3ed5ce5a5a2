using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>How a cell of the grid is drawn.</summary>
public enum GridCell
{
    Number,
    Status,
    Due,
    Customer,
    Branch,
    Score,
    Responsible,
    Received,

    /// <summary>A column of the campaign, as text.</summary>
    Text,
}

/// <summary>A column of the grid.</summary>
/// <param name="Class">Its class is <c>c-…</c> in the head and <c>t-…</c> in the rows.</param>
/// <param name="Source">Where the field stands.</param>
/// <param name="Field">The field it shows and sorts by.</param>
/// <param name="TextKey">The resource key of its head; null: the field's own name.</param>
/// <param name="Text">Of a text: its place in <see cref="GridRow.Texts"/>.</param>
public sealed record GridColumn(GridCell Cell, string Class, string Source, string Field, string? TextKey, int Text = -1)
{
    public string HeadClass { get; } = "c-" + Class;
    public string CellClass { get; } = "t-" + Class;

    /// <summary>The standard set: one look at who, what, how urgent, whose.</summary>
    public static IReadOnlyList<GridColumn> Standard(GridKeys keys)
    {
        List<GridColumn> columns =
        [
            new(GridCell.Number, "id", CaseField.Management, FieldCatalog.Number, "ColumnNumber"),
            new(GridCell.Status, "st", CaseField.Management, FieldCatalog.State, "ColumnStatus"),
            new(GridCell.Due, "sla", CaseField.Management, FieldCatalog.Due, "ColumnDue"),
            new(GridCell.Customer, "cus", SchemaField.Base, GridKeys.CustomerField, "ColumnCustomer"),
            new(GridCell.Branch, "br", CaseField.Management, FieldCatalog.Branch, "ColumnBranch"),
            new(GridCell.Score, "sc", CaseField.Management, FieldCatalog.Score, "ColumnScore"),
        ];
        columns.AddRange(keys.Texts.Where(t => t.Class != "ch").Select(t => t.Column));
        columns.Add(new(GridCell.Responsible, "resp", CaseField.Management, FieldCatalog.Responsible, "ColumnResponsible"));
        columns.AddRange(keys.Texts.Where(t => t.Class == "ch").Select(t => t.Column));
        columns.Add(new(GridCell.Received, "date", SchemaField.Meta, FieldCatalog.SurveyTime, "ColumnSurveyed"));
        return columns;
    }
}
