namespace OpsConsole.Domain.Live;

/// <summary>Wakes whoever waits for work.</summary>
public sealed class JobBell(TimeProvider clock)
{
    private readonly SemaphoreSlim _news = new(0, 1);

    public void Ring()
    {
        lock (_news)
            if (_news.CurrentCount == 0)
                _news.Release();
    }

    /// <summary>Returns when there may be something to do, at the latest after the given time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await _news.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
        }
    }
}
