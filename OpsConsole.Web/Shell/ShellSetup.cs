using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.WebEncoders;
using OpsConsole.Domain.People;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using Radzen;

namespace OpsConsole.Web.Shell;

/// <summary>The parts of the host that belong to screens: circuits, languages, headers, files.</summary>
public static class ShellSetup
{
    public const string NotFoundPath = "/no-existe";

    public const string Start = Board.BoardAddress.Page;

    public const string Queue = "/pendientes";

    private const string DefaultFormats = "es-PE";
    private static readonly string[] Programs = ["/api", "/hubs", "/health", "/openapi", "/_blazor", "/_framework", "/_content"];

    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(KeepCircuits).AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = 32 * 1024;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));   // á stays á
        services.AddRadzenComponents();
        services.AddLanguages(configuration["Organisation:Culture"] ?? DefaultFormats);
        services.AddCascadingAuthenticationState();
        services.AddSingleton<RefusalWords>();
        services.AddSingleton<Notifications.NotificationWords>();
        services.AddScoped<Toasts>();
        services.AddScoped<Topbar>();
        services.AddScoped<AtWork>();
        services.AddScoped<SingleKeys>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<AtWork>());
        services.AddScoped<AtJobs>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<AtJobs>());
        services.AddScoped<Tasks.TaskBoard>();
        services.AddScoped<AlertCommands>();
        services.AddScoped<AlertTrail>();
        services.AddScoped<CaseCommands>();
        services.AddScoped<CaseOnward>();
        return services;
    }

    /// <summary>Before routing and authentication: every answer has the headers, every request its language.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app) =>
        app.UseSecurityHeaders().UseRequestLocalization().UseWhen(IsForPeople, people => people.UseStatusCodePagesWithReExecute(NotFoundPath));

    /// <summary>Where one lands: those who work cases at what waits for them, everybody else at the board.</summary>
    public static string HomeOf(Role role) => role is Role.Agent or Role.BranchHead ? Queue : Start;

    private static string StartOf(ClaimsPrincipal person) => Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? HomeOf(role) : Start;

    /// <summary>Programs get problem details (Api, Hubs), not pages.</summary>
    private static bool IsForPeople(HttpContext context) =>
        !Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapCulture();
        app.MapGet(LocalUrl.Home, (HttpContext http) => Results.LocalRedirect(StartOf(http.User))).AllowAnonymous().ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).RequireAuthorization();   // SecurityHeaders says 'none'
    }

    /// <summary>Enough room for everybody after a short loss of the network (docs/adr, settings to pin).</summary>
    private static void KeepCircuits(CircuitOptions options)
    {
        options.DisconnectedCircuitMaxRetained = 600;
        options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        options.MaxBufferedUnacknowledgedRenderBatches = 10;
        options.DetailedErrors = false;
    }
}
