using OpsConsole.Domain.Jobs;

namespace OpsConsole.Domain.Bulk;

/// <summary>One change of many cases, over a set that was fixed when it was asked for (docs/rules.md, "Bulk changes").</summary>
public sealed class BulkJob : Job
{
    /// <summary>How long the person can take it back.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromHours(24);

    /// <summary>More cases are not changed at once.</summary>
    public const int MostCases = 100_000;

    /// <summary>More cases than this an agent does not change at once.</summary>
    public const int MostForAgents = 50;

    /// <summary>One of <see cref="BulkAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>What the action needs, as JSON (<see cref="BulkArgs"/>).</summary>
    public required string Args { get; init; }

    /// <summary>What the preview found: how many will be changed, and how many not for which reason, as JSON {code: count}.</summary>
    public int WillDo { get; set; }
    public string WillRefuse { get; set; } = "{}";

    public int Done { get; set; }
    public int Refused { get; set; }

    /// <summary>Somebody changed the case between preview and run: it was left alone.</summary>
    public int Changed { get; set; }

    /// <summary>Of the undoing: cases that are as they were, and cases that changed since and stay.</summary>
    public int Restored { get; set; }
    public int Kept { get; set; }
}

/// <summary>What became of one case.</summary>
public enum BulkResult
{
    Waiting,
    Done,
    Refused,
    Changed,
    Restored,
    Kept,
}

/// <summary>One case of a bulk change: its version when the set was fixed, and what became of it.</summary>
public sealed class BulkItem
{
    public required string JobId { get; init; }

    /// <summary>Place in the list that was looked at.</summary>
    public int Place { get; init; }
    public long CaseId { get; init; }
    public long Version { get; init; }
    public BulkResult Result { get; set; }

    /// <summary>Why it was refused.</summary>
    public string? Code { get; set; }

    /// <summary>The version that the change made: what undoing compares with.</summary>
    public long DoneVersion { get; set; }
}
