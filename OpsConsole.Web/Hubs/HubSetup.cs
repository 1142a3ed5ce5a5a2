using Microsoft.AspNetCore.Http.Connections;

namespace OpsConsole.Web.Hubs;

/// <summary>The hub for clients outside the console: JSON over WebSockets, messages of at most 32 KB from a client (promises §5).</summary>
public static class HubSetup
{
    private const long LongestMessage = 32 * 1024;

    public static void AddCasesHub(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<CasesHub>(o =>
        {
            o.MaximumReceiveMessageSize = LongestMessage;
            o.MaximumParallelInvocationsPerClient = 1;
            o.KeepAliveInterval = TimeSpan.FromSeconds(15);
            o.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            o.EnableDetailedErrors = false;
        });
        services.AddSingleton<HubFollowers>();
        services.AddSingleton<HubNotices>();
    }

    public static void MapCasesHub(this WebApplication app) =>
        app.MapHub<CasesHub>(CasesHub.Path, o => o.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling);
}
