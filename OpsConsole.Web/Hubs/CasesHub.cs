using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace OpsConsole.Web.Hubs;

/// <summary>Live changes for clients outside the console, under the caller's scope; circuits follow the feed itself.</summary>
[Authorize(AuthenticationSchemes = BearerTokenDefaults.AuthenticationScheme)]
public sealed class CasesHub(HubFollowers followers) : Hub<ICasesClient>
{
    public const string Path = "/hubs/cases";

    /// <param name="sinceSeq">The last log number that the client saw; it gets what came since first.</param>
    public async Task Subscribe(long? sinceSeq = null)
    {
        if (!await followers.StartAsync(Context, sinceSeq))
            Context.Abort();
    }

    public override Task OnDisconnectedAsync(Exception? exception) => followers.StopAsync(Context.ConnectionId);
}
