namespace OpsConsole.Domain.Cases;

/// <summary>One entry of the append-only log of a case: the source of history, audit and live updates. Never changed, never deleted (the database refuses it).</summary>
public sealed class CaseEvent
{
    /// <summary>The installation-wide log number: order of commit.</summary>
    public long Sequence { get; init; }
    public long CaseId { get; init; }

    /// <summary>Set on new entries only: a new case has no id before it is committed.</summary>
    public Case? Case { get; init; }
    public int CampaignId { get; init; }

    /// <summary>The branch of the case after the event.</summary>
    public int BranchId { get; init; }

    /// <summary>The version of the case that this event made.</summary>
    public long Version { get; init; }

    /// <summary>Events of one command share it: undo takes back the command, not half of it.</summary>
    public Guid CommandId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Null: the console itself.</summary>
    public int? ById { get; init; }

    /// <summary>One of <see cref="CaseEventType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>JSON: {"changes":{field:[old,new]}, …details of the type}.</summary>
    public required string Data { get; init; }

    /// <summary>The network address that it was asked from; null: the console did it. For the Bitácora alone.</summary>
    public string? Origin { get; set; }

    /// <summary>SHA-256 of the entry before it and of this one, so that a changed or missing entry shows (docs/rules.md, "Log chain").</summary>
    public string PrevHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>The types of log entries, as the API names them.</summary>
public static class CaseEventType
{
    public const string Created = "created", Opened = "opened", Attempt = "attempt", Saved = "saved", Completed = "completed",
        Undone = "undone", Reopened = "reopened", Transferred = "transferred", Shared = "shared", Unshared = "unshared",
        Reassigned = "reassigned", Note = "note", BaseUpdated = "base_updated", DeadlinePassed = "deadline_passed",
        UpdatedByImport = "updated_by_import", ImportReverted = "import_reverted",
        CustomerChanged = "customer_changed", ContactPoint = "contact_point", Account = "account",
        Disposition = "disposition", TakenOver = "taken_over", Merged = "merged", MergeUndone = "merge_undone",
        Message = "message", Attachment = "attachment", NextContactDue = "next_contact_due", Reminder = "reminder", DueChanged = "due_changed",
        Escalated = "escalated", Answered = "answered", Quality = "quality", AnswerLate = "answer_late",
        Insisted = "insisted", Blocked = "blocked", Unblocked = "unblocked";

    /// <summary>What time alone wrote: it changes nothing that anybody did.</summary>
    internal static readonly IReadOnlyList<string> OfTime = [DeadlinePassed, NextContactDue, Reminder, AnswerLate];

    internal static readonly IReadOnlyList<string> Undoable = [Saved, Completed, Transferred, Shared, Unshared, Reassigned, CustomerChanged, Disposition, Merged];

    /// <summary>What the person who did it can take back within <see cref="UndoWindow"/>.</summary>
    public static bool IsUndoable(string type) => Undoable.Contains(type);

    /// <summary>From the commit on: seconds for what a hand did, a day for what decides whose case it is.</summary>
    public static TimeSpan UndoWindow(string type) => type is CustomerChanged or Merged ? Case.LongUndoWindow : Case.UndoWindow;
}
