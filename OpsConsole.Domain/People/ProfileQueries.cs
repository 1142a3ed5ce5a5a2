using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.People;

/// <summary>How a person wants to work: where closing a case leads, and whether keys of one character do anything (docs/rules.md, "Own account").</summary>
public sealed record OwnWays(bool ClosesToHome, bool NoSingleKeys);

/// <summary>A person's own account as the person reads it; places and campaigns by name, empty where the role is not bound to any (docs/rules.md, "Own account").</summary>
public sealed record OwnAccount(string Name, string Email, Role Role, string? Branch, IReadOnlyList<string> Regions, IReadOnlyList<string> Campaigns, OwnWays Ways);

/// <summary>What everybody may know of oneself (docs/rules.md, "Own account").</summary>
public sealed class ProfileQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public async Task<OwnAccount> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var branch = await db.Branches.AsNoTracking().Where(b => b.Id == actor.BranchId).Select(b => new { b.Name, Region = b.Region!.Name }).SingleOrDefaultAsync(ct);
        var regions = branch is not null ? [branch.Region] : await db.Regions.AsNoTracking().Where(r => actor.RegionIds.Contains(r.Id)).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => actor.CampaignIds.Contains(c.Id) && !actor.HiddenCampaignIds.Contains(c.Id)).OrderBy(c => c.Name).Select(c => c.Name).ToListAsync(ct);
        return new(actor.Name, actor.Email, actor.Role, branch?.Name, regions, campaigns, await WaysAsync(db, actor, ct));
    }

    public async Task<OwnWays> WaysAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await WaysAsync(db, actor, ct);
    }

    private static Task<OwnWays> WaysAsync(OpsDbContext db, Actor actor, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(u => u.Id == actor.Id).Select(u => new OwnWays(u.ClosesToHome, u.NoSingleKeys)).SingleAsync(ct);
}
