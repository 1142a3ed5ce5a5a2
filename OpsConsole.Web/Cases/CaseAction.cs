namespace OpsConsole.Web.Cases;

/// <summary>What can be done with a service case besides its disposition.</summary>
public enum CaseAction
{
    ContactPoint,
    Account,
    Reassign,
    Merge,
    Note,
    Close,
}
