using Microsoft.AspNetCore.SignalR;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Notifications;

namespace OpsConsole.Web.Hubs;

/// <summary>What a person is told, and who is at the cases that they see, on each of the connections that they subscribed, under the rights of that moment. What came before is read from the API.</summary>
public sealed partial class HubNotices(IHubContext<CasesHub, ICasesClient> hub, NotificationFeed feed, NotificationQueries notifications, NotificationWords words, PresenceBoard presence, CaseLogQueries log, ActorQueries actors, ILogger<HubNotices> logger)
{
    private const int Most = 50;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public Task RunAsync(HubCallerContext connection, Actor actor, CancellationToken ct) => Task.WhenAll(
        RunAsync(connection, TellAsync(connection, actor, feed.FollowAsync(actor.Id, Pace, ct), ct), ct),
        RunAsync(connection, ShowAsync(connection, presence.FollowAsync(Pace, ct), ct), ct));

    private async Task TellAsync(HubCallerContext connection, Actor actor, IAsyncEnumerable<long> turns, CancellationToken ct)
    {
        var last = await notifications.LastAsync(actor, ct);
        await foreach (var _ in turns.WithCancellation(ct))
        {
            if (await ReaderAsync(connection, ct) is not { } reader)
                return;     // the connection ends by itself within seconds
            foreach (var told in await notifications.SinceAsync(last, Most, reader, ct))
            {
                await hub.Clients.Client(connection.ConnectionId).Notification(new(told.Id, Codes.Of(told.Kind), words.Of(told), NotificationWords.PlaceOf(told), told.At));
                last = told.Id;
            }
        }
    }

    /// <summary>Of cases that the reader sees; of others not even that somebody is there.</summary>
    private async Task ShowAsync(HubCallerContext connection, IAsyncEnumerable<PresenceChanges> changes, CancellationToken ct)
    {
        await foreach (var change in changes.WithCancellation(ct))
        {
            if (await ReaderAsync(connection, ct) is not { } reader)
                return;
            foreach (var seen in await log.DescribeAsync([.. change.CaseIds.Select(id => new CaseChange(0, id, 0, 0, "", null, default))], reader, ct))
            {
                var there = presence.Of(CaseNumber.IdOf(seen.Number)).Select(p => new HubPresence(p.UserId, p.Name, p.Section, p.State == PresenceState.Editing, p.Since));
                await hub.Clients.Client(connection.ConnectionId).PresenceChanged(new(seen.Number, [.. there]));
            }
        }
    }

    private async Task<Actor?> ReaderAsync(HubCallerContext connection, CancellationToken ct) =>
        connection.User is { } user && SessionClaims.Of(user) is { } claims ? await actors.FindAsync(claims.UserId, claims.Stamp, ct) : null;

    private async Task RunAsync(HubCallerContext connection, Task telling, CancellationToken ct)
    {
        try
        {
            await telling;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hub connection could not be told notifications or presence and was closed.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
