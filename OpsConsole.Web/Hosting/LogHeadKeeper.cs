using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>Keeps the heads of the logs once a day, so that a tail that was cut off is missed (docs/rules.md, "Log chain").</summary>
public sealed partial class LogHeadKeeper(LogVerifier logs, LogHeads heads, TimeProvider clock, ILogger<LogHeadKeeper> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>The day's first head; nothing where the logs are empty or the day has one.</summary>
    public async Task<bool> KeepAsync(CancellationToken ct) =>
        await logs.HeadsAsync(ct) is { Count: > 0 } now && heads.Keep(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), now);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)       // tried again at the next tick
            {
                LogFailed(logger, e);
            }
        }
        while (await Ticks(timer, stoppingToken));
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The heads of the logs could not be kept; tried again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
