using Microsoft.AspNetCore.Components.Server.Circuits;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Shell;

/// <summary>Which jobs this window shows the progress of: their end is not told to its person by the bell as well.</summary>
public sealed class AtJobs(JobWatch watch) : CircuitHandler, IDisposable
{
    private JobWindow? _window;

    /// <param name="viewer">The part of the window that shows these, and no others any more.</param>
    public void Show(object viewer, params IReadOnlyCollection<string> ids)
    {
        if (_window is not null || ids.Count > 0)
            (_window ??= watch.Enter()).Show(viewer, ids);
    }

    public void Dispose() => _window?.Dispose();

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Said(true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Said(false);

    private Task Said(bool isThere)
    {
        _window?.Connected(isThere);
        return Task.CompletedTask;
    }
}
