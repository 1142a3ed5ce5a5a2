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

    /// <summary>Those of them that the actor may do more with than answer: what is seen only for being of the area that was asked is not among them (docs/rules.md, "Escalations").</summary>
    public static IQueryable<Case> WorkedBy(this IQueryable<Case> cases, Actor actor) => !actor.HasShares || actor.Role is Role.ExperienceAnalyst or Role.Administrator ? cases.VisibleTo(actor)
        : cases.VisibleTo(actor).Where(c => c.Shares.Any(s => s.UserId == actor.Id && s.Area == null) || !c.Shares.Any(s => s.UserId == actor.Id)
            || (actor.Role == Role.Agent && actor.BranchIds.Contains(c.BranchId) && actor.CampaignIds.Contains(c.CampaignId))
            || ((actor.Role == Role.BranchHead || actor.Role == Role.RegionalSupervisor) && actor.BranchIds.Contains(c.BranchId))
            || (actor.Role == Role.BackOffice && actor.CampaignIds.Contains(c.CampaignId)));

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
        if (place.AskedOfArea.Contains(actor.Id) && actor.Role is not (Role.ExperienceAnalyst or Role.Administrator))
            paths.Add(CasePath.Area);
        return paths;
    }

    /// <summary>The totals of what is visible by place and campaign; what is visible only because it is shared is not among them.</summary>
    public static IQueryable<CaseTotal> InReachOf(this IQueryable<CaseTotal> totals, Actor actor)
    {
        if (actor.HiddenCampaignIds.Count > 0)
            totals = totals.Where(t => !actor.HiddenCampaignIds.Contains(t.CampaignId));
        return actor.Role switch
        {
            Role.Agent => totals.Where(t => actor.BranchIds.Contains(t.BranchId) && actor.CampaignIds.Contains(t.CampaignId)),
            Role.BranchHead or Role.RegionalSupervisor => totals.Where(t => actor.BranchIds.Contains(t.BranchId)),
            Role.BackOffice => totals.Where(t => actor.CampaignIds.Contains(t.CampaignId)),
            Role.ExperienceAnalyst or Role.Administrator => totals,
        };
    }

    /// <summary>The other part: what is visible only because it is shared, found by the shares of the person.</summary>
    public static IQueryable<Case> OnlySharedWith(this IQueryable<Case> cases, Actor actor, IQueryable<CaseShare> shares)
    {
        var own = cases.Where(c => !c.IsRemoved && shares.Where(s => s.UserId == actor.Id).Select(s => s.CaseId).Contains(c.Id) && !actor.HiddenCampaignIds.Contains(c.CampaignId));
        return actor.Role switch
        {
            Role.Agent => own.Where(c => !(actor.BranchIds.Contains(c.BranchId) && actor.CampaignIds.Contains(c.CampaignId))),
            Role.BranchHead or Role.RegionalSupervisor => own.Where(c => !actor.BranchIds.Contains(c.BranchId)),
            Role.BackOffice => own.Where(c => !actor.CampaignIds.Contains(c.CampaignId)),
            Role.ExperienceAnalyst or Role.Administrator => own.Where(_ => false),
        };
    }
}

/// <summary>What of a case decides who sees it (docs/rules.md, "Scope").</summary>
/// <param name="SharedWith">By hand.</param>
/// <param name="AskedOfArea">People of the area that was asked (docs/rules.md, "Escalations").</param>
public sealed record CasePlace(int CampaignId, int BranchId, IReadOnlyCollection<int> SharedWith, IReadOnlyCollection<int> AskedOfArea);
