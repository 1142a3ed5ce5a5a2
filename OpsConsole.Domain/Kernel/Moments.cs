namespace OpsConsole.Domain.Kernel;

/// <summary>Times as they are stored: UTC in whole milliseconds, so that both databases give back exactly what was stored and hashes stay true (docs/rules.md, "Log chain").</summary>
public static class Moments
{
    public static DateTime Now(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime.ToMilliseconds();

    public static DateTime ToMilliseconds(this DateTime at) => new(at.ToUniversalTime().Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
