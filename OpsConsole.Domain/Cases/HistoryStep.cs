using System.Text.Json;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Cases;

/// <summary>One thing that happened to a case before the console knew it, as its log entry holds it (docs/rules.md, "Imported history").</summary>
/// <param name="Activity">What the source calls it.</param>
/// <param name="Status">The state it led to; null: the case stayed as it stood.</param>
/// <param name="BranchId">Of the case from then on.</param>
internal sealed record HistoryStep(DateTime At, string Activity, CaseStatus? Status, int BranchId)
{
    /// <summary>How an entry's data says that it was imported; text that people wrote has its quotes escaped and never reads so.</summary>
    public const string Mark = "\"imported\":true";

    /// <summary>Which of its case's events it is, where the source numbers them: clocks may differ, and then this counts.</summary>
    public int? Order { get; init; }

    /// <summary>On which line of its file it stood; 0 for what was read back.</summary>
    public long Line { get; init; }

    /// <summary>The source's own name of the event, where it has one.</summary>
    public string? EventId { get; init; }
    public CasePriority? Priority { get; init; }

    /// <summary>When the source says that the case was opened and resolved; what it says last counts.</summary>
    public DateTime? OpenedAt { get; init; }
    public DateTime? ResolvedAt { get; init; }

    /// <summary>Who did it, in the words of the source: nobody of the console.</summary>
    public string? Who { get; init; }
    public string? Text { get; init; }

    /// <summary>What it says of the case as a whole; the newest that says something of a field counts.</summary>
    public HistoryContent? Says { get; init; }

    /// <summary>By their numbers where every one of a case's events has one, else by time; what is alike stays as it came.</summary>
    public static IEnumerable<T> InOrder<T>(IReadOnlyCollection<T> all, Func<T, HistoryStep> step) =>
        all.All(one => step(one).Order is not null) ? all.OrderBy(one => step(one).Order).ThenBy(one => step(one).At) : all.OrderBy(one => step(one).At);

    public static bool IsMarked(CaseEvent entry) => entry.Data.Contains(Mark, StringComparison.Ordinal);

    /// <summary>Null: the entry is none that was imported.</summary>
    public static HistoryStep? Of(CaseEvent entry)
    {
        if (!IsMarked(entry))
            return null;
        var data = JsonElement.Parse(entry.Data);
        string? Said(string name) => data.TryGetProperty(name, out var value) ? value.GetString() : null;
        DateTime? At(string name) => data.TryGetProperty(name, out var value) ? value.GetDateTime().ToUniversalTime() : null;
        return new(entry.At, Said("activity") ?? "", Said("state") is { } state ? Enum.Parse<CaseStatus>(state) : null, entry.BranchId)
        {
            Order = data.TryGetProperty("order", out var order) ? order.GetInt32() : null,
            EventId = Said("event"),
            Priority = Said("priority") is { } priority ? Enum.Parse<CasePriority>(priority) : null,
            OpenedAt = At("openedAt"),
            ResolvedAt = At("resolvedAt"),
            Who = Said("who"),
            Text = Said("text"),
            Says = data.TryGetProperty("says", out var says) ? says.Deserialize<HistoryContent>(Json.Stored) : null,
        };
    }

    /// <summary>What the entry says beside its changes: enough to read the step back.</summary>
    public Dictionary<string, object?> ToData(string importId)
    {
        var data = new Dictionary<string, object?> { ["imported"] = true, ["import"] = importId, ["line"] = Line, ["activity"] = Activity };
        foreach (var (name, value) in new (string, object?)[] { ("state", Status), ("order", Order), ("event", EventId), ("priority", Priority), ("openedAt", OpenedAt), ("resolvedAt", ResolvedAt), ("who", Who), ("text", Text), ("says", Says) })
            if (value is not null)
                data[name] = value;
        return data;
    }
}

/// <summary>What an event row says of its case as a whole.</summary>
internal sealed record HistoryContent(string? Type, string? Description, string? Account, IReadOnlyDictionary<string, FieldValue> Values);

/// <summary>The imported part of a case's log: what of it still counts, and whether people worked on the case (docs/rules.md, "Imported history").</summary>
internal sealed class HistoryLog
{
    private static readonly string[] Quiet = [CaseEventType.UpdatedByImport, CaseEventType.BaseUpdated, CaseEventType.ImportReverted],
        OfTheConsole = [CaseEventType.DeadlinePassed, CaseEventType.DueChanged, CaseEventType.NextContactDue, CaseEventType.Reminder, CaseEventType.AnswerLate];

    private readonly IReadOnlyList<(HistoryStep Step, string Import)> _steps;

    /// <param name="entries">The whole log of one case.</param>
    public HistoryLog(IEnumerable<CaseEvent> entries)
    {
        var all = entries.OrderBy(e => e.Version).ToList();
        var reverted = all.Where(e => e.Type == CaseEventType.ImportReverted).Select(e => (Import: ImportOf(e), e.Version)).ToList();
        IsHistory = all.Count > 0 && HistoryStep.IsMarked(all[0]);
        IsWorked = all.Exists(e => !HistoryStep.IsMarked(e) && !Quiet.Contains(e.Type) && !(e.ById is null && OfTheConsole.Contains(e.Type)) && e.Version > 1);
        _steps = [.. all.Where(HistoryStep.IsMarked).Select(e => (Step: HistoryStep.Of(e)!, Import: ImportOf(e), e.Version))
            .Where(e => !reverted.Exists(r => r.Import == e.Import && r.Version > e.Version)).Select(e => (e.Step, e.Import))];
    }

    /// <summary>The case was made by an import of history.</summary>
    public bool IsHistory { get; }

    /// <summary>Somebody did something that neither an import nor the console by itself did.</summary>
    public bool IsWorked { get; }

    public IEnumerable<HistoryStep> Steps => _steps.Select(s => s.Step);

    /// <summary>The same without what one import brought.</summary>
    public IEnumerable<HistoryStep> Without(string import) => _steps.Where(s => s.Import != import).Select(s => s.Step);

    /// <summary>What one import brought.</summary>
    public IReadOnlyList<HistoryStep> Of(string import) => [.. _steps.Where(s => s.Import == import).Select(s => s.Step)];

    private static string ImportOf(CaseEvent entry) => JsonElement.Parse(entry.Data).TryGetProperty("import", out var import) ? import.GetString() ?? "" : "";
}
