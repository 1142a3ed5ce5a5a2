using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class PageError
{
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }
}
