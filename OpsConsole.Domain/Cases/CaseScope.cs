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
}
