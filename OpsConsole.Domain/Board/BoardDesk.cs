using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Board;

/// <summary>Writes down that somebody took the board's figures as a file (docs/rules.md, "Board").</summary>
public sealed class BoardDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public async Task<Outcome> NoteFileAsync(BoardScope scope, string format, int rows, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (scope.CampaignId is { } campaign && !actor.SeesCampaign(campaign))
            return new Outcome.Missing();
        var region = scope.RegionId is { } id ? await db.Regions.Where(r => r.Id == id).Select(r => r.Code).SingleOrDefaultAsync(ct) : null;
        db.Audit.Add(new() { At = clock.Now(), ById = actor.Id, Type = "board.exported", CampaignId = scope.CampaignId, Data = Json.Write(new { format, region, rows }) });
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }
}
