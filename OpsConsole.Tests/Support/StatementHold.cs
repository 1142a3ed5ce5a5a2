using OpsConsole.Tests.Filters;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>Lets statements of one database wait before they are sent, so that work is found in the middle of itself.</summary>
public sealed class StatementHold : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _free = new();
    private readonly SemaphoreSlim _held = new(0);
    private readonly StatementLog _log;
    private int _seen, _now, _most;

    /// <param name="which">The statements that are meant.</param>
    /// <param name="only">Of these, the one that waits, counted from 1; null: each.</param>
    public StatementHold(string connection, Func<string, bool> which, int? only = null) => _log = new(connection, text =>
    {
        if (!which(text) || (Interlocked.Increment(ref _seen) is var number && only is { } one && number != one))
            return;
        _most = Math.Max(_most, Interlocked.Increment(ref _now));
        _held.Release();
        _free.Wait();
        Interlocked.Decrement(ref _now);
    });

    /// <summary>How many waited at the same time.</summary>
    public int MostAtOnce => _most;

    /// <summary>Until so many more wait.</summary>
    public async Task HeldAsync(int times = 1)
    {
        for (var i = 0; i < times; i++)
            Assert.True(await _held.WaitAsync(Patience));
    }

    public void Release() => _free.Set();

    public void Dispose()
    {
        Release();
        _log.Dispose();
    }
}
