using Xunit.Abstractions;

namespace OpsConsole.Tests.Support;

/// <summary>Random and race tests run a tenth of their rounds; `./test.sh --full` runs all of them.</summary>
public static class Counts
{
    public static bool Full => Environment.GetEnvironmentVariable("OPSCONSOLE_FULL") == "1";

    /// <param name="part">Less than a tenth where each round is long by itself.</param>
    public static int Of(int full, int part = 10) => Full ? full : Math.Max(1, full / part);

    /// <summary>A random source whose seed stands in the log; OPSCONSOLE_SEED repeats a run.</summary>
    public static Random Seeded(ITestOutputHelper log)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("OPSCONSOLE_SEED"), out var given) ? given : Random.Shared.Next();
        log.WriteLine($"seed {seed}");
        return new(seed);
    }
}
