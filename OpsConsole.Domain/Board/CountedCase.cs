using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Board;

/// <summary>What the figures need to know of a case (docs/rules.md, "Counters"). Times are UTC.</summary>
/// <param name="ResponsibleId">0: nobody.</param>
/// <param name="FirstContactAt">When the first attempt was made.</param>
public readonly record struct CountedCase(int CampaignId, int BranchId, int ResponsibleId, CaseStatus Status, DateTime ReceivedAt, DateTime? DueAt, DateTime? CompletedAt, DateTime? FirstContactAt)
{
    public bool IsOpen => Status != CaseStatus.Completed;
}

/// <summary>Cases that are added up together.</summary>
public readonly record struct CellKey(int CampaignId, int BranchId, int ResponsibleId, CaseStatus Status);
