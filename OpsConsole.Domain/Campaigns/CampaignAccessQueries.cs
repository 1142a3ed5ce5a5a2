using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>A branch that a campaign may be shared with.</summary>
public sealed record AccessBranch(int Id, string Code, string Name, string Region, bool IsActive);

/// <summary>A person whom a campaign may be shared with; <paramref name="Branch"/> where the role has one.</summary>
public sealed record AccessPerson(int Id, string Name, string Email, Role Role, string? Branch);

/// <summary>Whom a campaign may be shared with, for those who run campaigns; anybody else finds nobody.</summary>
public sealed class CampaignAccessQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public const int SearchMin = 2, SearchTake = 8;

    public async Task<IReadOnlyList<AccessBranch>> BranchesAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayManageCampaigns)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Branches.AsNoTracking().Select(b => new AccessBranch(b.Id, b.Code, b.Name, b.Region!.Name, b.IsActive)).ToListAsync(ct);
        return [.. rows.OrderBy(b => TextFold.Fold(b.Name), StringComparer.Ordinal)];
    }

    /// <summary>Those already named, the disabled among them.</summary>
    public async Task<IReadOnlyList<AccessPerson>> PeopleAsync(IReadOnlyList<int> ids, Actor actor, CancellationToken ct)
    {
        if (!actor.MayManageCampaigns)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db.Users.Where(u => ids.Contains(u.Id)), ct);
    }

    /// <summary>The first few active people whose name or e-mail holds every word; people are few, so words are looked for in memory.</summary>
    public async Task<IReadOnlyList<AccessPerson>> SearchAsync(string? text, Actor actor, CancellationToken ct)
    {
        if (!actor.MayManageCampaigns || TextFold.VisibleLength(text) < SearchMin)
            return [];
        var words = TextFold.Fold(text!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await ReadAsync(db.Users.Where(u => !u.IsDisabled), ct);
        return [.. all.Where(p => words.All($"{TextFold.Fold(p.Name)}\n{TextFold.Fold(p.Email)}".Contains)).Take(SearchTake)];
    }

    private static async Task<IReadOnlyList<AccessPerson>> ReadAsync(IQueryable<OpsUser> users, CancellationToken ct)
    {
        var rows = await users.AsNoTracking().Select(u => new AccessPerson(u.Id, u.Name, u.Email!, u.Role, u.Branch!.Code)).ToListAsync(ct);
        return [.. rows.OrderBy(p => TextFold.Fold(p.Name), StringComparer.Ordinal).ThenBy(p => p.Id)];
    }
}
