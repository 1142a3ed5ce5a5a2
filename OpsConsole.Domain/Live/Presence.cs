namespace OpsConsole.Domain.Live;

/// <summary>What a person who has a case open is doing there; never a lock.</summary>
public enum PresenceState
{
    Idle,
    Viewing,
    Editing,
}

/// <summary>A colleague who has the case open: in several windows, the liveliest counts.</summary>
/// <param name="Section">The part of the page where the person is; null where it has none.</param>
public sealed record Presence(int UserId, string Name, PresenceState State, string? Section, DateTime Since);

/// <summary>Cases whose presence changed since the follower last looked.</summary>
/// <param name="Everything">More than an inbox holds: read all that is shown again.</param>
public sealed record PresenceChanges(IReadOnlySet<long> CaseIds, bool Everything)
{
    public bool Concerns(long caseId) => Everything || CaseIds.Contains(caseId);
}
