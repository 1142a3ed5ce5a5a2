using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Who has a window on this node and what they are at. It follows what people do by itself; only pauses are said. It knows no scope: others are asked for by WorkStatusQueries (docs/rules.md, "Status of a person").</summary>
public sealed class WorkBoard(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10), GoneAfter = TimeSpan.FromSeconds(10);

    /// <summary>From one case to the next is no waiting.</summary>
    public static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Person> _people = [];
    private ITimer? _timer;

    /// <summary>Said outside of every lock, in the order of the changes of one person.</summary>
    public event Action<WorkStatusChange>? Changed;

    public WorkWindow Enter(int userId)
    {
        var window = new WorkWindow(this, userId, Now());
        Change(window, _ => { });
        return window;
    }

    public PersonAtWork Of(int userId)
    {
        lock (_gate)
            return _people.TryGetValue(userId, out var person) ? person.Seen : new(userId, WorkStatus.Disconnected, null, null, Now());
    }

    /// <summary>Whoever has a window here.</summary>
    public IReadOnlyList<PersonAtWork> All()
    {
        lock (_gate)
            return [.. _people.Values.Select(p => p.Seen)];
    }

    /// <summary>One of <see cref="PauseReason"/>; false for anything else.</summary>
    public bool Pause(int userId, string? reason)
    {
        if (reason is null || !PauseReason.All.Contains(reason))
            return false;
        Say(userId, reason);
        return true;
    }

    public void Continue(int userId) => Say(userId, null);

    public void Dispose() => _timer?.Dispose();

    internal void Change(WorkWindow window, Action<DateTime> change, bool continues = false)
    {
        List<WorkStatusChange> said = [];
        lock (_gate)
        {
            change(Now());
            if (!_people.TryGetValue(window.UserId, out var person))
                _people[window.UserId] = person = new(window.UserId, Now());
            if (!person.Windows.Contains(window) && !window.IsGone(Now()))
                person.Windows.Add(window);
            if (continues)
                person.Reason = null;
            _timer ??= clock.CreateTimer(_ => Sweep(), null, Tick, Tick);
            said.AddRange(Look(person));
        }
        Tell(said);
    }

    private void Say(int userId, string? reason)
    {
        List<WorkStatusChange> said = [];
        lock (_gate)
            if (_people.TryGetValue(userId, out var person))
            {
                person.Reason = reason;
                said.AddRange(Look(person));
            }
        Tell(said);
    }

    private void Sweep()
    {
        List<WorkStatusChange> said = [];
        lock (_gate)
        {
            foreach (var person in _people.Values)
            {
                person.Windows.RemoveAll(w => w.IsGone(Now()));
                said.AddRange(Look(person));
            }
            foreach (var gone in _people.Values.Where(p => p.Windows.Count == 0).ToList())
                _people.Remove(gone.UserId);
            if (_people.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
        Tell(said);
    }

    private void Tell(List<WorkStatusChange> said)
    {
        foreach (var change in said)
            Changed?.Invoke(change);
    }

    private IEnumerable<WorkStatusChange> Look(Person person)
    {
        var (now, before) = (Now(), person.Seen);
        var (status, caseId) = person.At(now);
        var reason = status == WorkStatus.Paused ? person.Reason : null;
        if ((status, caseId, reason) == (before.Status, before.CaseId, before.Reason))
            yield break;
        person.Seen = new(person.UserId, status, caseId, reason, now);
        yield return new() { UserId = person.UserId, At = now, From = before.Status, To = status, CaseId = caseId, Reason = reason };
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private sealed class Person(int userId, DateTime now)
    {
        public int UserId { get; } = userId;
        public List<WorkWindow> Windows { get; } = [];
        public string? Reason { get; set; }
        public PersonAtWork Seen { get; set; } = new(userId, WorkStatus.Disconnected, null, null, now);

        public (WorkStatus Status, long? CaseId) At(DateTime now)
        {
            var there = Windows.Where(w => !w.IsGone(now)).ToList();
            if (there.Count == 0)
                return (WorkStatus.Disconnected, null);
            if (Reason is not null)
                return (WorkStatus.Paused, null);
            var working = now - there.Max(w => w.LastActive) < IdleAfter ? there.Where(w => w.CaseAt(now) is not null).MaxBy(w => w.LastActive) : null;
            return working is null ? (WorkStatus.Waiting, null) : (WorkStatus.Managing, working.CaseAt(now));
        }
    }
}
