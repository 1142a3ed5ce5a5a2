using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>The heads of the columns: drawn again only when columns, order or the box for all rows change, not with every change of a row.</summary>
public sealed partial class GridHead
{
    private (IReadOnlyList<GridColumn>, IReadOnlyList<GridSort>, bool)? _drawn;
    private bool _changed;

    [Parameter, EditorRequired]
    public required IReadOnlyList<GridColumn> Columns { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<GridSort> Sorts { get; set; }

    [Parameter, EditorRequired]
    public required bool AllSelected { get; set; }

    /// <summary>What is chosen in a column's menu, or its head pressed: "sort", with Shift "also".</summary>
    [Parameter, EditorRequired]
    public required EventCallback<ColumnActionEventArgs> OnAct { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<ChangeEventArgs> OnSelectAll { get; set; }

    protected override void OnParametersSet()
    {
        var now = (Columns, Sorts, AllSelected);
        (_changed, _drawn) = (_drawn != now, now);
    }

    protected override bool ShouldRender() => _changed;
}
