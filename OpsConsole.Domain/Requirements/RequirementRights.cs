using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Requirements;

/// <summary>What a person may do with a requirement; the desk asks again (docs/rules.md, "Requirements").</summary>
/// <param name="Files">Makes tickets on it, hands it over, closes it.</param>
/// <param name="Responds">Is of the area that answers.</param>
/// <param name="Unblocks">A supervisor of its region.</param>
/// <param name="OnlyAsArea">Sees it for nothing else.</param>
public readonly record struct RequirementRights(bool Files, bool Responds, bool Unblocks, bool OnlyAsArea)
{
    public static RequirementRights Of(Actor actor, CaseDetail detail, Requirement requirement)
    {
        var row = detail.Row;
        var isOpen = row.Status != CaseStatus.Completed;
        var isOfArea = isOpen && detail.Campaign.Settings.Requirements.Area(requirement.Responsible)?.People.Contains(actor.Id) == true;
        var onlyAsArea = isOfArea && CaseScope.PathsOf(actor, new(row.CampaignId, row.BranchId, [.. detail.SharedWith.Select(s => s.Id)], [])).Count == 0;
        return new(isOpen && actor.MayWork && !onlyAsArea, isOfArea && actor.MayWork, isOpen && actor.MayUnblock && actor.BranchIds.Contains(row.BranchId), onlyAsArea);
    }
}
