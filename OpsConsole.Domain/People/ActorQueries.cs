using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.People;

/// <summary>Resolves who acts from who signed in: the rights as stored now.</summary>
public sealed class ActorQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Null when the person is gone, disabled, or was given other rights since <paramref name="stamp"/> (null: whatever they are now).</summary>
    public async Task<Actor?> FindAsync(int userId, int? stamp, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId && !u.IsDisabled)
            .Select(u => new { u.Id, u.Name, u.Email, u.Role, u.RightsStamp, u.BranchId, Regions = u.Regions.Select(r => r.RegionId).ToList(), Campaigns = u.Campaigns.Select(c => c.CampaignId).ToList(), HasShares = db.CaseShares.Any(s => s.UserId == u.Id) })
            .SingleOrDefaultAsync(ct);
        if (user is null || (stamp is { } known && known != user.RightsStamp))
            return null;
        var actor = new Actor(user.Id, user.Name, user.Email!, user.Role, user.RightsStamp)
        {
            BranchId = user.BranchId,
            RegionIds = user.Regions,
            CampaignIds = user.Campaigns,
            HasShares = user.HasShares,
            BranchIds = user.Role switch
            {
                Role.Agent or Role.BranchHead => user.BranchId is { } own ? [own] : [],
                Role.RegionalSupervisor => await db.Branches.Where(b => user.Regions.Contains(b.RegionId)).Select(b => b.Id).ToListAsync(ct),
                Role.BackOffice or Role.ExperienceAnalyst or Role.Administrator => [],
            },
        };
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Settings }).ToListAsync(ct);
        return actor with { HiddenCampaignIds = [.. campaigns.Where(c => !c.Settings.Access.Admits(actor)).Select(c => c.Id)] };
    }
}
