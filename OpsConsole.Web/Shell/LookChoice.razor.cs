using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class LookChoice
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>What stood there at first.</summary>
    [Parameter, EditorRequired]
    public required string Now { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Choices { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Text { get; set; }

    [Parameter]
    public EventCallback<string> OnChosen { get; set; }
}
