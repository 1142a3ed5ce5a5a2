using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Reads of campaigns; one that is kept from the reader is not there.</summary>
public sealed class CampaignQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public async Task<Campaign?> FindAsync(string code, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code && !actor.HiddenCampaignIds.Contains(c.Id), ct);
    }
}
