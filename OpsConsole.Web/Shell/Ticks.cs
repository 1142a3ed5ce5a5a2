using System.Runtime.CompilerServices;

namespace OpsConsole.Web.Shell;

/// <summary>The clock as something that a component follows.</summary>
public static class Ticks
{
    public static async IAsyncEnumerable<DateTime> Every(TimeSpan period, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        using var timer = new PeriodicTimer(period, clock);
        while (await timer.WaitForNextTickAsync(ct))
            yield return clock.GetUtcNow().UtcDateTime;
    }
}
