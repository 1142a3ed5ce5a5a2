using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class DropMenu
{
    /// <summary>Unique on the page, without blanks.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string Icon { get; set; } = "more_vert";

    [Parameter]
    public string Css { get; set; } = "dots";

    [Parameter]
    public string? MenuCss { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
