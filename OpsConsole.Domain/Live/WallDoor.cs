using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Walls;

namespace OpsConsole.Domain.Live;

/// <summary>One line of a wallboard: figures and the name of a branch, nothing else (docs/rules.md, "Wallboards").</summary>
public sealed record WallLine(string Branch, int Open, int Unmanaged, int DueSoon, int Overdue, int CompletedToday, decimal? MetPercent);

/// <summary>What a wallboard shows (docs/rules.md, "Wallboards").</summary>
/// <param name="Region">Null: all regions.</param>
public sealed record WallView(string Name, string? Region, int Open, int Unmanaged, int DueSoon, int Overdue, int CompletedToday, IReadOnlyList<WallLine> Branches);

/// <summary>Where screens on walls come in: they hold a token and nothing else, and no person acts (docs/rules.md, "Wallboards").</summary>
public sealed class WallDoor(IDbContextFactory<OpsDbContext> contexts, CounterQueries counters, ICaseLogTransport log, TimeProvider clock)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1), Fresh = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Region, string Zone), (DateTime At, Task<IReadOnlyList<Counter>> Figures)> _known = [];

    /// <summary>Null: the token is unknown, ended or revoked.</summary>
    public async Task<WallView?> ReadAsync(string token, TimeZoneInfo zone, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (hash, now) = (WallboardToken.HashOf(token), clock.Now());
        if (await db.WallboardTokens.AsNoTracking().SingleOrDefaultAsync(w => w.Hash == hash, ct) is not { } wall || !wall.IsLive(now))
            return null;
        if (wall.LastSeenAt is null || now - wall.LastSeenAt >= SeenEvery)
            await log.CommitAsync(db, ct, save => save.WallboardTokens.Where(w => w.Id == wall.Id).ExecuteUpdate(set => set.SetProperty(w => w.LastSeenAt, now)));
        var region = wall.RegionId is null ? null : await db.Regions.Where(r => r.Id == wall.RegionId).Select(r => r.Name).SingleOrDefaultAsync(ct);
        var lines = (await FiguresAsync(wall.RegionId, zone, now).WaitAsync(ct)).OrderByDescending(c => c.Overdue).ThenByDescending(c => c.DueSoon).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => new WallLine(c.Name ?? c.Key, c.Open, c.Unmanaged, c.DueSoon, c.Overdue, c.CompletedToday, c.MetPercent)).ToList();
        return new(wall.Name, region, lines.Sum(l => l.Open), lines.Sum(l => l.Unmanaged), lines.Sum(l => l.DueSoon), lines.Sum(l => l.Overdue), lines.Sum(l => l.CompletedToday), lines);
    }

    /// <summary>Screens of one region share an answer.</summary>
    private Task<IReadOnlyList<Counter>> FiguresAsync(int? regionId, TimeZoneInfo zone, DateTime now)
    {
        lock (_gate)
        {
            var key = (regionId ?? 0, zone.Id);
            if (!_known.TryGetValue(key, out var known) || known.Figures.IsFaulted || (known.Figures.IsCompleted && now - known.At >= Fresh))
                _known[key] = known = (now, CountAsync(regionId, zone));
            return known.Figures;
        }
    }

    private async Task<IReadOnlyList<Counter>> CountAsync(int? regionId, TimeZoneInfo zone)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await counters.ReadAsync(null, CounterGroup.Branch, zone, await ActorAsync(db, regionId), CancellationToken.None);
    }

    /// <summary>Nobody: what a supervisor of the region would count who is named nowhere, or everything.</summary>
    private static async Task<Actor> ActorAsync(OpsDbContext db, int? regionId)
    {
        if (regionId is null)
            return new(0, "", "", Role.Administrator, 0);
        var actor = new Actor(0, "", "", Role.RegionalSupervisor, 0)
        {
            RegionIds = [regionId.Value],
            BranchIds = await db.Branches.Where(b => b.RegionId == regionId).Select(b => b.Id).ToListAsync(),
        };
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Settings }).ToListAsync();
        return actor with { HiddenCampaignIds = [.. campaigns.Where(c => !c.Settings.Access.Admits(actor)).Select(c => c.Id)] };
    }
}
