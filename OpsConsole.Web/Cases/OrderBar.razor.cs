using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>Chooses the column that rows are ordered by, and which way.</summary>
public sealed partial class OrderBar
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<GridColumn> Columns { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<GridSort> Sorts { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyList<GridSort>> OnSort { get; set; }

    private GridSort First => Sorts[0];
}
