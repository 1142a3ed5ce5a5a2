using System.Collections.Concurrent;

namespace OpsConsole.Domain.Live;

/// <summary>Which jobs a window of this node looks at right now, in memory only: whoever looks on need not be told how it ended (docs/rules.md, "Notifications").</summary>
public sealed class JobWatch
{
    private readonly ConcurrentDictionary<JobWindow, byte> _windows = [];

    public JobWindow Enter()
    {
        var window = new JobWindow(this);
        _windows[window] = 0;
        return window;
    }

    public bool IsWatched(string jobId) => _windows.Keys.Any(window => window.Sees(jobId));

    internal void Leave(JobWindow window) => _windows.TryRemove(window, out _);
}

/// <summary>One window of a person and the jobs whose progress stands on it; it counts while its browser is there (docs/rules.md, "Notifications").</summary>
public sealed class JobWindow : IDisposable
{
    private readonly JobWatch _watch;
    private readonly ConcurrentDictionary<(object Viewer, string Id), byte> _seen = [];
    private volatile bool _isThere = true;

    internal JobWindow(JobWatch watch) => _watch = watch;

    /// <summary>This part of the window shows these jobs and no others.</summary>
    public void Show(object viewer, IReadOnlyCollection<string> ids)
    {
        foreach (var id in ids)
            _seen[(viewer, id)] = 0;
        foreach (var past in _seen.Keys.Where(seen => seen.Viewer == viewer && !ids.Contains(seen.Id)))
            _seen.TryRemove(past, out _);
    }

    public void Connected(bool isThere) => _isThere = isThere;

    public void Dispose() => _watch.Leave(this);

    internal bool Sees(string id) => _isThere && _seen.Keys.Any(seen => seen.Id == id);
}
