using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Logbook;

/// <summary>Writes down that somebody took the Bitácora as a file, and what was asked for, without the customer (docs/rules.md, "Bitácora").</summary>
public sealed class LogbookDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    /// <summary>A file has so many lines at most; the newest.</summary>
    public const int MostRows = 100_000;

    public async Task<Outcome> NoteFileAsync(LogbookFilter asked, string format, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayAudit)
            return new Outcome.Forbidden();
        db.Audit.Add(new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            ById = actor.Id,
            Type = "audit.exported",
            Target = asked.Case is { } number ? "case:" + number : null,
            CampaignId = asked.CampaignId,
            Data = Json.Write(new { format, what = asked.Source is { } source ? LogbookFilter.What(source, asked.Type) : null, person = asked.PersonId, from = asked.From, to = asked.Before, byCustomer = asked.Customer is not null }),
        });
        await log.CommitAsync(db, ct);
        return new Outcome.Done(0);
    }
}
