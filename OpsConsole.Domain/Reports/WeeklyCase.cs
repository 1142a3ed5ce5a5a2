using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Reports;

/// <summary>An alert as it stood at some moment: as it is now, taken back entry by entry of its log (docs/rules.md, "Weekly report").</summary>
internal sealed record WeeklyCase
{
    public long Id { get; init; }
    public int BranchId { get; init; }
    public CaseStatus Status { get; init; }
    public int? ResponsibleId { get; init; }
    public string? RootCause { get; init; }
    public DateTime ReceivedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public bool IsAlert { get; init; }

    /// <summary>Not made yet, taken back with its import, or merged into another.</summary>
    public bool IsGone { get; init; }

    public bool Counts => IsAlert && !IsGone;

    public bool IsCompleted => Status == CaseStatus.Completed;

    public bool IsInTime => CompletedAt is { } done && (DueAt is not { } due || done <= due);

    /// <summary>As it stood before this entry.</summary>
    public WeeklyCase Before(string type, string data)
    {
        if (type == CaseEventType.Created)
            return this with { IsGone = true };
        var json = JsonElement.Parse(data);
        var former = type switch
        {
            CaseEventType.ImportReverted => this with { IsGone = false },
            CaseEventType.UpdatedByImport when json.TryGetProperty("before", out var content) => Imported(Json.Read<CaseContent>(content.GetRawText())),
            _ => this,
        };
        if (!json.TryGetProperty("changes", out var changes))
            return former;
        foreach (var change in changes.EnumerateObject())
            former = former.With(change.Name, change.Value[0]);
        return former;
    }

    private WeeklyCase Imported(CaseContent content) => this with
    {
        BranchId = content.BranchId,
        ReceivedAt = content.ReceivedAt,
        IsAlert = content.IsAlert,
        DueAt = content.IsAlert ? (DueAt ?? content.ReceivedAt) + (content.ReceivedAt - ReceivedAt) : null,
    };

    private WeeklyCase With(string field, JsonElement value) => field switch
    {
        "status" => this with { Status = value.Deserialize<CaseStatus>(Json.Stored) },
        "branchId" => this with { BranchId = value.GetInt32() },
        "responsibleId" => this with { ResponsibleId = value.Deserialize<int?>(Json.Stored) },
        "rootCause" => this with { RootCause = value.GetString() },
        "dueAt" => this with { DueAt = value.Deserialize<DateTime?>(Json.Stored)?.ToUniversalTime() },
        "completedAt" => this with { CompletedAt = value.Deserialize<DateTime?>(Json.Stored)?.ToUniversalTime() },
        "mergedInto" => this with { IsGone = value.ValueKind != JsonValueKind.Null },
        _ => this,
    };
}
