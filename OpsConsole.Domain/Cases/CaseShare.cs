namespace OpsConsole.Domain.Cases;

/// <summary>A person who may see and work the case across branches until unshared or Completed.</summary>
public sealed class CaseShare
{
    public long CaseId { get; init; }
    public int UserId { get; init; }

    /// <summary>Not by hand: the case is escalated to this area, and the person is of it. Such a share lets see and answer, nothing else.</summary>
    public string? Area { get; init; }
}
