using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>What everybody sets for oneself: language, look, and ways of working, kept with the person so that every browser knows them (docs/rules.md, "Own account").</summary>
public sealed class ProfileDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log)
{
    /// <summary>What is null or unknown stays as it is.</summary>
    public Task<Outcome> ChooseAsync(string? culture, string? theme, string? density, Actor actor, CancellationToken ct) => ChangeAsync(actor, user =>
    {
        user.Culture = culture is "es" or "en" ? culture : user.Culture;
        user.Theme = theme is "system" or "light" or "dark" ? theme : user.Theme;
        user.Density = density is "compact" or "normal" or "roomy" ? density : user.Density;
    }, ct);

    public Task<Outcome> WorkAsync(OwnWays ways, Actor actor, CancellationToken ct) =>
        ChangeAsync(actor, user => (user.ClosesToHome, user.NoSingleKeys) = (ways.ClosesToHome, ways.NoSingleKeys), ct);

    private async Task<Outcome> ChangeAsync(Actor actor, Action<OpsUser> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        change(await db.Users.SingleAsync(u => u.Id == actor.Id, ct));
        if (db.ChangeTracker.HasChanges())
            await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }
}
