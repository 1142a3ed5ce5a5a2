using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Live;

public sealed class CaseFeedPumpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, OnEveryDatabase]
    public async Task Every_commit_reaches_every_follower_once_and_in_the_order_of_the_log(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
            numbers.Add(await organisation.AlertAsync());
        var head = await organisation.ActorAsync(Role.BranchHead);
        using var end = new CancellationTokenSource(Patience);
        await using var pump = await RunningPump.StartAsync(database, end.Token);
        var first = FollowAsync(database, 50, end.Token);
        var second = FollowAsync(database, 50, end.Token);
        var desk = database.Get<CaseDesk>();
        await Task.WhenAll(numbers.SelectMany(number => Enumerable.Range(0, 10).Select(i => desk.NoteAsync(number, $"nota {i}", head, end.Token))));

        Assert.Equal(Enumerable.Range(6, 50).Select(i => (long)i), await first);
        Assert.Equal(await first, await second);
    }

    [Theory, OnEveryDatabase]
    public async Task The_first_change_after_the_start_is_not_missed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        using var end = new CancellationTokenSource(Patience);
        await using var pump = await RunningPump.StartAsync(database, end.Token);
        var seen = FollowAsync(database, 1, end.Token);
        await organisation.AlertAsync();
        Assert.Equal([1L], await seen);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deadline_that_comes_within_a_day_is_a_change_though_nothing_was_written(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var due = CaseNumber.IdOf(await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-2).AddSeconds(7)));
        await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddHours(-1));
        using var end = new CancellationTokenSource(Patience);
        await using var follower = database.Get<CaseFeed>().FollowAsync(TimeSpan.FromMilliseconds(1), end.Token).GetAsyncEnumerator();
        var watch = database.Get<DeadlineWatch>();
        await watch.StartAsync(end.Token);
        while (!database.Clock.IsAwaited(DeadlineWatch.Interval))
            await Task.Yield();
        database.Clock.Advance(TimeSpan.FromSeconds(10));

        await follower.MoveNextAsync();
        var change = follower.Current.Entries.Single();
        Assert.Equal((due, CaseEventType.DeadlinePassed, 0L), (change.CaseId, change.Type, change.Sequence));
        await watch.StopAsync(CancellationToken.None);
    }

    // The clock of these tests stands still, so the pace is passed by moving it.
    private static async Task<List<long>> FollowAsync(TestDatabase database, int count, CancellationToken ct)
    {
        var seen = new List<long>();
        await foreach (var changes in database.Get<CaseFeed>().FollowAsync(TimeSpan.Zero, ct))
        {
            Assert.False(changes.Everything);
            seen.AddRange(changes.Entries.Select(entry => entry.Sequence));
            if (seen.Count >= count)
                break;
        }
        return seen;
    }

    private sealed class RunningPump(CaseFeedPump pump) : IAsyncDisposable
    {
        public static async Task<RunningPump> StartAsync(TestDatabase database, CancellationToken ct)
        {
            var pump = database.Get<CaseFeedPump>();
            await pump.StartAsync(ct);
            await pump.Started.WaitAsync(ct);
            return new(pump);
        }

        public async ValueTask DisposeAsync() => await pump.StopAsync(CancellationToken.None);
    }
}
