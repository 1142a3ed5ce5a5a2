using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Keeps the answer given to a request that carried an Idempotency-Key (docs/rules.md, "Idempotency").</summary>
public sealed class IdempotencyDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public async Task<Outcome> KeepAsync(string key, string bodyHash, int status, string answer, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - IdempotencyRecord.KeptFor;
        var old = await db.IdempotencyRecords.Where(r => r.At <= since).OrderByDescending(r => r.UserId == actor.Id && r.Key == key).Take(100).ToListAsync(ct);
        if (old.Count > 0)
        {
            db.IdempotencyRecords.RemoveRange(old);
            await log.CommitAsync(db, ct);
        }
        db.IdempotencyRecords.Add(new() { UserId = actor.Id, Key = key, BodyHash = bodyHash, Status = status, Answer = answer, At = now });
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }
}
