using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Guides;

/// <summary>A script as agents read it.</summary>
public sealed partial class ScriptSheet
{
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Puts values in the place of marks.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Fill { get; set; }
}
