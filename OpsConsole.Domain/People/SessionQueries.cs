using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.People;

/// <summary>Whether a session still stands: asked by every request and, every few seconds, by every circuit (docs/rules.md, "Sessions").</summary>
public sealed class SessionQueries(IDbContextFactory<OpsDbContext> contexts, SessionLimits limits, TimeProvider clock)
{
    /// <summary>Null when it was ended, has run out, or the person was disabled or given other rights since <paramref name="stamp"/>.</summary>
    /// <param name="idles">False for tokens of programs, which end only by their own times.</param>
    public async Task<SessionLife?> FindAsync(string sessionId, int userId, int stamp, bool idles, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await db.Sessions.AsNoTracking().Where(s => s.Id == sessionId && s.UserId == userId && s.EndedAt == null)
            .Where(s => db.Users.Any(u => u.Id == s.UserId && !u.IsDisabled && u.RightsStamp == stamp))
            .Select(s => new { s.CreatedAt, s.LastActivity }).SingleOrDefaultAsync(ct);
        if (session is null)
            return null;
        var life = new SessionLife(idles ? session.LastActivity + limits.Idle : DateTime.MaxValue, session.CreatedAt + limits.Absolute);
        return clock.GetUtcNow().UtcDateTime < life.First ? life : null;
    }
}
