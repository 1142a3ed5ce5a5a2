using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpsConsole.Domain.People;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>A browser's session: the cookie, going on with it while somebody is there, and its end.</summary>
public static class BrowserSessions
{
    public const string Path = "/session";

    public static void MapBrowserSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(UserMenu.SignOutPath, SignOutAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapGet(Path, Left).RequireAuthorization().ExcludeFromDescription();
        routes.MapPost(Path, GoOnAsync).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>Gives the browser its cookie and the person's own language and look.</summary>
    public static async Task BeginAsync(HttpContext http, SignedIn signedIn)
    {
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SessionClaims.Principal(signedIn, CookieAuthenticationDefaults.AuthenticationScheme));
        CultureEndpoint.Remember(http, signedIn.Culture);
        Look.Remember(http, signedIn.Theme, signedIn.Density);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignInDesk desk, CancellationToken ct)
    {
        if (SessionClaims.Of(http.User) is { } claims)
            await desk.EndAsync(claims.SessionId, ct, claims.Origin);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Results.LocalRedirect(ToSignIn.SignInPath);
    }

    /// <summary>Somebody is there: the row is touched and the cookie written anew.</summary>
    private static async Task<IResult> GoOnAsync(HttpContext http, SignInDesk desk, SessionQueries sessions, TimeProvider clock, CancellationToken ct)
    {
        var claims = SessionClaims.Of(http.User)!;
        await desk.TouchAsync(claims.SessionId, ct);
        if (await sessions.FindAsync(claims.SessionId, claims.UserId, claims.Stamp, idles: true, ct) is not { } life)
            return Results.Unauthorized();
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, http.User);
        return Results.Ok(new { left = Seconds(life, clock) });
    }

    private static IResult Left(HttpContext http, TimeProvider clock) => Results.Ok(new { left = Seconds(http.Features.Get<SessionLife>()!, clock) });

    private static int Seconds(SessionLife life, TimeProvider clock) => (int)(life.First - clock.GetUtcNow().UtcDateTime).TotalSeconds;
}
