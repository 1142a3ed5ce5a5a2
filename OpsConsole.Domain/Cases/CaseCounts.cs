namespace OpsConsole.Domain.Cases;

/// <summary>What many windows ask at once is asked of the database once: the same question under the same scope, answered for the newest state of the log or a newer one than the asker knows (docs/rules.md, "Totals").</summary>
public sealed class CaseCounts
{
    private const int Most = 2_000, MostOutdated = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Answer> _known = [];
    private long _newest;

    /// <param name="sequence">The newest log number the caller has seen: an answer of an older state is never given.</param>
    /// <param name="ask">Runs for all who ask meanwhile, so one who leaves does not cancel it. While it runs, whoever knows something newer waits for one more run, together.</param>
    public Task<T> GetAsync<T>(long sequence, string key, Func<Task<T>> ask, CancellationToken ct)
    {
        lock (_gate)
        {
            _newest = Math.Max(_newest, sequence);
            if (!_known.TryGetValue(key, out var known) || known.IsUseless(sequence))
                known = Start(key, ask);
            else if (known.Sequence < sequence)
                known = known.Next ??= Queue(key, known, ask);
            return ((Task<T>)known.Work).WaitAsync(ct);
        }
    }

    private Answer Start<T>(string key, Func<Task<T>> ask)
    {
        if (_known.Count >= MostOutdated)
            Sweep();
        return _known[key] = new() { Sequence = _newest, Work = ask() };
    }

    private Answer Queue<T>(string key, Answer before, Func<Task<T>> ask)
    {
        var next = new Answer { Sequence = long.MaxValue };
        next.Work = RunAsync();
        return next;

        async Task<T> RunAsync()
        {
            await before.Work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            lock (_gate)
            {
                next.Sequence = _newest;
                _known[key] = next;
            }
            return await ask();
        }
    }

    /// <summary>Answers that a newer state of the log has passed by serve nobody any more.</summary>
    private void Sweep()
    {
        foreach (var (key, answer) in _known)
            if (answer.IsUseless(_newest))
                _known.Remove(key);
        if (_known.Count >= Most)
            _known.Clear();
    }

    private sealed class Answer
    {
        /// <summary>The state of the log that it has seen at least.</summary>
        public required long Sequence { get; set; }
        public Task Work { get; set; } = Task.CompletedTask;
        public Answer? Next { get; set; }

        public bool IsUseless(long sequence) => Work.IsFaulted || Work.IsCanceled || (Work.IsCompleted && Sequence < sequence);
    }
}
