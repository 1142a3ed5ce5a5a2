namespace OpsConsole.Domain.Cases;

/// <summary>How many cases a campaign has in a branch, by state, alerts apart from records: kept by the database itself within each change, so that the total of a whole list costs a handful of rows at any size (docs/rules.md, "Totals").</summary>
public sealed class CaseTotal
{
    public int CampaignId { get; init; }
    public int BranchId { get; init; }
    public bool IsAlert { get; init; }
    public CaseStatus Status { get; init; }

    /// <summary>Cases that were not taken back with their import.</summary>
    public int Count { get; init; }
}
