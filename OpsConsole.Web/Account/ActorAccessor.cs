using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Domain.People;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>Who acts in this circuit. Commands ask anew each time; reads may use an answer of up to three seconds.
/// Whoever may no longer act is sent to the sign-in page, and the caller's task is cancelled.</summary>
public sealed class ActorAccessor(AuthenticationStateProvider authentication, ActorQueries actors, NavigationManager navigation, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(3);

    private Actor? _known;
    private DateTimeOffset _knownAt;

    /// <summary>For reads.</summary>
    public async Task<Actor> CurrentAsync(CancellationToken ct) =>
        _known is { } known && clock.GetUtcNow() - _knownAt < KeptFor ? known : await FreshAsync(ct);

    /// <summary>For commands.</summary>
    public async Task<Actor> FreshAsync(CancellationToken ct)
    {
        _known = null;
        var claims = SessionClaims.Of((await authentication.GetAuthenticationStateAsync()).User);
        if (claims is null || await actors.FindAsync(claims.UserId, claims.Stamp, ct) is not { } actor)
        {
            ToSignIn.Send(navigation);
            throw new OperationCanceledException();
        }
        (_known, _knownAt) = (actor with { Origin = claims.Origin }, clock.GetUtcNow());
        return _known;
    }
}
