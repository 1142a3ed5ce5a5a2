using System.Text.Json;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>One change of a field in a log entry: old and new, as the log holds them.</summary>
public sealed record HistoryChange(string Field, JsonElement Old, JsonElement New);

/// <summary>One entry of the log, taken apart for the page.</summary>
public sealed record HistoryLine(HistoryEntry Entry)
{
    // Times that only follow from the event itself, and counts: said by the line already.
    private static readonly string[] Unsaid = ["startedAt", "completedAt", "reopenedCount", "customerId", "dispositionPath", "pauses"];
    private static readonly string[] Work = [CaseEventType.Attempt, CaseEventType.Note, CaseEventType.Opened, CaseEventType.Saved, CaseEventType.Disposition, CaseEventType.Completed, CaseEventType.Undone, CaseEventType.Reopened, CaseEventType.Escalated, CaseEventType.Answered, CaseEventType.Quality, CaseEventType.Insisted, CaseEventType.Blocked, CaseEventType.Unblocked];

    public IReadOnlyList<HistoryChange> Changes { get; } = Read(Entry.Data);

    /// <summary>What people did with the customer, as against what the record went through.</summary>
    public bool IsWork => Work.Contains(Entry.Type);

    /// <summary>It happened before the console knew the case.</summary>
    public bool IsImported => Entry.Data.TryGetProperty("imported", out var imported) && imported.ValueKind == JsonValueKind.True;

    public string? Text(string name) => Entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public DateTime? Moment(string name) => Entry.Data.TryGetProperty(name, out var value) && value.TryGetDateTime(out var at) ? at.ToUniversalTime() : null;

    /// <summary>People and branches that the changes name by id.</summary>
    public IEnumerable<int> People => Ids("responsibleId").Concat(Ids("sharedWith")).Concat(Ids("areaPeople")).Concat(Reminded);

    /// <summary>Who was reminded of the case.</summary>
    public IEnumerable<int> Reminded => Entry.Type == CaseEventType.Reminder && Entry.Data.TryGetProperty("to", out var to) ? Numbers(to) : [];

    /// <summary>What tells a reminder that a rule of the project made from one of a person.</summary>
    public string RuleSuffix => Entry.Type == CaseEventType.Reminder && Text("rule") is { } rule ? "." + rule : "";

    public IEnumerable<int> Branches => Ids("branchId");

    public string Glyph => Entry.Type switch
    {
        CaseEventType.Created => "bolt",
        CaseEventType.Opened => "edit_note",
        CaseEventType.Attempt => Text("result") switch { "effective" => "phone_in_talk", "no_answer" => "phone_missed", "phone_off" => "phone_disabled", _ => "call_end" },
        CaseEventType.Saved or CaseEventType.Disposition => "save",
        CaseEventType.TakenOver => "person_add",
        CaseEventType.Completed => "task_alt",
        CaseEventType.Undone or CaseEventType.MergeUndone => "undo",
        CaseEventType.Reopened => "lock_open",
        CaseEventType.Transferred => "swap_horiz",
        CaseEventType.Shared or CaseEventType.Unshared => "group_add",
        CaseEventType.Reassigned => "manage_accounts",
        CaseEventType.Note => "comment",
        CaseEventType.Message => "mail",
        CaseEventType.Reminder => "notifications_active",
        CaseEventType.CustomerChanged or CaseEventType.Account => "manage_accounts",
        CaseEventType.Merged => "merge",
        CaseEventType.Attachment => "attach_file",
        CaseEventType.ContactPoint => "phone_in_talk",
        CaseEventType.Escalated => "call_made",
        CaseEventType.Answered => "chat",
        CaseEventType.Quality => "rule",
        CaseEventType.Insisted => "replay",
        CaseEventType.Blocked => "priority_high",
        CaseEventType.Unblocked => "lock_open",
        CaseEventType.DeadlinePassed or CaseEventType.DueChanged or CaseEventType.AnswerLate => "alarm",
        _ => "upload_file",
    };

    private IEnumerable<int> Ids(string field) => Changes.Where(c => c.Field == field).SelectMany(c => Numbers(c.Old).Concat(Numbers(c.New)));

    internal static IEnumerable<int> Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => [value.GetInt32()],
        JsonValueKind.Array => value.EnumerateArray().Select(v => v.GetInt32()),
        _ => [],
    };

    private static IReadOnlyList<HistoryChange> Read(JsonElement data) => !data.TryGetProperty("changes", out var changes) ? [] :
        [.. changes.EnumerateObject().Where(c => !Unsaid.Contains(c.Name) && c.Value.ValueKind == JsonValueKind.Array).Select(c => new HistoryChange(c.Name, c.Value[0], c.Value[1]))];
}
