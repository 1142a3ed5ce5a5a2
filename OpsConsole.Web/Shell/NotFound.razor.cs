using Microsoft.AspNetCore.Components;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Shell;

public sealed partial class NotFound
{
    [Inject]
    private Topbar Topbar { get; set; } = default!;

    protected override void OnInitialized() => Topbar.Show(L["NotFoundTitle"], []);
}
