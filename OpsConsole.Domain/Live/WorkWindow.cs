namespace OpsConsole.Domain.Live;

/// <summary>One window of a person: whether its browser is there, when a hand was last on it, and which case is open in it.</summary>
public sealed class WorkWindow : IDisposable
{
    private readonly WorkBoard _board;

    internal WorkWindow(WorkBoard board, int userId, DateTime now) => (_board, UserId, LastActive) = (board, userId, now);

    internal int UserId { get; }
    internal DateTime LastActive { get; private set; }
    internal DateTime? LostAt { get; private set; }
    internal long? CaseId { get; private set; }
    internal DateTime? LeftAt { get; private set; }

    /// <summary>Keys or pointer were used.</summary>
    public void Touch() => _board.Change(this, now => LastActive = now);

    /// <summary>Its browser went away or came back.</summary>
    public void Connected(bool isThere) => _board.Change(this, now => LostAt = isThere ? null : LostAt ?? now);

    /// <summary>A case is open here; whoever paused goes on by it.</summary>
    public void Open(long caseId) => _board.Change(this, now => (CaseId, LeftAt, LastActive) = (caseId, null, now), continues: true);

    /// <summary>The case that was open here is left; another that was opened meanwhile stays.</summary>
    public void Leave(long caseId) => _board.Change(this, now => LeftAt = CaseId == caseId ? LeftAt ?? now : LeftAt);

    public void Dispose() => Connected(false);

    internal bool IsGone(DateTime now) => LostAt is { } lost && now - lost >= WorkBoard.GoneAfter;

    internal long? CaseAt(DateTime now) => LeftAt is { } left && now - left >= WorkBoard.SettleAfter ? null : CaseId;
}
