using System.Runtime.CompilerServices;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Who has which case open on this node, in memory only (docs/rules.md, "Presence"). It knows no scope: ask it only for cases that the asker sees, and enter only one that was opened under the scope.</summary>
public sealed class PresenceBoard(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5), GoneAfter = TimeSpan.FromSeconds(15), IdleAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<PresenceVisit>> _visits = [];
    private readonly Dictionary<long, string> _told = [];
    private readonly HashSet<PresenceInbox> _inboxes = [];
    private ITimer? _sweep;

    public PresenceVisit Enter(long caseId, Actor actor)
    {
        var visit = new PresenceVisit(this, caseId, actor, Now());
        Change(visit, _ => { });
        return visit;
    }

    /// <summary>Who is there now, the liveliest first.</summary>
    public IReadOnlyList<Presence> Of(long caseId)
    {
        lock (_gate)
            return Read(caseId, Now());
    }

    /// <summary>The same for the rows of a grid; cases where nobody is are left out.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<Presence>> Of(IEnumerable<long> caseIds)
    {
        lock (_gate)
        {
            var now = Now();
            return caseIds.Where(_visits.ContainsKey).Distinct().Select(id => (Id: id, There: Read(id, now))).Where(p => p.There.Count > 0).ToDictionary(p => p.Id, p => p.There);
        }
    }

    /// <summary>Cases where somebody came, went or began something else, at most one merged batch per <paramref name="pace"/>. Following starts with the call.</summary>
    public IAsyncEnumerable<PresenceChanges> FollowAsync(TimeSpan pace, CancellationToken ct)
    {
        var inbox = new PresenceInbox();
        lock (_gate)
            _inboxes.Add(inbox);
        return ReadAsync(inbox, pace, ct);
    }

    public void Dispose() => _sweep?.Dispose();

    /// <summary>A visit that had been given up comes back with its next beat: the browser may have slept.</summary>
    internal void Change(PresenceVisit visit, Action<DateTime> change)
    {
        lock (_gate)
        {
            if (visit.IsOver)
                return;
            change(Now());
            if (!_visits.TryGetValue(visit.CaseId, out var there))
                _visits[visit.CaseId] = there = [];
            if (!there.Contains(visit))
                there.Add(visit);
            _sweep ??= clock.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _sweep.Change(Heartbeat, Heartbeat);
            Tell([visit.CaseId]);
        }
    }

    internal void Leave(PresenceVisit visit)
    {
        lock (_gate)
        {
            visit.IsOver = true;
            if (_visits.TryGetValue(visit.CaseId, out var there) && there.Remove(visit))
                Tell([visit.CaseId]);
        }
    }

    // Time passes for those who say nothing: idle after a minute, gone after 15 seconds. Nobody there: no timer.
    private void Sweep()
    {
        lock (_gate)
        {
            var now = Now();
            foreach (var there in _visits.Values)
                there.RemoveAll(v => v.IsGone(now));
            Tell([.. _visits.Keys]);
            if (_visits.Count == 0)
                _sweep?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    // Beats that change nothing are told to nobody.
    private void Tell(IReadOnlyList<long> caseIds)
    {
        var now = Now();
        var changed = caseIds.Where(id => Differs(id, now)).ToList();
        if (changed.Count > 0)
            foreach (var inbox in _inboxes)
                inbox.Add(changed);
    }

    private bool Differs(long caseId, DateTime now)
    {
        var shown = string.Join('|', Read(caseId, now).Select(p => $"{p.UserId}:{p.State}:{p.Section}"));
        if (_visits.TryGetValue(caseId, out var there) && there.Count == 0)
            _visits.Remove(caseId);
        if (shown == _told.GetValueOrDefault(caseId, ""))
            return false;
        if (shown.Length == 0)
            _told.Remove(caseId);
        else
            _told[caseId] = shown;
        return true;
    }

    private IReadOnlyList<Presence> Read(long caseId, DateTime now) => !_visits.TryGetValue(caseId, out var there) ? [] :
        [.. there.Where(v => !v.IsGone(now)).GroupBy(v => v.UserId).Select(own => own.MaxBy(v => (v.StateAt(now), v.LastActive))!.Seen(now, own.Min(v => v.Since)))
            .OrderByDescending(p => p.State).ThenBy(p => p.Since)];

    private async IAsyncEnumerable<PresenceChanges> ReadAsync(PresenceInbox inbox, TimeSpan pace, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = ct.Register(() => Leave(inbox));
        try
        {
            while (true)
            {
                yield return await inbox.TakeAsync(ct);
                await Task.Delay(pace, clock, ct);
            }
        }
        finally
        {
            Leave(inbox);
        }
    }

    private void Leave(PresenceInbox inbox)
    {
        lock (_gate)
            _inboxes.Remove(inbox);
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
