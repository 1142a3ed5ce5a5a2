using System.Collections.Concurrent;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>Who stands behind a program's requests: an answer of up to two seconds, and none from before this process last changed anybody's session or rights.
/// Desks ask for the rights again in the statement that they write by.</summary>
public sealed class KnownSessions(SessionQueries sessions, ActorQueries actors, RightsEpoch rights, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private const int Most = 4_096;

    private readonly ConcurrentDictionary<SessionClaims, Known> _known = new();

    /// <summary>Null where nobody stands behind the claims any more.</summary>
    public async Task<Known?> FindAsync(SessionClaims claims, bool idles, CancellationToken ct)
    {
        var (now, epoch) = (clock.GetUtcNow(), rights.Value);
        if (_known.TryGetValue(claims, out var known) && known.Epoch == epoch && now - known.At < KeptFor && now.UtcDateTime < known.Life.First)
            return known;
        _known.TryRemove(claims, out _);
        if (await sessions.FindAsync(claims.SessionId, claims.UserId, claims.Stamp, idles, ct) is not { } life || await actors.FindAsync(claims.UserId, claims.Stamp, ct) is not { } actor)
            return null;
        if (_known.Count >= Most)
            _known.Clear();
        return _known[claims] = new(life, actor with { Origin = claims.Origin }, epoch, now);
    }

    public sealed record Known(SessionLife Life, Actor Actor, long Epoch, DateTimeOffset At);
}
