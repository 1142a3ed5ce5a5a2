using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>What an editor took away and offers to put back. The offer goes with the editor: later it would save what nobody sees over the draft.</summary>
public sealed class PutBack(Toasts toasts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    private readonly List<Toast> _offered = [];

    public void Offer(string text, Func<Task> undo) => _offered.Add(toasts.Show(text, null, undo, clock.GetUtcNow().UtcDateTime + Lasts));

    public void Dispose() => _offered.ForEach(toasts.Dismiss);
}
