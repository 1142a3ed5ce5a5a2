using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

public sealed partial class AlertQuestion
{
    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }
}
