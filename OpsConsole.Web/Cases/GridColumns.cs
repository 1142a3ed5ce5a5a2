using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;

namespace OpsConsole.Web.Cases;

/// <summary>How a cell of the grid is drawn.</summary>
public enum GridCell
{
    Number,
    Status,
    Due,
    Sla,
    Customer,
    Branch,
    Score,
    Responsible,
    Received,

    /// <summary>Whatever else a field holds, in words.</summary>
    Text,
}

/// <summary>A column of the grid.</summary>
/// <param name="Class">Its class is <c>c-…</c> in the head and <c>t-…</c> in the rows; one that begins with x is of no place of its own.</param>
/// <param name="Head">What stands above it.</param>
/// <param name="Text">Of a text: its place in <see cref="GridRow.Texts"/>.</param>
/// <param name="Stuck">Of one that stays in sight: its place from the left, from 1; else 0.</param>
public sealed record GridColumn(GridCell Cell, string Class, CaseField Field, ColumnChoice Choice, string Head, int Text = -1, int Stuck = 0)
{
    public string HeadClass { get; } = "c-" + Class + StuckClass(Stuck);
    public string CellClass { get; } = "t-" + Class + StuckClass(Stuck);

    /// <summary>On a phone, where no heads are, the cell says it itself; those of the standard card need no words.</summary>
    public string? CardHead { get; } = Class.StartsWith('x') ? Head : null;

    /// <summary>A width of the reader's own; without one the class gives it.</summary>
    public string? Style { get; } = Choice.Width is { } width ? $"width:{Rem(width)}" : null;

    /// <summary>The place and looks that a field has of its own.</summary>
    public static (GridCell Cell, string Class) KindOf(CaseField field) => (field.Source, field.Code ?? field.Name, field.Type) switch
    {
        (CaseField.Management, "number", _) => (GridCell.Number, "id"),
        (CaseField.Management, "status", _) => (GridCell.Status, "st"),
        (CaseField.Management, "due", _) => (GridCell.Due, "sla"),
        (CaseField.Management, "sla", _) => (GridCell.Sla, "xc"),
        (CaseField.Management, "branch", _) => (GridCell.Branch, "br"),
        (CaseField.Management, "score", _) => (GridCell.Score, "sc"),
        (CaseField.Management, "responsible", _) => (GridCell.Responsible, "resp"),
        (SchemaField.Meta, FieldCatalog.SurveyTime, _) => (GridCell.Received, "date"),
        (CaseField.Management, "customer", _) => (GridCell.Customer, "cus"),
        (SchemaField.Base, WellKnownColumns.CustomerName, _) => (GridCell.Customer, "cus"),
        (_, _, FieldType.Number) => (GridCell.Text, "xn"),
        (_, _, FieldType.Date) => (GridCell.Text, "xd"),
        (_, _, FieldType.Choice or FieldType.Boolean) => (GridCell.Text, "xc"),
        _ => (GridCell.Text, "xt"),
    };

    /// <summary>What its class is wide, in pixels (grid.css); what the table must be wide at least follows from it.</summary>
    public static int WidthOf(string css) => css switch
    {
        "id" => 88,
        "st" => 132,
        "sla" => 144,
        "cus" => 192,
        "br" => 112,
        "sc" => 68,
        "resp" => 164,
        "date" or "xd" => 140,
        "ch" or "xn" => 96,
        "seg" or "xc" => 128,
        "verb" => 224,
        _ => 192,
    };

    public int Width => Choice.Width ?? WidthOf(Class);

    public static string Rem(int pixels) => (pixels / 16.0).ToString("0.####", CultureInfo.InvariantCulture) + "rem";

    private static string StuckClass(int place) => place == 0 ? "" : $" fz fz-{place}";
}
