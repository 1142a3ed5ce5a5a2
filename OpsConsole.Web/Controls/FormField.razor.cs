using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

/// <summary>A label, its field, what it means and what is wrong with it.</summary>
public sealed partial class FormField
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
