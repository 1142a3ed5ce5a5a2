namespace OpsConsole.Domain.Cases;

/// <summary>A person who may see and work the case across branches until unshared or Completed.</summary>
public sealed class CaseShare
{
    public long CaseId { get; init; }
    public int UserId { get; init; }
}
