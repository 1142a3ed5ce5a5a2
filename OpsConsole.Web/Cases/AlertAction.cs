namespace OpsConsole.Web.Cases;

/// <summary>What can be done with an alert besides its form.</summary>
public enum AlertAction
{
    Share,
    Unshare,
    Transfer,
    Reassign,
    Note,
    Reopen,
}

/// <summary>What an action's dialog holds: whom or where, and the reason or the note.</summary>
public sealed record AlertActionInput(string? Target, string? Text);
