namespace OpsConsole.Domain.Live;

/// <summary>Compares the clock on the wall with the one that only runs on: what differs by more than a minute since the last look is a jump that operators should know of (docs/rules.md, "Deadlines that pass").</summary>
public sealed class ClockCheck(TimeProvider clock)
{
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(60);

    private DateTimeOffset _wall = clock.GetUtcNow();
    private long _running = clock.GetTimestamp();

    /// <summary>How far the clock jumped, ahead or back; null: it did not.</summary>
    public TimeSpan? Jump()
    {
        var (wall, running) = (clock.GetUtcNow(), clock.GetTimestamp());
        var jump = wall - _wall - clock.GetElapsedTime(_running, running);
        (_wall, _running) = (wall, running);
        return jump.Duration() > Tolerated ? jump : null;
    }
}
