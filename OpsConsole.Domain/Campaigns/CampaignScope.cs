using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Who sees which campaign: agents and the back office their own ones, the others all, save those that are kept from them ("Compartir").</summary>
public static class CampaignScope
{
    public static IQueryable<Campaign> VisibleTo(this IQueryable<Campaign> campaigns, Actor actor)
    {
        if (actor.HiddenCampaignIds.Count > 0)
            campaigns = campaigns.Where(c => !actor.HiddenCampaignIds.Contains(c.Id));
        return actor.Role switch
        {
            Role.Agent or Role.BackOffice => campaigns.Where(c => actor.CampaignIds.Contains(c.Id)),
            Role.BranchHead or Role.RegionalSupervisor or Role.ExperienceAnalyst or Role.Administrator => campaigns,
        };
    }
}
