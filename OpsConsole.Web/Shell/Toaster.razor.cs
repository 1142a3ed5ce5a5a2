using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class Toaster : IDisposable
{
    private ITimer? _sweep;

    protected override void OnInitialized()
    {
        Toasts.Changed += Redraw;
        _sweep = Clock.CreateTimer(_ => InvokeAsync(Toasts.Sweep), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        Toasts.Changed -= Redraw;
        _sweep?.Dispose();
    }

    // The clock runs only while there is something to take away.
    private void Redraw()
    {
        var pace = Toasts.Shown.Count > 0 ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan;
        _sweep?.Change(pace, pace);
        InvokeAsync(StateHasChanged);
    }

    private async Task UndoAsync(Toast toast)
    {
        Toasts.Dismiss(toast);
        await toast.Undo!();
    }
}
