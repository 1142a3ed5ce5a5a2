using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Retention;

public sealed partial class AssistField
{
    [Parameter, EditorRequired]
    public required RetentionAssistant Of { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Optional { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
