using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>One window on one case. It stays on the board only while its browser says every 5 s that it is there.</summary>
public sealed class PresenceVisit : IDisposable
{
    private readonly PresenceBoard _board;

    internal PresenceVisit(PresenceBoard board, long caseId, Actor actor, DateTime now) =>
        (_board, CaseId, UserId, Name, Since, LastBeat, LastActive) = (board, caseId, actor.Id, actor.Name, now, now, now);

    internal long CaseId { get; }
    internal int UserId { get; }
    internal string Name { get; }
    internal DateTime Since { get; }
    internal DateTime LastBeat { get; private set; }
    internal DateTime LastActive { get; private set; }
    internal DateTime? LastTyped { get; private set; }
    internal string? Section { get; private set; }
    internal bool IsOver { get; set; }

    /// <summary>The browser is there. <paramref name="active"/>: keys or pointer were used since the last beat; <paramref name="typed"/>: in the form.</summary>
    public void Beat(bool active, bool typed, string? section) => _board.Change(this, now =>
    {
        LastBeat = now;
        if (active || typed)
            LastActive = now;
        if (typed)
            LastTyped = now;
        Section = section;
    });

    /// <summary>Saved or discarded: nothing is being edited any more.</summary>
    public void Rest() => _board.Change(this, _ => LastTyped = null);

    public void Dispose() => _board.Leave(this);

    internal bool IsGone(DateTime now) => now - LastBeat > PresenceBoard.GoneAfter;

    internal Presence Seen(DateTime now, DateTime since) => new(UserId, Name, StateAt(now), Section, since);

    internal PresenceState StateAt(DateTime now) =>
        now - LastActive >= PresenceBoard.IdleAfter ? PresenceState.Idle
        : LastTyped is { } typed && now - typed < PresenceBoard.IdleAfter ? PresenceState.Editing : PresenceState.Viewing;
}
