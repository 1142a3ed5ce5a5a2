using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.People;

/// <summary>The codes of the places and campaigns that somebody belongs to.</summary>
public sealed record OwnPlaces(IReadOnlyList<string> Branches, IReadOnlyList<string> Regions, IReadOnlyList<string> Campaigns);

/// <summary>Reads of branches and regions.</summary>
public sealed class PlaceQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public async Task<OwnPlaces> OfAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(
            await db.Branches.Where(b => actor.BranchIds.Contains(b.Id)).OrderBy(b => b.Code).Select(b => b.Code).ToListAsync(ct),
            await db.Regions.Where(r => actor.RegionIds.Contains(r.Id)).OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(ct),
            await db.Campaigns.Where(c => actor.CampaignIds.Contains(c.Id)).OrderBy(c => c.Code).Select(c => c.Code).ToListAsync(ct));
    }
}
