using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Admin;

public sealed partial class FormFoot
{
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    [Parameter]
    public string? Trouble { get; set; }

    [Parameter]
    public bool Busy { get; set; }
}
