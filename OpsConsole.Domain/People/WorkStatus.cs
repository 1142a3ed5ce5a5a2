namespace OpsConsole.Domain.People;

/// <summary>What a person is at, as their windows show it by themselves (docs/rules.md, "Status of a person").</summary>
public enum WorkStatus
{
    /// <summary>No window.</summary>
    Disconnected,

    /// <summary>No case open, or no hand on one for ten minutes.</summary>
    Waiting,

    /// <summary>A case is open in some window.</summary>
    Managing,

    /// <summary>The person said so, with a reason.</summary>
    Paused,
}

/// <summary>Why somebody pauses, as codes.</summary>
public static class PauseReason
{
    public static readonly IReadOnlyList<string> All = ["lunch", "rest", "meeting", "training", "other"];
}

/// <summary>A person's status, since when, and with which case or for which reason.</summary>
public sealed record PersonAtWork(int UserId, WorkStatus Status, long? CaseId, string? Reason, DateTime Since);

/// <summary>One change of somebody's status: written once, never changed, so that times can be added up later (docs/rules.md, "Status of a person").</summary>
public sealed class WorkStatusChange
{
    public long Id { get; init; }
    public int UserId { get; init; }
    public DateTime At { get; init; }
    public WorkStatus From { get; init; }
    public WorkStatus To { get; init; }
    public long? CaseId { get; init; }
    public string? Reason { get; init; }
}

/// <summary>The status that the last change left a person in.</summary>
public sealed class WorkState
{
    public int UserId { get; init; }
    public WorkStatus Status { get; set; }
    public long? CaseId { get; set; }
    public string? Reason { get; set; }
    public DateTime Since { get; set; }
}
