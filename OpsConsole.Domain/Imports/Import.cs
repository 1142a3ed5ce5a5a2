namespace OpsConsole.Domain.Imports;

/// <summary>Where an import stands; the API writes them in lower case.</summary>
public enum ImportState
{
    Running,
    Completed,
    Failed,
    Cancelled,
    Reverted,
}

/// <summary>One file that was, or is being, taken in (docs/rules.md, "Imports").</summary>
public sealed class Import
{
    /// <summary>128 random bits, base64url.</summary>
    public required string Id { get; init; }
    public int CampaignId { get; init; }

    /// <summary>base or responses (further kinds come with their campaigns).</summary>
    public required string Kind { get; init; }

    /// <summary>As the person named it: shown only, never a path.</summary>
    public required string FileName { get; init; }
    public bool DryRun { get; init; }
    public bool CreateBranches { get; init; }
    public bool AllowNoScore { get; init; }
    public ImportState State { get; set; }
    public int ById { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>The mapping used, as JSON; null: headers count as they are.</summary>
    public string? Mapping { get; set; }

    /// <summary>Rows read so far: where an interrupted import goes on.</summary>
    public int Total { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Rejected { get; set; }

    /// <summary>Rows kept without a score.</summary>
    public int Warnings { get; set; }

    /// <summary>Rows that became alerts.</summary>
    public int Alerts { get; set; }

    /// <summary>Of a failed import: the code of the file's fault and its details as JSON.</summary>
    public string? Fault { get; set; }
    public string? FaultArgs { get; set; }
    public bool CancelRequested { get; set; }
    public long Version { get; set; }
}

/// <summary>Why one row was rejected: line and column of the file, the value, the reason's code, and the row itself to download.</summary>
public sealed class ImportError
{
    public long Id { get; init; }
    public required string ImportId { get; init; }
    public int Line { get; init; }
    public string? Column { get; init; }
    public string? Value { get; init; }
    public required string Code { get; init; }

    /// <summary>Details for the reason's text, as a JSON list of texts.</summary>
    public string? Args { get; init; }

    /// <summary>The row's cells as a JSON list; on the first error of a row only.</summary>
    public string? Row { get; init; }
}

/// <summary>The imported base row behind cases: joined by the external reference.</summary>
public sealed class BaseRecord
{
    public long Id { get; init; }
    public int CampaignId { get; init; }
    public required string Reference { get; init; }
    public required string RowHash { get; set; }
    public required string ImportId { get; set; }

    /// <summary>{key: {raw, number}} as JSON.</summary>
    public required string Values { get; set; }
    public bool IsRemoved { get; set; }
}
