using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Text { get; set; }

    /// <summary>ok or bad; calm without.</summary>
    [Parameter]
    public string? Tone { get; set; }

    /// <summary>It is all there is on the page, so its title is the page's heading.</summary>
    [Parameter]
    public bool IsPage { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
