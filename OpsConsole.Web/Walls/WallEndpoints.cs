using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Account;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Walls;

/// <summary>The token of a screen, as its script brings it from the address.</summary>
public sealed record WallToken(string? Token);

/// <summary>`/pared`: the page of a screen on a wall, the exchange of its token for a cookie, and the figures; nobody is signed in (docs/rules.md, "Wallboards").</summary>
public static class WallEndpoints
{
    public const string Cookie = "oc-wall";

    private const int TokenMax = 100;
    private static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    public static void MapWalls(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(WallScreen.Address, () => new RazorComponentResult<WallScreen>()).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(WallScreen.Address + "/entrar", EnterAsync).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        routes.MapGet(WallScreen.Address + "/cifras", ReadAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The token goes from the address, which nobody's log has, into a cookie that no script reads.</summary>
    private static async Task<IResult> EnterAsync(WallToken body, HttpContext http, WallDoor door, WallLimiter limiter, IOptions<OrganisationOptions> organisation, CancellationToken ct)
    {
        if (limiter.Refusal(http, "enter") is { } wait)
            return AccountSetup.TooMany(http, wait);
        if (body.Token is not { Length: > 0 and <= TokenMax } token || await door.ReadAsync(token, organisation.Value.Zone, ct) is null)
            return Ended();
        http.Response.Cookies.Append(Cookie, token, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = WallScreen.Address,
            MaxAge = Keep,
            IsEssential = true,
        });
        return Results.NoContent();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, WallDoor door, WallLimiter limiter, IOptions<OrganisationOptions> organisation, CancellationToken ct)
    {
        if (limiter.Refusal(http, "read") is { } wait)
            return AccountSetup.TooMany(http, wait);
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Cookies[Cookie] is not { Length: <= TokenMax } token || await door.ReadAsync(token, organisation.Value.Zone, ct) is not { } view)
            return Ended();
        var body = JsonSerializer.SerializeToUtf8Bytes(view, JsonSerializerOptions.Web);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, "application/json");
    }

    private static IResult Ended() => AccessAnswers.Problem(StatusCodes.Status401Unauthorized, "wall.ended");
}

/// <summary>How often the screens of one address may ask: several stand behind one.</summary>
public sealed class WallLimiter : IAsyncDisposable
{
    private const int EntersPerMinute = 60, ReadsPerMinute = 1_200;

    private readonly PartitionedRateLimiter<(string Address, string What)> _limiter = PartitionedRateLimiter.Create<(string Address, string What), (string, string)>(asked =>
        RateLimitPartition.GetSlidingWindowLimiter(asked, _ => new()
        {
            PermitLimit = asked.What == "enter" ? EntersPerMinute : ReadsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>Null when there is room; else how long to wait.</summary>
    public TimeSpan? Refusal(HttpContext http, string what)
    {
        using var lease = _limiter.AttemptAcquire((http.Connection.RemoteIpAddress?.ToString() ?? "", what));
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
