using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Notifications;

/// <summary>Who is told of an entry of the log, and as what; nobody of their own deeds (docs/rules.md, "Notifications").</summary>
public static class NotificationRules
{
    private static readonly IReadOnlyList<string> Told =
        [CaseEventType.Reassigned, CaseEventType.TakenOver, CaseEventType.Shared, CaseEventType.Reopened, CaseEventType.Message, CaseEventType.NextContactDue, CaseEventType.Reminder,
        CaseEventType.Escalated, CaseEventType.Answered, CaseEventType.Quality, CaseEventType.AnswerLate, CaseEventType.Blocked];

    /// <summary>Whether anybody may have to be told: asked of every entry.</summary>
    public static bool Concerns(string type) => Told.Contains(type);

    /// <summary>Many of them may come one after the other by the console's own hand: one of the kind counts them.</summary>
    public static bool Gathers(NotificationKind kind) => kind is NotificationKind.DeadlineNear or NotificationKind.DeadlinePassed or NotificationKind.AnswerLate;

    /// <param name="responsible">Of the case as the event left it.</param>
    public static IReadOnlyList<Notification> For(CaseEvent entry, int? responsible)
    {
        if (!Concerns(entry.Type))
            return [];
        var data = JsonElement.Parse(entry.Data);
        var reason = data.TryGetProperty("reason", out var said) ? said.GetString() : null;
        return [.. People(entry, data, responsible).Where(p => p.UserId is { } id && id != entry.ById).Select(p => new Notification
        {
            UserId = p.UserId!.Value,
            Kind = p.Kind,
            CaseId = entry.CaseId,
            CaseVersion = entry.Version,
            ById = p.Kind is NotificationKind.Message or NotificationKind.MessageFailed ? null : entry.ById,
            At = entry.At,
            Reason = reason,
        })];
    }

    private static IEnumerable<(int? UserId, NotificationKind Kind)> People(CaseEvent entry, JsonElement data, int? responsible) => entry.Type switch
    {
        CaseEventType.Reassigned when Change(data, "responsibleId") is var (before, after) => [(Id(after), NotificationKind.Reassigned), (Id(before), NotificationKind.HandedOn)],
        CaseEventType.TakenOver when Change(data, "responsibleId") is var (before, _) => [(Id(before), NotificationKind.TakenOver)],
        CaseEventType.Shared when Change(data, "sharedWith") is var (before, after) => Ids(after).Except(Ids(before)).Select(id => ((int?)id, NotificationKind.Shared)),
        CaseEventType.Reopened => [(responsible, NotificationKind.Reopened)],
        CaseEventType.Message when data.TryGetProperty("failed", out _) => [(responsible, NotificationKind.MessageFailed)],
        CaseEventType.Message when data.TryGetProperty("direction", out var direction) && direction.GetString() == "in" => [(responsible, NotificationKind.Message)],
        CaseEventType.NextContactDue => [(responsible, NotificationKind.NextContactDue)],
        CaseEventType.Escalated => To(data, NotificationKind.Escalated),
        CaseEventType.Answered => To(data, NotificationKind.Answered),
        CaseEventType.Quality => To(data, NotificationKind.Returned),        // to nobody, unless the area gave it back
        CaseEventType.Blocked => To(data, NotificationKind.Blocked),
        CaseEventType.AnswerLate => To(data, NotificationKind.AnswerLate),
        CaseEventType.Reminder when data.TryGetProperty("to", out var to) => Ids(to).Select(id => ((int?)id, KindOf(data))),
        _ => [],
    };

    private static IEnumerable<(int?, NotificationKind)> To(JsonElement data, NotificationKind kind) => data.TryGetProperty("to", out var to) ? Ids(to).Select(id => ((int?)id, kind)) : [];

    /// <summary>By whose hand: a person's, or a rule's.</summary>
    private static NotificationKind KindOf(JsonElement reminder) =>
        !reminder.TryGetProperty("rule", out var rule) ? NotificationKind.Reminder : rule.GetString() == ReminderRules.Before ? NotificationKind.DeadlineNear : NotificationKind.DeadlinePassed;

    private static (JsonElement Before, JsonElement After)? Change(JsonElement data, string field) =>
        data.TryGetProperty("changes", out var changes) && changes.TryGetProperty(field, out var change) ? (change[0], change[1]) : null;

    private static int? Id(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static IEnumerable<int> Ids(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(id => id.GetInt32()) : [];
}
