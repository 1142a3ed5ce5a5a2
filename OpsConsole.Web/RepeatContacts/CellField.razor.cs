using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.RepeatContacts;

public sealed partial class CellField
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
