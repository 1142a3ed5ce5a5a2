using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpsConsole.Domain.Jobs;

/// <summary>Work that somebody asked for and that runs beside the people's: an export, a bulk change (docs/rules.md, "Jobs").</summary>
public abstract class Job
{
    /// <summary>How often a job is taken up before it counts as impossible: a crash while it runs must not come back for ever.</summary>
    public const int MaxStarts = 3;

    /// <summary>128 random bits, base64url.</summary>
    public required string Id { get; init; }
    public int CampaignId { get; init; }
    public int ById { get; init; }
    public JobState State { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Until then the node that works on it is taken to be alive.</summary>
    public DateTime? LeasedUntil { get; set; }
    public bool CancelRequested { get; set; }
    public int Starts { get; set; }

    /// <summary>Cases it concerns; 0 until that is known.</summary>
    public int Total { get; set; }

    /// <summary>How many of them are behind it.</summary>
    public int Rows { get; set; }

    /// <summary>Why it failed, as a code.</summary>
    public string? Error { get; set; }

    /// <summary>The person has seen how it ended and put it away.</summary>
    public bool IsPutAway { get; set; }
    public long Version { get; set; }

    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled or JobState.Undone;

    public int Percent => PercentOf(State, Rows, Total);

    public static int PercentOf(JobState state, int rows, int total) =>
        state is JobState.Done or JobState.Undone ? 100 : total == 0 ? 0 : (int)Math.Min(99, rows * 100L / total);

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>How far a running job is: written by the work, read by whoever tells the others.</summary>
public sealed class JobProgress
{
    private volatile int _rows, _total;

    public int Rows { get => _rows; set => _rows = value; }
    public int Total { get => _total; set => _total = value; }
}
