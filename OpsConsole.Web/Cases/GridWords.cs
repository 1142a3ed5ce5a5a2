using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Cases;

/// <summary>What the grid calls things: short heads for what everybody knows, else the field's own name.</summary>
public sealed class GridWords(IStringLocalizer<GridTexts> grid, IStringLocalizer<ControlTexts> controls, FieldLabels labels)
{
    public IStringLocalizer<ControlTexts> Controls => controls;

    public FieldLabels Labels => labels;

    /// <summary>A service case is not called an alert.</summary>
    public bool IsOfCases { get; init; }

    public string Head(CaseField field) => IsOfCases && GridColumn.KindOf(field).Cell == GridCell.Number ? grid["ColumnCase"] : KeyOf(GridColumn.KindOf(field).Cell) is { } key ? grid[key] : labels[field];

    private static string? KeyOf(GridCell cell) => cell switch
    {
        GridCell.Number => "ColumnNumber",
        GridCell.Status => "ColumnStatus",
        GridCell.Due => "ColumnDue",
        GridCell.Customer => "ColumnCustomer",
        GridCell.Branch => "ColumnBranch",
        GridCell.Score => "ColumnScore",
        GridCell.Responsible => "ColumnResponsible",
        GridCell.Received => "ColumnSurveyed",
        GridCell.Sla or GridCell.Text => null,
    };
}
