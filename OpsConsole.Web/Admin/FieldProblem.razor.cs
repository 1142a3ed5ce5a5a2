using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Admin;

public sealed partial class FieldProblem
{
    [Parameter, EditorRequired]
    public required string For { get; set; }

    [Parameter]
    public string? Text { get; set; }
}
