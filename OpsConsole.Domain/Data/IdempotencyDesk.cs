using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Answers already given: a request repeated with its key within 24 hours gets the first one's answer, and nothing is done twice (docs/rules.md, "Idempotency").</summary>
public sealed class IdempotencyDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public async Task<IdempotencyRecord?> FindAsync(string key, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow().UtcDateTime - IdempotencyRecord.KeptFor;
        return await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == actor.Id && r.Key == key && r.At > since, ct);
    }

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
