using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class Routes
{
    [Parameter, EditorRequired]
    public required Look Look { get; set; }
}
