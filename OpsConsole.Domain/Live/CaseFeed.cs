using System.Runtime.CompilerServices;

namespace OpsConsole.Domain.Live;

/// <summary>Hands the log's new entries to whoever follows: each follower has a bounded inbox, so a slow one costs itself only, and gets what piled up as one change (docs/rules.md, "Live updates").</summary>
public sealed class CaseFeed(TimeProvider clock)
{
    /// <summary>Entries an inbox holds; one more, and it only remembers that everything changed.</summary>
    public const int InboxSize = 2_000;

    private readonly Lock _gate = new();
    private readonly HashSet<Inbox> _inboxes = [];
    private readonly Dictionary<TimeSpan, Moment> _moments = [];

    /// <summary>The newest log number that was handed out.</summary>
    public long LastSequence { get; private set; }

    public int Followers
    {
        get
        {
            lock (_gate)
                return _inboxes.Count;
        }
    }

    public void Publish(IReadOnlyList<CaseChange> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
                LastSequence = Math.Max(LastSequence, entry.Sequence);
            foreach (var inbox in _inboxes)
                inbox.Add(entries);
        }
    }

    /// <summary>The log could not be followed for a while: everybody reads again.</summary>
    public void PublishEverything()
    {
        lock (_gate)
            foreach (var inbox in _inboxes)
                inbox.Overflow();
    }

    /// <summary>Changes as they come, at most one merged batch per <paramref name="pace"/>. While changes keep coming all who follow at one pace take the same ones at the same moments, so that those who show the same ask the same. Following starts with the call, not with the first read.</summary>
    public IAsyncEnumerable<CaseChanges> FollowAsync(TimeSpan pace, CancellationToken ct)
    {
        var inbox = new Inbox();
        lock (_gate)
            _inboxes.Add(inbox);
        return ReadAsync(inbox, pace, ct);
    }

    private async IAsyncEnumerable<CaseChanges> ReadAsync(Inbox inbox, TimeSpan pace, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = ct.Register(() => Leave(inbox));
        try
        {
            while (true)
            {
                await inbox.WaitAsync(ct);
                yield return inbox.TakeMerged(ReachOf(pace), LastSequence);
                await Task.Delay(pace == TimeSpan.Zero ? pace : TimeSpan.FromTicks(pace.Ticks - (clock.GetUtcNow().Ticks % pace.Ticks)), clock, ct);
            }
        }
        finally
        {
            Leave(inbox);
        }
    }

    /// <summary>How far the first who took at this moment got: on a busy machine the others come much later, and would each ask for a state of their own.</summary>
    private long ReachOf(TimeSpan pace)
    {
        lock (_gate)
        {
            var number = pace == TimeSpan.Zero ? -1 : clock.GetUtcNow().Ticks / pace.Ticks;
            if (number < 0 || !_moments.TryGetValue(pace, out var moment) || moment.Number != number)
                _moments[pace] = moment = new(number, LastSequence);
            return moment.Reach;
        }
    }

    private void Leave(Inbox inbox)
    {
        lock (_gate)
            _inboxes.Remove(inbox);
    }

    private sealed class Inbox
    {
        private readonly SemaphoreSlim _filled = new(0, 1);
        private List<CaseChange> _entries = [];
        private bool _everything;

        public void Add(IReadOnlyList<CaseChange> entries)
        {
            lock (_filled)
            {
                if (_entries.Count + entries.Count > InboxSize)
                    (_entries, _everything) = ([], true);
                else if (!_everything)
                    _entries.AddRange(entries);
                Signal();
            }
        }

        public void Overflow()
        {
            lock (_filled)
            {
                (_entries, _everything) = ([], true);
                Signal();
            }
        }

        public Task WaitAsync(CancellationToken ct) => _filled.WaitAsync(ct);

        /// <param name="reach">What was logged after it stays for the next time; if there is nothing else, it is taken all the same.</param>
        public CaseChanges TakeMerged(long reach, long last)
        {
            lock (_filled)
            {
                if (!_entries.Exists(e => e.Sequence <= reach))
                    reach = last;
                var merged = new CaseChanges(_entries.FindAll(e => e.Sequence <= reach), _everything, reach);
                (_entries, _everything) = (_entries.FindAll(e => e.Sequence > reach), false);
                if (_entries.Count > 0)
                    Signal();
                return merged;
            }
        }

        private void Signal()
        {
            if (_filled.CurrentCount == 0)
                _filled.Release();
        }
    }

    private readonly record struct Moment(long Number, long Reach);
}
