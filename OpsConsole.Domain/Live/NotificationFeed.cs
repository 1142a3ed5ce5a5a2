using System.Runtime.CompilerServices;

namespace OpsConsole.Domain.Live;

/// <summary>Wakes the windows of a person to whom something was told. It carries nothing: each window reads its own, under its own scope.</summary>
public sealed class NotificationFeed(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<SemaphoreSlim>> _windows = [];
    private readonly Dictionary<int, long> _turns = [];

    /// <summary>Rises whenever something was told to the person or read by them: answers of one turn are the same.</summary>
    public long TurnOf(int userId)
    {
        lock (_gate)
            return _turns.GetValueOrDefault(userId);
    }

    public void Wake(IEnumerable<int> userIds)
    {
        lock (_gate)
            foreach (var id in userIds.Distinct())
            {
                _turns[id] = _turns.GetValueOrDefault(id) + 1;
                foreach (var window in _windows.GetValueOrDefault(id, []).Where(w => w.CurrentCount == 0))
                    window.Release();
            }
    }

    /// <summary>What was told could not be followed for a while: everybody who has a window looks.</summary>
    public void WakeEverybody()
    {
        int[] everybody;
        lock (_gate)
            everybody = [.. _windows.Keys.Union(_turns.Keys)];
        Wake(everybody);
    }

    /// <summary>The person's turns as they come, at most one per <paramref name="pace"/>. Following starts with the call.</summary>
    public IAsyncEnumerable<long> FollowAsync(int userId, TimeSpan pace, CancellationToken ct)
    {
        var window = new SemaphoreSlim(0, 1);
        lock (_gate)
        {
            if (!_windows.TryGetValue(userId, out var own))
                _windows[userId] = own = [];
            own.Add(window);
        }
        return ReadAsync(userId, window, pace, ct);
    }

    private async IAsyncEnumerable<long> ReadAsync(int userId, SemaphoreSlim window, TimeSpan pace, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = ct.Register(() => Leave(userId, window));
        try
        {
            while (true)
            {
                await window.WaitAsync(ct);
                yield return TurnOf(userId);
                await Task.Delay(pace, clock, ct);
            }
        }
        finally
        {
            Leave(userId, window);
        }
    }

    private void Leave(int userId, SemaphoreSlim window)
    {
        lock (_gate)
            if (_windows.TryGetValue(userId, out var own) && own.Remove(window) && own.Count == 0)
                _windows.Remove(userId);
    }
}
