namespace OpsConsole.Domain.Bulk;

/// <summary>What can be done to many cases at once, as the API names it.</summary>
public static class BulkAction
{
    public const string Assign = "assign", Transfer = "transfer", Share = "share", Priority = "priority", Tag = "tag", NextContact = "next_contact", FollowUp = "follow_up", Finish = "finish", Close = "close";

    public static readonly IReadOnlyList<string> All = [Assign, Transfer, Share, Priority, Tag, NextContact, FollowUp, Finish, Close];
}

/// <summary>What an action needs; which members count depends on the action.</summary>
public sealed record BulkArgs
{
    /// <summary>Id or e-mail of a person.</summary>
    public string? User { get; init; }
    public string? Branch { get; init; }
    public string? Reason { get; init; }
    public string? Priority { get; init; }
    public IReadOnlyList<string?>? Tags { get; init; }
    public IReadOnlyList<string?>? Remove { get; init; }
    public DateTime? NextContactAt { get; init; }
}
