using Microsoft.AspNetCore.SignalR;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Notifications;

namespace OpsConsole.Web.Hubs;

/// <summary>What a person is told, on each of the connections that they subscribed, under the rights of that moment. What came before is read from the API.</summary>
public sealed partial class HubNotices(IHubContext<CasesHub, ICasesClient> hub, NotificationFeed feed, NotificationQueries notifications, NotificationWords words, ActorQueries actors, ILogger<HubNotices> logger)
{
    private const int Most = 50;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public Task RunAsync(HubCallerContext connection, Actor actor, CancellationToken ct) => RunAsync(connection, actor, feed.FollowAsync(actor.Id, Pace, ct), ct);

    private async Task RunAsync(HubCallerContext connection, Actor actor, IAsyncEnumerable<long> turns, CancellationToken ct)
    {
        try
        {
            var client = hub.Clients.Client(connection.ConnectionId);
            var last = await notifications.LastAsync(actor, ct);
            await foreach (var _ in turns.WithCancellation(ct))
            {
                if (connection.User is not { } user || SessionClaims.Of(user) is not { } claims || await actors.FindAsync(claims.UserId, claims.Stamp, ct) is not { } reader)
                    return;     // the connection ends by itself within seconds
                foreach (var told in await notifications.SinceAsync(last, Most, reader, ct))
                {
                    await client.Notification(new(told.Id, Codes.Of(told.Kind), words.Of(told), NotificationWords.PlaceOf(told), told.At));
                    last = told.Id;
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e)     // the client connects again and reads what it missed
        {
            LogFailed(logger, e);
            connection.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hub connection could not be told its notifications and was closed.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
