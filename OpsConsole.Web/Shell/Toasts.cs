namespace OpsConsole.Web.Shell;

/// <summary>What has just happened, said once and politely; with a way back where there is one. One instance per circuit.</summary>
public sealed class Toasts(TimeProvider clock)
{
    public static readonly TimeSpan PlainFor = TimeSpan.FromSeconds(6);

    private readonly List<Toast> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    /// <summary>Text only, no customer data. With <paramref name="undo"/> it stays as long as undoing is possible.</summary>
    public Toast Show(string text, string? detail = null, Func<Task>? undo = null, DateTime? undoUntil = null, string? action = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var toast = new Toast(text, detail, undo, undoUntil ?? now + PlainFor, action);
        Add(toast);
        return toast;
    }

    /// <summary>Several things at once that somebody has to read: it stays until it is put away.</summary>
    public void List(string text, IReadOnlyList<string> lines) => Add(new(text, null, null, DateTime.MaxValue, null, lines));

    public void Dismiss(Toast toast)
    {
        if (_shown.Remove(toast))
            Changed?.Invoke();
    }

    /// <summary>Takes away what has had its time; one that is held (pointer or focus on it) stays.</summary>
    public void Sweep()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_shown.RemoveAll(t => !t.Held && t.Until <= now) > 0)
            Changed?.Invoke();
    }

    private void Add(Toast toast)
    {
        _shown.Add(toast);
        if (_shown.Count > 3)
            _shown.RemoveAt(0);
        Changed?.Invoke();
    }
}
