using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.People;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>Who is it: cookies for browsers, bearer tokens for programs, one session row behind both; and how often one may ask.</summary>
public static class AccountSetup
{
    public const string DeniedPath = "/sin-acceso";

    private const string Either = "cookie-or-token";

    public static void AddAccount(this IServiceCollection services)
    {
        services.AddOptions<SessionTimeOptions>().BindConfiguration(SessionTimeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => Limits(s.GetRequiredService<IOptions<SessionTimeOptions>>().Value));
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton<Walls.WallLimiter>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = SchemeOf)
            .AddCookie()
            .AddBearerToken();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<SessionLimits>(Configure);
        services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme).Configure<IOptions<SessionTimeOptions>>(Configure);
        services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddHttpContextAccessor();
        services.AddScoped(ActorOfRequest);
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<ActorAccessor>();
        services.AddSingleton<KnownSessions>();
        services.AddScoped<SignInDoor>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<LimitOptions>>(Configure);
    }

    /// <summary>Between routing and the endpoints.</summary>
    public static void UseAccount(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SessionGuard>();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static SessionLimits Limits(SessionTimeOptions settings) => new(TimeSpan.FromMinutes(settings.IdleMinutes), TimeSpan.FromHours(settings.AbsoluteHours));

    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || IsHubToken(context)
            ? BearerTokenDefaults.AuthenticationScheme
            : CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>A browser's WebSocket cannot carry a header: the hub's token comes in the address.</summary>
    private static bool IsHubToken(HttpContext context) => context.Request.Path.StartsWithSegments("/hubs") && context.Request.Query.ContainsKey("access_token");

    private static void Configure(CookieAuthenticationOptions options, SessionLimits limits)
    {
        options.CookieManager = new SessionCookies();
        options.Cookie.Name = SessionCookies.Name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;          // the session's row decides; the cookie is written anew as it is touched
        options.ExpireTimeSpan = limits.Idle + SessionLimits.TouchEvery;
        options.LoginPath = ToSignIn.SignInPath;
        options.ReturnUrlParameter = "returnUrl";
        options.AccessDeniedPath = DeniedPath;
    }

    private static void Configure(BearerTokenOptions options, IOptions<SessionTimeOptions> settings)
    {
        options.BearerTokenExpiration = TimeSpan.FromMinutes(settings.Value.AccessTokenMinutes);
        options.RefreshTokenExpiration = TimeSpan.FromHours(settings.Value.AbsoluteHours);
        options.Events.OnMessageReceived = message =>
        {
            if (IsHubToken(message.HttpContext))
                message.Token = message.Request.Query["access_token"];
            return Task.CompletedTask;
        };
    }

    private static void Configure(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions options, IOptions<LimitOptions> limits)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(context => SessionGuard.IsForPrograms(context)
            ? RateLimitPartition.GetSlidingWindowLimiter(SessionClaims.Of(context.User)?.UserId ?? 0, _ => new()
            {
                PermitLimit = limits.Value.RequestsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 12,
            })
            : RateLimitPartition.GetNoLimiter(-1));
        options.OnRejected = async (rejected, _) =>
            await TooMany(rejected.HttpContext, rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(5)).ExecuteAsync(rejected.HttpContext);
    }

    internal static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        SayWhen(http, wait);
        return AccessAnswers.Problem(StatusCodes.Status429TooManyRequests, "too_many_requests");
    }

    internal static void SayWhen(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>What an endpoint's parameter of type Actor gets; SessionGuard has found it.</summary>
    private static Actor ActorOfRequest(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Actor>()
        ?? throw new InvalidOperationException("There is no actor outside requests to the API; components ask ActorAccessor.");
}
