using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A colleague as lists of people show one.</summary>
public sealed record Colleague(int Id, string Name, Role Role, string? Branch);

/// <summary>A branch as lists of branches show it.</summary>
public sealed record BranchChoice(string Code, string Name);

/// <summary>The names behind the ids that a case's log holds.</summary>
public sealed record CaseNames(IReadOnlyDictionary<int, string> People, IReadOnlyDictionary<int, string> Branches)
{
    public static readonly CaseNames None = new(new Dictionary<int, string>(), new Dictionary<int, string>());

    public CaseNames With(CaseNames more) => new(Joined(People, more.People), Joined(Branches, more.Branches));

    private static Dictionary<int, string> Joined(IReadOnlyDictionary<int, string> a, IReadOnlyDictionary<int, string> b) => a.Concat(b).DistinctBy(p => p.Key).ToDictionary();
}

/// <summary>The people and places that the actions on one case offer, and the names behind the ids in its log; null where the case is not visible.</summary>
public sealed class CasePeopleQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public const int AtMost = 200;

    /// <summary>Where the case can be transferred: the active branches other than its own.</summary>
    public async Task<IReadOnlyList<BranchChoice>?> TransferTargetsAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, number, actor, ct) is not { } found)
            return null;
        return await db.Branches.AsNoTracking().Where(b => b.IsActive && b.Id != found.BranchId).OrderBy(b => b.Name).Select(b => new BranchChoice(b.Code, b.Name)).ToListAsync(ct);
    }

    /// <summary>Who can become responsible: those who see the case anyhow.</summary>
    public async Task<IReadOnlyList<Colleague>?> ReassignTargetsAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, number, actor, ct) is not { } found)
            return null;
        var (branch, region, campaign) = (found.BranchId, found.RegionId, found.CampaignId);
        return await ReadAsync(db.Users.Where(u => !u.IsDisabled && u.Id != found.ResponsibleId && (u.Role == Role.ExperienceAnalyst
            || (u.Role == Role.Agent && u.BranchId == branch && u.Campaigns.Any(c => c.CampaignId == campaign))
            || (u.Role == Role.BranchHead && u.BranchId == branch)
            || (u.Role == Role.RegionalSupervisor && u.Regions.Any(r => r.RegionId == region))
            || (u.Role == Role.BackOffice && u.Campaigns.Any(c => c.CampaignId == campaign)))), ct);
    }

    /// <summary>Whom the case can be shared with, across branches: everybody who works cases, save the asker and those who have it already.</summary>
    public async Task<IReadOnlyList<Colleague>?> ShareTargetsAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, number, actor, ct) is not { } found)
            return null;
        return await ReadAsync(db.Users.Where(u => !u.IsDisabled && u.Role != Role.Administrator && u.Id != actor.Id && !db.CaseShares.Any(s => s.CaseId == found.Id && s.UserId == u.Id && s.Area == null)), ct);
    }

    /// <summary>Everybody who works cases: to whom many can go; which of them see which case is asked for each.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.MayWork ? await ReadAsync(db.Users.Where(u => !u.IsDisabled && u.Role != Role.Administrator), ct) : [];
    }

    /// <summary>The active branches.</summary>
    public async Task<IReadOnlyList<BranchChoice>> BranchesAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.MayTransfer ? await db.Branches.AsNoTracking().Where(b => b.IsActive).OrderBy(b => b.Name).Select(b => new BranchChoice(b.Code, b.Name)).ToListAsync(ct) : [];
    }

    /// <summary>The active branches in the actor's reach: where a case of theirs can be made.</summary>
    public async Task<IReadOnlyList<BranchChoice>> OwnBranchesAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var active = await db.Branches.AsNoTracking().Where(b => b.IsActive).OrderBy(b => b.Name).Select(b => new { b.Id, b.Code, b.Name }).ToListAsync(ct);
        return actor.MayWork ? [.. active.Where(b => actor.Reaches(b.Id)).Select(b => new BranchChoice(b.Code, b.Name))] : [];
    }

    /// <summary>Names of the people and branches that the log of this case mentions by id.</summary>
    public async Task<CaseNames?> NamesAsync(string number, IReadOnlyCollection<int> people, IReadOnlyCollection<int> branches, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var visible = db.Cases.VisibleTo(actor).Where(c => c.Id == id);
        var names = people.Count == 0 ? [] : await db.Users.AsNoTracking().Where(u => people.Contains(u.Id) && visible.Any()).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var places = branches.Count == 0 ? [] : await db.Branches.AsNoTracking().Where(b => branches.Contains(b.Id) && visible.Any()).Select(b => new { b.Id, b.Name }).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        return names.Count + places.Count > 0 || await visible.AnyAsync(ct) ? new(names, places) : null;
    }

    private static async Task<IReadOnlyList<Colleague>> ReadAsync(IQueryable<OpsUser> people, CancellationToken ct) =>
        await people.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(AtMost).Select(u => new Colleague(u.Id, u.Name, u.Role, u.Branch!.Name)).ToListAsync(ct);

    private static async Task<Place?> FindAsync(OpsDbContext db, string number, Actor actor, CancellationToken ct)
    {
        var id = CaseNumber.IdOf(number);
        return await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Select(c => new Place(c.Id, c.CampaignId, c.BranchId, c.Branch!.RegionId, c.ResponsibleId)).SingleOrDefaultAsync(ct);
    }

    private sealed record Place(long Id, int CampaignId, int BranchId, int RegionId, int? ResponsibleId);
}
