using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal static class AccessLoss
{
    /// <summary>Whoever saw the campaign and no longer does: their open windows end (docs/rules.md, "People"). Whoever gains it sees it at the next reading.</summary>
    public static async Task EndAsync(OpsDbContext db, Campaign campaign, CampaignAccess before, CampaignAccess after, CancellationToken ct)
    {
        var branches = await db.Branches.AsNoTracking().Select(b => new { b.Id, b.RegionId }).ToListAsync(ct);
        var people = await db.Users.Where(u => !u.IsDisabled && u.Role != Role.ExperienceAnalyst && u.Role != Role.Administrator)
            .Select(u => new { User = u, Regions = u.Regions.Select(r => r.RegionId).ToList(), IsOfIt = u.Campaigns.Any(c => c.CampaignId == campaign.Id) }).ToListAsync(ct);
        foreach (var one in people)
        {
            var user = one.User;
            var actor = new Actor(user.Id, user.Name, user.Email!, user.Role, user.RightsStamp)
            {
                BranchIds = user.Role == Role.RegionalSupervisor ? [.. branches.Where(b => one.Regions.Contains(b.RegionId)).Select(b => b.Id)]
                    : user.Role is Role.Agent or Role.BranchHead && user.BranchId is { } own ? [own] : [],
                CampaignIds = one.IsOfIt ? [campaign.Id] : [],
            };
            if (!actor.SeesCampaign(campaign.Id) || !before.Admits(actor) || after.Admits(actor))
                continue;
            user.RightsStamp++;
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
        }
    }
}
