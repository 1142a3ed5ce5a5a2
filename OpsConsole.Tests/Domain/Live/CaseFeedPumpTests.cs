using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsConsole.Domain.Board;
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

    [Theory, OnEveryDatabase]
    public async Task Who_follows_the_board_knows_of_a_passed_deadline_within_five_seconds_and_of_a_change_within_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var start = database.Clock.UtcNow;
        var number = await organisation.AlertAsync(receivedAt: start.AddDays(-3).AddMilliseconds(4_001));       // the worst moment: just after a look
        var head = await organisation.ActorAsync(Role.BranchHead);
        var pace = TimeSpan.FromMilliseconds(500);      // the board's
        using var end = new CancellationTokenSource(Patience);
        await using var pump = await RunningPump.StartAsync(database, end.Token);
        await using var follower = database.Get<CaseFeed>().FollowAsync(pace, end.Token).GetAsyncEnumerator();
        var watch = database.Get<DeadlineWatch>();
        await watch.StartAsync(end.Token);
        while (!database.Clock.IsAwaited(DeadlineWatch.Interval))
            await Task.Yield();
        async Task<Figures> SeenAsync(long? since) => (await database.Get<BoardQueries>().ReadAsync(new(), TimeZoneInfo.Utc, head, end.Token, since)).Total;

        var told = follower.MoveNextAsync().AsTask();
        database.Clock.Advance(TimeSpan.FromMilliseconds(4_002));
        Assert.Equal(1, (await SeenAsync(null)).Overdue);       // whoever asks sees it, though nobody was told
        database.Clock.Advance(TimeSpan.FromMilliseconds(3_998));
        Assert.True(await told.WaitAsync(end.Token));
        Assert.InRange(database.Clock.UtcNow - start.AddMilliseconds(4_001), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal((CaseNumber.IdOf(number), CaseEventType.DeadlinePassed), (follower.Current.Entries.Single().CaseId, follower.Current.Entries.Single().Type));
        Assert.Equal((1, 1), await SeenAsync(follower.Current.LastSequence) is var late ? (late.Overdue, late.Unmanaged) : default);

        told = follower.MoveNextAsync().AsTask();
        while (!database.Clock.IsAwaited(pace))
            await Task.Yield();
        await database.Get<CaseDesk>().OpenAsync(number, head, end.Token);
        database.Clock.Advance(pace);       // no more than that: half a second after the change
        Assert.True(await told.WaitAsync(end.Token));
        Assert.Equal(0, (await SeenAsync(follower.Current.LastSequence)).Unmanaged);
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
