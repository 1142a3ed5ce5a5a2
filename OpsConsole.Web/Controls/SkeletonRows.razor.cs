using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class SkeletonRows
{
    [Parameter]
    public int Rows { get; set; } = 8;

    [Parameter]
    public string? Label { get; set; }
}
