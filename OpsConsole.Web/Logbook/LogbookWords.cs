using System.Text.Json;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Logbook;

/// <summary>The lines of the Bitácora in the reader's words.</summary>
public sealed class LogbookWords(IStringLocalizer<LogbookTexts> text, TimeZoneInfo zone, CaseNames names)
{
    private const int LongValue = 160;

    /// <summary>Fields that hold a code of the console or of a project's catalogue as it came; codes that a project made itself stand as they are.</summary>
    private static readonly string[] Coded = ["incidentType", "contactType", "rootCause", "channel", "result", "priority", "role", "roles", "unit", "because"];

    /// <summary>What can be chosen to ask for: each log, and what people ask for most.</summary>
    public static readonly IReadOnlyList<(LogSource Source, IReadOnlyList<string> Types)> Choices =
    [
        (LogSource.Cases, [CaseEventType.Created, CaseEventType.Opened, CaseEventType.Attempt, CaseEventType.Saved, CaseEventType.Disposition, CaseEventType.Completed, CaseEventType.Reopened, CaseEventType.Transferred, CaseEventType.Shared, CaseEventType.Reassigned, CaseEventType.Merged, CaseEventType.CustomerChanged, CaseEventType.Note, CaseEventType.Message, CaseEventType.Attachment, CaseEventType.Undone]),
        (LogSource.Console, ["export.completed", "export.fetched", "report.completed", "report.fetched", "audit.exported", "board.exported", "import.completed", "import.reverted", "bulk.ended", "sign_in.done", "sign_in.failed", "user.created", "user.changed", "user.disabled", "campaign.changed", "campaign.shared", "guide.published", "customer.changed"]),
        (LogSource.Access, AccessType.All),
    ];

    public string Of(LogSource source) => text["Source." + source];

    /// <summary>Types that no text knows are said as the log calls them.</summary>
    public string Of(LogSource source, string type) => text[$"{source}.{type}"] is { ResourceNotFound: false } said ? said : text["Other", type];

    public string Who(LogbookLine line) => line.ByName ?? Elsewhere(line) ?? text[line.ById is null ? "TheConsole" : "Somebody"];

    /// <summary>Who did what was imported, in the words of its source.</summary>
    private string? Elsewhere(LogbookLine line) => line.Data.ValueKind != JsonValueKind.Object || !line.Data.TryGetProperty("imported", out _) ? null
        : line.Data.TryGetProperty("who", out var who) && who.GetString() is { Length: > 0 } said ? said : text["TheSource"];

    /// <summary>Old and new values, field by field; what else the entry says.</summary>
    public IEnumerable<(string Field, string? Old, string New)> Changes(LogbookLine line)
    {
        if (LogbookQueries.PersonOf(line) is { } person)
            yield return (text["Field.person"], null, names.People.GetValueOrDefault(person, text["Somebody"]));
        if (line.Data.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var said in line.Data.EnumerateObject())
            if (said is { Name: "changes", Value.ValueKind: JsonValueKind.Object })
                foreach (var change in said.Value.EnumerateObject())
                    yield return change.Value.ValueKind == JsonValueKind.Array && change.Value.GetArrayLength() == 2
                        ? (Field(change.Name), Value(change.Name, change.Value[0]), Value(change.Name, change.Value[1]))
                        : (Field(change.Name), null, Value(change.Name, change.Value));
            else if (said.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && said.Name is not ("campaignId" or "plan" or "says"))
                yield return (Field(line is not { Source: LogSource.Cases } || said.Name != "to" ? said.Name : line.Type == CaseEventType.Reminder ? "reminded" : "told"), null, Value(said.Name, said.Value));
    }

    public string Detail(LogbookLine line) => string.Join("; ", Changes(line).Select(c => c.Old is null ? $"{c.Field}: {c.New}" : $"{c.Field}: {c.Old} → {c.New}"));

    /// <summary>The names of a project's own columns, of filters and the like stand as they are; "slaHours.high" is a part of a field.</summary>
    private string Field(string name) => name is nameof(CasePriority.Low) or nameof(CasePriority.Normal) or nameof(CasePriority.High) or nameof(CasePriority.Urgent) ? Field(name.ToLowerInvariant())
        : text["Field." + name] is { ResourceNotFound: false } said ? said
        : name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? text["FieldOf", Field(name[..dot]), Field(name[(dot + 1)..])] : name;

    private string Value(string field, JsonElement value) => (field, value.ValueKind) switch
    {
        ("status" or "pauseStates", JsonValueKind.String) => text["Status." + value.GetString()],
        ("state", JsonValueKind.String) when text["Status." + value.GetString()] is { ResourceNotFound: false } status => status,        // of an imported event; elsewhere another one
        ("rule", JsonValueKind.String) => text["Rule." + value.GetString()],
        ("responsibleId" or "sharedWith" or "areaPeople" or "to", JsonValueKind.Number) => names.People.GetValueOrDefault(value.GetInt32(), text["Somebody"]),
        ("branchId", JsonValueKind.Number) => names.Branches.GetValueOrDefault(value.GetInt32(), Formats.Nothing),
        (_, JsonValueKind.Array) => string.Join(", ", value.EnumerateArray().Select(one => Value(field, one))) is { Length: > 0 } all ? Cut(all) : text["Nothing"],
        (_, JsonValueKind.String) when Coded.Contains(field) && text["Code." + value.GetString()!.ToLowerInvariant()] is { ResourceNotFound: false } code => code,
        ("fields", JsonValueKind.String) => Field(value.GetString()!),
        ("pauses" or "dispositionPath" or "dispositionLabels" or "escalation" or "requirement", JsonValueKind.String) => Value("", JsonElement.Parse(value.GetString()!)),
        (_, JsonValueKind.Object) when value.TryGetProperty("raw", out var raw) => Value(raw),
        (_, JsonValueKind.Object) => Cut(string.Join(", ", value.EnumerateObject().Where(part => part.Value.ValueKind != JsonValueKind.Null).Select(part => $"{Field(part.Name)}: {Value(part.Name, part.Value)}"))),
        (_, JsonValueKind.String) when (field.EndsWith("At", StringComparison.Ordinal) || field is "from" or "to" or "dueBefore") && value.TryGetDateTime(out var at) => Formats.Moment(at.ToUniversalTime(), zone),
        _ => Value(value),
    };

    private string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => text["Nothing"],
        JsonValueKind.True => text["Yes"],
        JsonValueKind.False => text["No"],
        JsonValueKind.String or JsonValueKind.Number => value.ToString() is { Length: > 0 } one ? Cut(one) : text["Nothing"],
        _ => text["Nothing"],
    };

    private static string Cut(string value) => value.Length <= LongValue ? value : value[..LongValue] + "…";
}
