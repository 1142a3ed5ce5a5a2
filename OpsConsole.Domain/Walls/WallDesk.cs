using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Walls;

/// <summary>A token that was just made: the only time that it is told (docs/rules.md, "Wallboards").</summary>
public sealed record WallMade(int Wall, string Token) : Outcome.Done;

/// <summary>Makes and revokes the tokens of screens on walls (docs/rules.md, "Wallboards").</summary>
public sealed class WallDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    /// <param name="regionId">Null: all regions, which only an administrator may show.</param>
    public async Task<Outcome> MakeAsync(string? name, int? regionId, int days, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayMakeWalls)
            return new Outcome.Forbidden();
        var errors = new List<Refusal>();
        if (TextRules.Check(name, "name", WallboardToken.NameMax) is { } bad)
            errors.Add(bad);
        if (!await MayShowAsync(db, regionId, actor, ct))
            errors.Add(new(regionId is null ? "required" : "unknown", "region"));
        if (days is < 1 or > WallboardToken.LongestDays)
            errors.Add(new("wall.days", "days", days, WallboardToken.LongestDays));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var (token, now) = (WallboardToken.NewToken(), clock.Now());
        var made = new WallboardToken { Name = name!.Trim(), Hash = WallboardToken.HashOf(token), RegionId = regionId, CreatedById = actor.Id, CreatedAt = now, EndsAt = now.AddDays(days) };
        db.WallboardTokens.Add(made);
        db.Audit.Add(Entry("wall.made", made, actor, now));
        await log.CommitAsync(db, ct);
        return new WallMade(made.Id, token);
    }

    /// <summary>Its screens show nothing from their next question on.</summary>
    public async Task<Outcome> RevokeAsync(int id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayMakeWalls)
            return new Outcome.Forbidden();
        if (await db.WallboardTokens.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } found || !Sees(actor, found.RegionId))
            return new Outcome.Missing();
        if (found.RevokedAt is not null)
            return new Outcome.Done();
        var now = clock.Now();
        found.RevokedAt = now;
        db.Audit.Add(Entry("wall.revoked", found, actor, now));
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }

    /// <summary>Administrators all of them, supervisors those of their regions.</summary>
    internal static bool Sees(Actor actor, int? regionId) => actor.Role == Role.Administrator || (regionId is { } region && actor.RegionIds.Contains(region));

    private static async Task<bool> MayShowAsync(OpsDbContext db, int? regionId, Actor actor, CancellationToken ct) =>
        Sees(actor, regionId) && (regionId is null || await db.Regions.AnyAsync(r => r.Id == regionId, ct));

    private static AuditEntry Entry(string type, WallboardToken wall, Actor actor, DateTime now) =>
        new() { At = now, ById = actor.Id, Type = type, Target = $"wall:{wall.Name}", Data = Json.Write(new { wall.Name, wall.RegionId, wall.EndsAt }) };
}
