using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class LanguageSwitch
{
    [Parameter, EditorRequired]
    public required string ReturnUrl { get; set; }

    [Parameter]
    public bool ShowLabel { get; set; } = true;
}
