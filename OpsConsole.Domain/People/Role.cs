namespace OpsConsole.Domain.People;

/// <summary>The six roles; one per user (docs/rules.md, "Who may do what").</summary>
public enum Role
{
    Agent,
    BranchHead,
    RegionalSupervisor,
    BackOffice,
    ExperienceAnalyst,
    Administrator,
}
