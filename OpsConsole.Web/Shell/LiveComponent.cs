using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

/// <summary>A component that follows something while it is on screen: changes hop to the circuit, a failure pauses live updates instead of breaking the page, and leaving ends the following before the component is gone.</summary>
public abstract partial class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<Task> _following = [];

    protected LiveComponent() => Gone = _gone.Token;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>Cancelled when the component leaves the screen; it can be asked after that too, since what a message offers (to undo) outlives the page that showed it.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Live updates stopped by themselves; what is shown and typed stays.</summary>
    protected bool LiveStopped { get; private set; }

    /// <summary>Applies every change on the circuit, in order, until the component leaves.</summary>
    protected void Follow<T>(IAsyncEnumerable<T> changes, Func<T, Task> apply) => _following.Add(RunAsync(changes, apply));

    public virtual async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await Task.WhenAll(_following);
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RunAsync<T>(IAsyncEnumerable<T> changes, Func<T, Task> apply)
    {
        try
        {
            await foreach (var change in changes.WithCancellation(Gone))
                await InvokeAsync(() => apply(change));
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
        }
        catch (ObjectDisposedException) when (Gone.IsCancellationRequested)
        {
        }
        catch (Exception e)     // never the error boundary: what is typed on the page survives
        {
            LogStopped(Loggers.CreateLogger(GetType()), e);
            await InvokeAsync(() =>
            {
                LiveStopped = true;
                StateHasChanged();
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Live updates of this page stopped.")]
    private static partial void LogStopped(ILogger logger, Exception e);
}
