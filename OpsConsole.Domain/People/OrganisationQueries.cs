using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.People;

/// <summary>A branch with its region and how many active people and open cases belong to it.</summary>
public sealed record BranchRow(int Id, string Code, string Name, int RegionId, string Region, bool IsActive, int People, int OpenCases);

/// <summary>A region with how many branches and supervisors belong to it.</summary>
public sealed record RegionRow(int Id, string Code, string Name, int Branches, int Supervisors);

/// <summary>A campaign as a choice.</summary>
public sealed record CampaignChoice(int Id, string Code, string Name);

/// <summary>Regions, branches and campaigns as administrators see them; anybody else finds nothing.</summary>
public sealed class OrganisationQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public async Task<IReadOnlyList<BranchRow>> BranchesAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Branches.AsNoTracking().Select(b => new BranchRow(b.Id, b.Code, b.Name, b.RegionId, b.Region!.Name, b.IsActive,
            db.Users.Count(u => u.BranchId == b.Id && !u.IsDisabled), db.Cases.Count(c => c.BranchId == b.Id && c.IsOpen && !c.IsRemoved))).ToListAsync(ct);
        return [.. rows.OrderBy(b => TextFold.Fold(b.Name), StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<RegionRow>> RegionsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Regions.AsNoTracking().Select(r => new RegionRow(r.Id, r.Code, r.Name,
            db.Branches.Count(b => b.RegionId == r.Id), db.UserRegions.Count(u => u.RegionId == r.Id))).ToListAsync(ct);
        return [.. rows.OrderBy(r => TextFold.Fold(r.Name), StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<CampaignChoice>> CampaignsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Campaigns.AsNoTracking().Select(c => new CampaignChoice(c.Id, c.Code, c.Name)).ToListAsync(ct);
        return [.. rows.OrderBy(c => TextFold.Fold(c.Name), StringComparer.Ordinal)];
    }
}
