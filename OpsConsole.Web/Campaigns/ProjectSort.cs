namespace OpsConsole.Web.Campaigns;

/// <summary>The columns that the projects can be ordered by; their names stand in the address.</summary>
public enum ProjectSort
{
    Name,
    Created,
    Modified,
    Base,
    Effective,
    Effectiveness,
    Status,
}
