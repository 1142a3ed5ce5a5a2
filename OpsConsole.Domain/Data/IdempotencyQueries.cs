using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Answers already given: a request repeated with its key within 24 hours gets the first one's answer, and nothing is done twice (docs/rules.md, "Idempotency").</summary>
public sealed class IdempotencyQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    public async Task<IdempotencyRecord?> FindAsync(string key, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow().UtcDateTime - IdempotencyRecord.KeptFor;
        return await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == actor.Id && r.Key == key && r.At > since, ct);
    }
}
