using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal static class ActorCheck
{
    /// <summary>The rights that the actor was resolved with are still the stored ones: asked by every desk, in the context it writes with.</summary>
    internal static Task<bool> IsCurrentAsync(this OpsDbContext db, Actor actor, CancellationToken ct)
    {
        db.Origin = actor.Origin;       // what this context writes was asked from there
        return db.Users.AsNoTracking().AnyAsync(u => u.Id == actor.Id && !u.IsDisabled && u.RightsStamp == actor.Stamp, ct);
    }
}
