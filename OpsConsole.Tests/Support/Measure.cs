using System.Diagnostics;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Support;

/// <summary>Time on the clock and of the processor, written to a test's log; OPSCONSOLE_FIGURES names a file that gets it too. Nothing is asserted on it.</summary>
public sealed class Measure(ITestOutputHelper log) : IDisposable
{
    private readonly Process _process = Process.GetCurrentProcess();
    private long _began;
    private TimeSpan _worked;

    public void Begin()
    {
        _process.Refresh();
        (_began, _worked) = (Stopwatch.GetTimestamp(), _process.TotalProcessorTime);
    }

    public void Say(string what)
    {
        _process.Refresh();
        var line = FormattableString.Invariant($"{what}: {Stopwatch.GetElapsedTime(_began).TotalSeconds:F1} s, {(_process.TotalProcessorTime - _worked).TotalSeconds:F1} s of processor");
        log.WriteLine(line);
        if (Environment.GetEnvironmentVariable("OPSCONSOLE_FIGURES") is { Length: > 0 } file)
            File.AppendAllLines(file, [line]);
    }

    public void Dispose() => _process.Dispose();
}
