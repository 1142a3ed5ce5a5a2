using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Walls;

/// <summary>A screen's token as lists show it (docs/rules.md, "Wallboards").</summary>
/// <param name="Region">Null: all regions.</param>
public sealed record WallRow(int Id, string Name, string? Region, string? By, DateTime CreatedAt, DateTime EndsAt, DateTime? RevokedAt, DateTime? LastSeenAt, bool IsLive);

/// <summary>A region that somebody may show on a wall (docs/rules.md, "Wallboards").</summary>
public sealed record WallRegion(int Id, string Name);

/// <summary>The screens in reach, and the regions that a new one can show (docs/rules.md, "Wallboards").</summary>
public sealed class WallQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>Those that still show something first, then the newest; of what ended the last ninety days.</summary>
    public async Task<IReadOnlyList<WallRow>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayMakeWalls)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, old) = (clock.Now(), clock.Now().AddDays(-WallboardToken.LongestDays));
        var rows = await db.WallboardTokens.AsNoTracking().Where(w => w.EndsAt > old)
            .Select(w => new { Wall = w, Region = db.Regions.Where(r => r.Id == w.RegionId).Select(r => r.Name).FirstOrDefault(), By = db.Users.Where(u => u.Id == w.CreatedById).Select(u => u.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. rows.Where(r => WallDesk.Sees(actor, r.Wall.RegionId)).OrderByDescending(r => r.Wall.IsLive(now)).ThenByDescending(r => r.Wall.Id)
            .Select(r => new WallRow(r.Wall.Id, r.Wall.Name, r.Region, r.By, r.Wall.CreatedAt, r.Wall.EndsAt, r.Wall.RevokedAt, r.Wall.LastSeenAt, r.Wall.IsLive(now)))];
    }

    public async Task<IReadOnlyList<WallRegion>> RegionsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayMakeWalls)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await db.Regions.AsNoTracking().OrderBy(r => r.Name).Select(r => new WallRegion(r.Id, r.Name)).ToListAsync(ct);
        return [.. all.Where(r => WallDesk.Sees(actor, r.Id))];
    }
}
