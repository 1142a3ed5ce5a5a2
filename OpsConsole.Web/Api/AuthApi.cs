using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Api;

/// <summary>Signing in by program: `POST /api/v1/auth/login` and `/refresh`, answered by an access token and a refresh token.</summary>
public static class AuthApi
{
    public sealed record Login(string? Email, string? Password);

    public sealed record Refresh(string? RefreshToken);

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/v1/auth").AllowAnonymous().WithTags("auth");
        auth.MapPost("/login", LoginAsync).Produces<AccessTokenResponse>().ProducesProblem(401).ProducesProblem(423).ProducesProblem(429);
        auth.MapPost("/refresh", RefreshAsync).Produces<AccessTokenResponse>().ProducesProblem(401).ProducesProblem(423).ProducesProblem(429);
    }

    private static async Task<IResult> LoginAsync(Login login, HttpContext http, SignInDesk desk, SignInLimiter limiter, CancellationToken ct) =>
        limiter.Refusal(http) is { } wait ? AccountSetup.TooMany(http, wait) : Answer(await desk.SignInAsync(login.Email, login.Password, ct, SessionClaims.OriginOf(http)));

    private static async Task<IResult> RefreshAsync(Refresh refresh, HttpContext http, SignInDesk desk, SignInLimiter limiter,
        IOptionsMonitor<BearerTokenOptions> options, SessionLimits limits, TimeProvider clock, CancellationToken ct)
    {
        if (limiter.Refusal(http) is { } wait)
            return AccountSetup.TooMany(http, wait);
        var ticket = options.Get(BearerTokenDefaults.AuthenticationScheme).RefreshTokenProtector.Unprotect(refresh.RefreshToken);
        var now = clock.GetUtcNow();
        if (ticket?.Properties.ExpiresUtc is not { } end || now >= end || SessionClaims.Of(ticket.Principal) is not { } claims)
            return Answer(new SignInOutcome.Failed());
        var outcome = await desk.GoOnAsync(claims.SessionId, claims.UserId, claims.Stamp, ct);
        return Answer(outcome is SignInOutcome.Granted granted && granted.SignedIn.Since + limits.Absolute <= now ? new SignInOutcome.Failed() : outcome);
    }

    private static IResult Answer(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Granted granted => Results.SignIn(Principal(granted.SignedIn), authenticationScheme: BearerTokenDefaults.AuthenticationScheme),
        SignInOutcome.Locked locked => AccessAnswers.Problem(StatusCodes.Status423Locked, "login.locked", new() { ["until"] = locked.Until }),
        _ => AccessAnswers.Problem(StatusCodes.Status401Unauthorized, "login.failed"),
    };

    private static ClaimsPrincipal Principal(SignedIn signedIn) => SessionClaims.Principal(signedIn, BearerTokenDefaults.AuthenticationScheme);
}
