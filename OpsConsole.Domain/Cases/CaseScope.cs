using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Who sees which case: the one method behind every list, count, export, push and answer (docs/rules.md, "Scope").</summary>
public static class CaseScope
{
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Actor actor)
    {
        cases = cases.Where(c => !c.IsRemoved);
        if (actor.HiddenCampaignIds.Count > 0)
            cases = cases.Where(c => !actor.HiddenCampaignIds.Contains(c.CampaignId));
        return (actor.Role, actor.HasShares) switch
        {
            (Role.Agent, false) => cases.Where(c => actor.BranchIds.Contains(c.BranchId) && actor.CampaignIds.Contains(c.CampaignId)),
            (Role.Agent, true) => cases.Where(c => (actor.BranchIds.Contains(c.BranchId) && actor.CampaignIds.Contains(c.CampaignId)) || c.Shares.Any(s => s.UserId == actor.Id)),
            (Role.BranchHead or Role.RegionalSupervisor, false) => cases.Where(c => actor.BranchIds.Contains(c.BranchId)),
            (Role.BranchHead or Role.RegionalSupervisor, true) => cases.Where(c => actor.BranchIds.Contains(c.BranchId) || c.Shares.Any(s => s.UserId == actor.Id)),
            (Role.BackOffice, false) => cases.Where(c => actor.CampaignIds.Contains(c.CampaignId)),
            (Role.BackOffice, true) => cases.Where(c => actor.CampaignIds.Contains(c.CampaignId) || c.Shares.Any(s => s.UserId == actor.Id)),
            (Role.ExperienceAnalyst or Role.Administrator, _) => cases,
        };
    }

    /// <summary>The same rule for one case at hand, told by its ways; none: not visible. That the two agree is tested for every person and case. The campaign's access settings are asked before.</summary>
    internal static IReadOnlyList<CasePath> PathsOf(Actor actor, CasePlace place)
    {
        var paths = new List<CasePath>();
        if (actor.Role switch
        {
            Role.Agent when actor.BranchIds.Contains(place.BranchId) && actor.CampaignIds.Contains(place.CampaignId) => CasePath.BranchAndCampaign,
            Role.BranchHead when actor.BranchIds.Contains(place.BranchId) => CasePath.Branch,
            Role.RegionalSupervisor when actor.BranchIds.Contains(place.BranchId) => CasePath.Region,
            Role.BackOffice when actor.CampaignIds.Contains(place.CampaignId) => CasePath.Campaign,
            Role.ExperienceAnalyst or Role.Administrator => CasePath.Everything,
            Role.Agent or Role.BranchHead or Role.RegionalSupervisor or Role.BackOffice => (CasePath?)null,
        } is { } own)
            paths.Add(own);
        if (place.SharedWith.Contains(actor.Id) && actor.Role is not (Role.ExperienceAnalyst or Role.Administrator))
            paths.Add(CasePath.Shared);
        return paths;
    }
}

/// <summary>What of a case decides who sees it (docs/rules.md, "Scope").</summary>
public sealed record CasePlace(int CampaignId, int BranchId, IReadOnlyCollection<int> SharedWith);
