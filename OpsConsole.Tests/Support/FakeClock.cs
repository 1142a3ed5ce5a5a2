namespace OpsConsole.Tests.Support;

/// <summary>A clock that moves only when a test says so; timers, delays and time-outs made with it fire in order of their due time.</summary>
public sealed class FakeClock(DateTime startUtc) : TimeProvider
{
    /// <summary>A Thursday morning in Lima: 2026-01-15 15:00 UTC.</summary>
    public static readonly DateTime Start = new(2026, 1, 15, 15, 0, 0, DateTimeKind.Utc);

    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private TimeSpan _jumped;
    private DateTime _now = DateTime.SpecifyKind(startUtc, DateTimeKind.Utc);

    public FakeClock() : this(Start) { }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTime UtcNow
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>How many timers wait: lets a test know that a loop has gone to sleep.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>Whether somebody waits for exactly this long from now: how a test knows that the loop it is about has begun to wait.</summary>
    public bool IsAwaited(TimeSpan from)
    {
        lock (_lock)
            return _timers.Exists(timer => timer.Due == _now + from);
    }

    public override DateTimeOffset GetUtcNow() => new(UtcNow);

    /// <summary>Runs on as if the clock had never jumped.</summary>
    public override long GetTimestamp()
    {
        lock (_lock)
            return (_now - _jumped).Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = UtcNow + by;
        while (NextBefore(end) is { } due)
            due.Fire();
        lock (_lock)
            _now = end;
    }

    /// <summary>The wall clock is corrected: no timer fires early or late because of it.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
            _jumped += by;
            _timers.ForEach(timer => timer.Due += by);
        }
    }

    private FakeTimer? NextBefore(DateTime end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            _now = next.Due > _now ? next.Due : _now;
            if (next.Period is { } period)
                next.Due += period;
            else
                _timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public DateTime Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                Period = period > TimeSpan.Zero ? period : null;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }
            if (dueTime == TimeSpan.Zero)
                clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
