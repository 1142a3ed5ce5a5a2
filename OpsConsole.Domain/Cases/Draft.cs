namespace OpsConsole.Domain.Cases;

/// <summary>What a person typed into a case's form and has not saved: kept for 30 days, shown to nobody else (docs/rules.md, "Drafts").</summary>
public sealed class Draft
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    public const int MaxLength = 64_000;

    public int UserId { get; init; }
    public long CaseId { get; init; }

    /// <summary>The form as JSON, exactly as typed.</summary>
    public required string Content { get; set; }

    /// <summary>The version of the case that the typing was based on.</summary>
    public long BaseVersion { get; set; }
    public DateTime SavedAt { get; set; }
}
