using System.Text.Json;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Cases;

/// <summary>The fields that people change: one table serves the log's old and new values, undo, and what a conflict shows.</summary>
internal static class CaseStateFields
{
    internal sealed record StateField(string Name, Func<Case, object?> Get, Action<Case, JsonElement> Set);

    internal static Dictionary<string, string> Snapshot(Case @case) =>
        Case.StateFields.ToDictionary(f => f.Name, f => Json.Write(f.Get(@case)));

    /// <summary>{field: [old, new]} of what differs from the snapshot.</summary>
    internal static Dictionary<string, object?[]> Since(Case @case, Dictionary<string, string> before)
    {
        var changes = new Dictionary<string, object?[]>();
        foreach (var field in Case.StateFields)
        {
            var now = field.Get(@case);
            if (Json.Write(now) != before[field.Name])
                changes[field.Name] = [JsonElement.Parse(before[field.Name]), now];
        }
        return changes;
    }

    internal static IEnumerable<string> ChangedBy(CaseEvent entry) => Changes(entry).Select(p => p.Name);

    /// <summary>Puts back what the event changed.</summary>
    internal static void Revert(Case @case, CaseEvent entry)
    {
        foreach (var change in Changes(entry))
            Case.StateFields.Single(f => f.Name == change.Name).Set(@case, change.Value[0]);
    }

    /// <summary>What the event made of the field; null where it left it alone.</summary>
    internal static JsonElement? NewValueOf(CaseEvent entry, string field)
    {
        foreach (var change in Changes(entry))
            if (change.Name == field)
                return change.Value[1];
        return null;
    }

    /// <summary>Who was responsible before these events of one command.</summary>
    internal static int? ResponsibleBefore(Case @case, IReadOnlyList<CaseEvent> command)
    {
        foreach (var entry in command.OrderBy(e => e.Version))
            foreach (var change in Changes(entry))
                if (change.Name == "responsibleId")
                    return change.Value[0].Deserialize<int?>();
        return @case.ResponsibleId;
    }

    private static IEnumerable<JsonProperty> Changes(CaseEvent entry) =>
        JsonElement.Parse(entry.Data).TryGetProperty("changes", out var changes) ? changes.EnumerateObject().ToList() : [];
}
