using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class NewRowsBar
{
    [Parameter, EditorRequired]
    public required int Count { get; set; }

    [Parameter]
    public EventCallback OnShow { get; set; }
}
