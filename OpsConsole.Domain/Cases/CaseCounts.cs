namespace OpsConsole.Domain.Cases;

/// <summary>Counts already made for the newest state of the log: the same question under the same scope is counted once, however many windows ask at once (docs/rules.md, "Totals").</summary>
public sealed class CaseCounts
{
    private const int Most = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _known = [];
    private long _sequence;

    /// <param name="sequence">The newest log number the caller has seen: a count of an older state is never given.</param>
    /// <param name="count">Runs for all who ask meanwhile, so one who leaves does not cancel it.</param>
    public Task<T> GetAsync<T>(long sequence, string key, Func<Task<T>> count, CancellationToken ct)
    {
        lock (_gate)
        {
            if (sequence < _sequence)
                return count();
            if (sequence > _sequence || _known.Count >= Most)
                _known.Clear();
            _sequence = sequence;
            if (!_known.TryGetValue(key, out var known) || known.IsFaulted || known.IsCanceled)
                _known[key] = known = count();
            return ((Task<T>)known).WaitAsync(ct);
        }
    }
}
