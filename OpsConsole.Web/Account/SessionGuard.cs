using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.StaticAssets;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>Stands between "who does this cookie or token name" and "may they": whoever's session ended or whose rights changed is nobody from here on.</summary>
public sealed class SessionGuard(RequestDelegate next, SessionQueries sessions, KnownSessions known, SignInDesk desk)
{
    private static readonly string[] Programs = ["/api", "/hubs"];

    public static bool IsForPrograms(HttpContext context) => Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    public async Task InvokeAsync(HttpContext context)
    {
        SessionClaims.Place(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
            && SessionClaims.Of(context.User) is { } claims && !await StandsAsync(context, claims))
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        await next(context);
    }

    private async Task<bool> StandsAsync(HttpContext context, SessionClaims claims)
    {
        var token = context.User.Identity!.AuthenticationType == BearerTokenDefaults.AuthenticationScheme;
        if (!token && IsForged(context.Request))
            return false;
        var ct = context.RequestAborted;
        if (IsForPrograms(context))
        {
            if (await known.FindAsync(claims, idles: !token, ct) is not { } found)
                return false;
            context.Features.Set(found.Life);
            context.Features.Set(found.Actor);
            return true;
        }
        if (await sessions.FindAsync(claims.SessionId, claims.UserId, claims.Stamp, idles: !token, ct) is not { } life)
            return false;
        context.Features.Set(life);
        if (!token && IsPage(context))
            await desk.TouchAsync(claims.SessionId, ct);
        return true;
    }

    /// <summary>A page of another site sends our cookie along: SameSite=Lax prevents it, and so do we.</summary>
    private static bool IsForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    private static bool IsPage(HttpContext context) => HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor") && context.Request.Headers.Accept.ToString().Contains("text/html");
}
