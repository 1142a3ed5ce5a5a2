using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class Brand
{
    [Parameter]
    public int Size { get; set; } = 28;
}
