using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Hubs;

/// <summary>One follower of the feed per subscribed connection: first what it missed, then what comes, each under the rights the person has at that moment.</summary>
public sealed partial class HubFollowers(IHubContext<CasesHub, ICasesClient> hub, CaseFeed feed, CaseLogQueries log, ActorQueries actors, HubNotices notices, TimeProvider clock, ILogger<HubFollowers> logger)
{
    /// <summary>A longer gap is answered by Resync.</summary>
    public const int LongestGap = 10_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250), RightsEvery = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (CancellationTokenSource End, Task Running)> _running = [];

    public async Task<bool> StartAsync(HubCallerContext connection, long? since)
    {
        await StopAsync(connection.ConnectionId);
        if (await FindAsync(connection, connection.ConnectionAborted) is not { } actor)
            return false;
        var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionAborted);
        var changes = feed.FollowAsync(Pace, end.Token);        // before the log is read: nothing falls between
        _running[connection.ConnectionId] = (end, Task.WhenAll(RunAsync(connection, actor, since, changes, end.Token), notices.RunAsync(connection, actor, end.Token)));
        return true;
    }

    public async Task StopAsync(string connectionId)
    {
        if (!_running.TryRemove(connectionId, out var follower))
            return;
        await follower.End.CancelAsync();
        await follower.Running;
        follower.End.Dispose();
    }

    private Task<Actor?> FindAsync(HubCallerContext connection, CancellationToken ct) =>
        connection.User is { } user && SessionClaims.Of(user) is { } claims ? actors.FindAsync(claims.UserId, claims.Stamp, ct) : Task.FromResult<Actor?>(null);

    private async Task RunAsync(HubCallerContext connection, Actor actor, long? since, IAsyncEnumerable<CaseChanges> changes, CancellationToken ct)
    {
        try
        {
            var client = hub.Clients.Client(connection.ConnectionId);
            var told = await CatchUpAsync(client, since, actor, ct);
            using var rights = new PeriodicTimer(RightsEvery, clock);
            var due = rights.WaitForNextTickAsync(ct).AsTask();
            await foreach (var change in changes.WithCancellation(ct))
            {
                if (due.IsCompleted)
                {
                    if (await FindAsync(connection, ct) is not { } again)
                    {
                        connection.Abort();
                        return;
                    }
                    actor = again;
                    due = rights.WaitForNextTickAsync(ct).AsTask();
                }
                told = change.Everything
                    ? await CatchUpAsync(client, told, actor, ct)
                    : await TellAsync(client, [.. change.Entries.Where(e => e.Sequence == 0 || e.Sequence > told)], told, actor, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception e)     // this connection's failure is nobody else's; the client connects again with its last number
        {
            LogFailed(logger, e);
            connection.Abort();
        }
    }

    private async Task<long> CatchUpAsync(ICasesClient client, long? since, Actor actor, CancellationToken ct)
    {
        var last = await log.LastAsync(actor, ct);
        if (since is not { } told || told >= last)
            return last;
        if (last - told > LongestGap)
        {
            await client.Resync(new(last));
            return last;
        }
        for (var more = true; more;)
        {
            var piece = await log.ReadAsync(told, actor, ct);
            foreach (var entry in piece.Entries)
                await client.CaseChanged(CaseChanged.From(entry));
            (told, more) = (piece.Last, piece.More);
        }
        return told;
    }

    private async Task<long> TellAsync(ICasesClient client, List<CaseChange> changes, long told, Actor actor, CancellationToken ct)
    {
        if (changes.Count == 0)
            return told;
        var entries = await log.DescribeAsync(changes, actor, ct);
        foreach (var entry in entries)
            await client.CaseChanged(CaseChanged.From(entry.Sequence == 0 ? entry with { Sequence = told } : entry));
        foreach (var campaign in entries.GroupBy(e => e.Campaign))
            await client.CountersChanged(new(campaign.Key, "branch", [.. campaign.Select(e => e.Branch).Distinct()]));
        return Math.Max(told, changes.Max(c => c.Sequence));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hub connection could not be served and was closed.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
