using Microsoft.AspNetCore.Components;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Shell;

public sealed partial class TopbarCrumbs : IDisposable
{
    [Inject]
    private Topbar Topbar { get; set; } = default!;

    protected override void OnInitialized() => Topbar.Changed += Refresh;

    public void Dispose() => Topbar.Changed -= Refresh;

    private void Refresh() => InvokeAsync(StateHasChanged);
}
