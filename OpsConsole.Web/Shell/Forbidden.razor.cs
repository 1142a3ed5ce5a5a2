using Microsoft.AspNetCore.Components;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Shell;

public sealed partial class Forbidden
{
    [Inject]
    private Topbar Topbar { get; set; } = default!;

    protected override void OnInitialized() => Topbar.Show(L["ForbiddenTitle"], []);
}
