using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class Icon
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>s 16, m 18, l 24 pixels; 20 without.</summary>
    [Parameter]
    public string? Size { get; set; }

    [Parameter]
    public bool Filled { get; set; }

    private string Css => (Size, Filled) switch
    {
        (null, false) => "ic",
        (null, true) => "ic f",
        (_, false) => $"ic {Size}",
        (_, true) => $"ic {Size} f",
    };
}
