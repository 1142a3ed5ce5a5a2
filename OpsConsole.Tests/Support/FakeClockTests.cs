using Xunit;

namespace OpsConsole.Tests.Support;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        Assert.Equal(_clock.GetUtcNow(), _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(FakeClock.Start.AddMinutes(5), _clock.UtcNow);
        Assert.Equal(TimeSpan.FromMinutes(5), _clock.GetElapsedTime(FakeClock.Start.Ticks));
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _clock);
        _clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_their_own_time()
    {
        var seen = new List<(string, DateTime)>();
        using var late = _clock.CreateTimer(_ => seen.Add(("late", _clock.UtcNow)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var early = _clock.CreateTimer(_ => seen.Add(("early", _clock.UtcNow)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("early", FakeClock.Start.AddSeconds(1)), ("late", FakeClock.Start.AddSeconds(3))], seen);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_until_it_is_disposed()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, fired);
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, fired);
        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public void A_time_out_made_with_the_clock_follows_it()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(1), _clock);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void A_corrected_wall_clock_fires_nothing()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Jump(TimeSpan.FromHours(2));
        Assert.Equal(0, fired);
        _clock.Jump(TimeSpan.FromHours(-4));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }
}
