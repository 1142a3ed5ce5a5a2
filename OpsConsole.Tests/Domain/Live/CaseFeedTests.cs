using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Live;

public sealed class CaseFeedTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly FakeClock _clock = new();
    private readonly CaseFeed _feed;
    private readonly CancellationTokenSource _end = new();

    public CaseFeedTests() => _feed = new(_clock);

    [Fact]
    public async Task What_piled_up_comes_as_one_merged_change()
    {
        await using var follower = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(1, 10), Change(2, 11)]);
        _feed.Publish([Change(3, 10)]);
        Assert.True(await follower.MoveNextAsync());
        Assert.Equal([1L, 2, 3], follower.Current.Entries.Select(entry => entry.Sequence));
        Assert.Equal([10L, 11], follower.Current.CaseIds.Order());
        Assert.False(follower.Current.Everything);
        Assert.Equal(3, follower.Current.LastSequence);
    }

    [Fact]
    public async Task A_follower_is_given_at_most_one_batch_per_pace()
    {
        await using var follower = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(1, 10)]);
        await follower.MoveNextAsync();
        var next = follower.MoveNextAsync().AsTask();
        _feed.Publish([Change(2, 10)]);
        await WaitAsync(() => _clock.WaitingTimers == 1);
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next);
        Assert.Equal(2, follower.Current.Entries.Single().Sequence);
    }

    [Fact]
    public async Task A_follower_that_is_too_slow_learns_only_that_everything_changed_and_costs_nobody_else()
    {
        await using var slow = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        await using var quick = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(1, 10)]);
        await quick.MoveNextAsync();
        for (var i = 2; i <= CaseFeed.InboxSize + 1; i++)
            _feed.Publish([Change(i, 10)]);
        await slow.MoveNextAsync();
        Assert.True(slow.Current.Everything);
        Assert.Empty(slow.Current.Entries);
        Assert.True(slow.Current.Concerns(campaignId: 99));
        var next = quick.MoveNextAsync().AsTask();
        await WaitAsync(() => _clock.WaitingTimers > 0);
        _clock.Advance(Pace);
        await next;
        Assert.False(quick.Current.Everything);
        Assert.Equal(CaseFeed.InboxSize, quick.Current.Entries.Count);
    }

    [Fact]
    public async Task After_the_overflow_ordinary_changes_come_again()
    {
        await using var follower = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.PublishEverything();
        await follower.MoveNextAsync();
        Assert.True(follower.Current.Everything);
        _feed.Publish([Change(5, 10)]);
        var next = follower.MoveNextAsync().AsTask();
        await WaitAsync(() => _clock.WaitingTimers > 0);
        _clock.Advance(Pace);
        await next;
        Assert.False(follower.Current.Everything);
        Assert.Equal(5, follower.Current.Entries.Single().Sequence);
    }

    [Fact]
    public async Task Who_comes_to_a_moment_late_takes_what_the_first_took_and_the_rest_at_the_next()
    {
        await using var first = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        await using var late = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(1, 10)]);
        await first.MoveNextAsync();
        _feed.Publish([Change(2, 11)]);
        await late.MoveNextAsync();
        Assert.Equal(1, late.Current.Entries.Single().Sequence);
        Assert.Equal(1, late.Current.LastSequence);
        var next = late.MoveNextAsync().AsTask();
        await WaitAsync(() => _clock.WaitingTimers == 1);
        _clock.Advance(Pace);
        Assert.True(await next);
        Assert.Equal(2, late.Current.Entries.Single().Sequence);
        Assert.Equal(2, late.Current.LastSequence);
    }

    [Fact]
    public async Task Who_has_nothing_of_what_the_first_took_is_not_kept_waiting()
    {
        await using var first = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(1, 10)]);
        await first.MoveNextAsync();
        await using var newcomer = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        _feed.Publish([Change(2, 11)]);
        await newcomer.MoveNextAsync();
        Assert.Equal(2, newcomer.Current.Entries.Single().Sequence);
        Assert.Equal(2, newcomer.Current.LastSequence);
    }

    [Fact]
    public async Task Who_leaves_is_forgotten()
    {
        var follower = _feed.FollowAsync(Pace, _end.Token).GetAsyncEnumerator();
        var waiting = follower.MoveNextAsync().AsTask();
        Assert.Equal(1, _feed.Followers);
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, _feed.Followers);
    }

    [Fact]
    public void Following_starts_with_the_call_and_not_with_the_first_look()
    {
        _ = _feed.FollowAsync(Pace, _end.Token);
        Assert.Equal(1, _feed.Followers);
    }

    private static CaseChange Change(long sequence, long caseId) => new(sequence, caseId, 1, 1, CaseEventType.Note, null, FakeClock.Start);

    private static async Task WaitAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
