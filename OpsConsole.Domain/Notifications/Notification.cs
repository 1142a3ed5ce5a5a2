namespace OpsConsole.Domain.Notifications;

/// <summary>Something that happened to a person's work by another hand or by time: codes and numbers, never sentences or a customer's data (docs/rules.md, "Notifications").</summary>
public sealed class Notification
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public long Id { get; init; }
    public int UserId { get; init; }
    public NotificationKind Kind { get; init; }

    /// <summary>Null: it is about several cases at once.</summary>
    public long? CaseId { get; init; }

    /// <summary>The version of the case that the event made: what is taken back takes its notification along.</summary>
    public long CaseVersion { get; init; }

    /// <summary>The import, export or bulk change that ended, and the campaign it ran in.</summary>
    public string? JobId { get; init; }
    public int? CampaignId { get; init; }

    /// <summary>How many cases it is about.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Who did it; null: the console itself, or the customer.</summary>
    public int? ById { get; init; }
    public DateTime At { get; init; }
    public DateTime? ReadAt { get; set; }

    /// <summary>What the other person gave as reason, where one is asked for.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a person is told of.</summary>
public enum NotificationKind
{
    /// <summary>A case became theirs.</summary>
    Reassigned,

    /// <summary>A case of theirs became somebody else's.</summary>
    HandedOn,

    /// <summary>Somebody took a case of theirs over.</summary>
    TakenOver,
    Shared,
    Reopened,

    /// <summary>The customer wrote.</summary>
    Message,

    /// <summary>What was written to the customer could not be delivered.</summary>
    MessageFailed,

    /// <summary>The time that was agreed for the next contact has come.</summary>
    NextContactDue,

    /// <summary>What the person had started ended while nobody looked on.</summary>
    ImportDone,
    ImportFailed,
    ExportDone,
    ExportFailed,
    BulkDone,
    BulkFailed,

    /// <summary>Somebody reminds the branch head of cases of the branch.</summary>
    Reminder,
}
