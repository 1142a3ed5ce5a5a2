using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpsConsole.Domain.Imports;

/// <summary>Where an import stands; the API writes them in lower case. Waiting: uploaded from the page, its columns are not settled yet.</summary>
public enum ImportState
{
    Running,
    Completed,
    Failed,
    Cancelled,
    Reverted,
    Waiting,
}

/// <summary>One file that was, or is being, taken in (docs/rules.md, "Imports").</summary>
public sealed class Import
{
    /// <summary>How long a completed import can be taken back.</summary>
    public static readonly TimeSpan TakeBackWindow = TimeSpan.FromHours(24);

    /// <summary>128 random bits, base64url.</summary>
    public required string Id { get; init; }
    public int CampaignId { get; init; }

    /// <summary>One of <see cref="ImportKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>As the person named it: shown only, never a path.</summary>
    public required string FileName { get; init; }

    /// <summary>The random name under which the upload is stored; null once it is gone.</summary>
    public string? UploadName { get; set; }
    public bool DryRun { get; set; }
    public bool CreateBranches { get; set; }
    public bool AllowNoScore { get; set; }
    public ImportState State { get; set; }
    public int ById { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>The mapping used, as JSON; null: headers count as they are.</summary>
    public string? Mapping { get; set; }

    /// <summary>Rows of the file; 0 until it was read once.</summary>
    public int RowsInFile { get; set; }

    /// <summary>Rows read so far: where an interrupted import goes on.</summary>
    public int Total { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Rejected { get; set; }

    /// <summary>Rows kept although something about them is worth a word: no score, a product line that nobody knows.</summary>
    public int Warnings { get; set; }

    /// <summary>Rows that became alerts.</summary>
    public int Alerts { get; set; }

    /// <summary>Responses that found no base row, where the campaign has base rows.</summary>
    public int WithoutBase { get; set; }

    /// <summary>What the preview has to say of the file, as a JSON list of codes with their particulars.</summary>
    public string? Notices { get; set; }

    /// <summary>Of a failed import: the code of the file's fault and its details as JSON.</summary>
    public string? Fault { get; set; }
    public string? FaultArgs { get; set; }
    public bool CancelRequested { get; set; }

    /// <summary>The log entries of this import lie behind this number and up to the other: where taking back looks.</summary>
    public long FirstSequence { get; set; }
    public long LastSequence { get; set; }

    /// <summary>Until then the node that works on it is taken to be alive.</summary>
    public DateTime? LeasedUntil { get; set; }
    public long Version { get; set; }

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Back to the first row, for another preview or the run itself.</summary>
    public void Restart(bool dryRun)
    {
        (DryRun, State, FinishedAt, LeasedUntil, CancelRequested) = (dryRun, ImportState.Running, null, null, false);
        (Total, RowsInFile, Created, Updated, Unchanged, Rejected, Warnings, Alerts, WithoutBase) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
        (Fault, FaultArgs, Notices) = (null, null, null);
    }
}

/// <summary>Why one row was rejected, or a warning: line and column of the file, the value, the code, and the row itself to download.</summary>
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

    /// <summary>The row went in all the same.</summary>
    public bool IsWarning { get; init; }

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

/// <summary>What an import did to a base row, so that it can be taken back; no former values: the row is new.</summary>
public sealed class BaseRecordChange
{
    public long Id { get; init; }
    public required string ImportId { get; init; }
    public long BaseRecordId { get; init; }
    public BaseRecord? BaseRecord { get; init; }
    public string? FormerHash { get; init; }
    public string? FormerValues { get; init; }
    public string? FormerImportId { get; init; }
}
