using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.People;

/// <summary>Which people to list: a text over name and e-mail, a role, a branch; the disabled only when asked for.</summary>
public sealed record PeopleFilter(string? Search = null, Role? Role = null, int? BranchId = null, bool WithDisabled = true);

/// <summary>A person as the list of people shows it.</summary>
public sealed record PersonRow(int Id, string Name, string Email, Role Role, string? Branch, bool IsDisabled, DateTime? LockedUntil, DateTime? LastActivity, bool IsDemo);

/// <summary>One page of people and how many there are in all.</summary>
public sealed record PeoplePage(IReadOnlyList<PersonRow> Rows, int Total);

/// <summary>A person as the form shows it, with the sessions that are open.</summary>
public sealed record PersonDetail(PersonRow Row, PersonForm Form, int OpenSessions);

/// <summary>Who is who, for administrators; anybody else finds nobody (docs/rules.md, "People").</summary>
public sealed class PeopleQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>By name, folded; people are few, so words are looked for in memory, alike on every database.</summary>
    public async Task<PeoplePage> PageAsync(PeopleFilter filter, int skip, int take, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister)
            return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = db.Users.AsNoTracking();
        if (filter.Role is { } role)
            users = users.Where(u => u.Role == role);
        if (filter.BranchId is { } branch)
            users = users.Where(u => u.BranchId == branch);
        if (!filter.WithDisabled)
            users = users.Where(u => !u.IsDisabled);
        var all = await RowsAsync(db, users, ct);
        var words = TextFold.Fold(filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = all.Where(row => words.All($"{TextFold.Fold(row.Name)}\n{TextFold.Fold(row.Email)}".Contains))
            .OrderBy(row => TextFold.Fold(row.Name), StringComparer.Ordinal).ThenBy(row => row.Id).ToList();
        return new([.. found.Skip(skip).Take(take)], found.Count);
    }

    public async Task<PersonDetail?> FindAsync(int id, Actor actor, CancellationToken ct)
    {
        if (!actor.MayAdminister)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await RowsAsync(db, db.Users.AsNoTracking().Where(u => u.Id == id), ct)).SingleOrDefault() is not { } row)
            return null;
        var form = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => new PersonForm
        {
            Name = u.Name,
            Email = u.Email,
            Role = u.Role,
            BranchId = u.BranchId,
            RegionIds = u.Regions.Select(r => r.RegionId).ToList(),
            CampaignIds = u.Campaigns.Select(c => c.CampaignId).ToList(),
        }).SingleAsync(ct);
        return new(row, form, await db.Sessions.CountAsync(s => s.UserId == id && s.EndedAt == null, ct));
    }

    private async Task<List<PersonRow>> RowsAsync(OpsDbContext db, IQueryable<OpsUser> users, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await users.Select(u => new
        {
            u.Id,
            u.Name,
            u.Email,
            u.Role,
            Branch = u.Branch!.Code,
            u.IsDisabled,
            u.LockoutEnd,
            Last = db.Sessions.Where(s => s.UserId == u.Id).Max(s => (DateTime?)s.LastActivity),
            u.IsDemo,
        }).ToListAsync(ct);
        return [.. rows.Select(u => new PersonRow(u.Id, u.Name, u.Email!, u.Role, u.Branch, u.IsDisabled, u.LockoutEnd > now ? u.LockoutEnd?.UtcDateTime : null, u.Last, u.IsDemo))];
    }
}
