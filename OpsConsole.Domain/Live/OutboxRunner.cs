using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Domain.Live;

/// <summary>Hands messages over beside the people's work, a few at a time (docs/rules.md, "Conversation").</summary>
public sealed partial class OutboxRunner(Outbox outbox, IEnumerable<IMessageCarrier> carriers, ILogger<OutboxRunner> logger) : BackgroundService
{
    /// <summary>By one carrier: a mail server that does not answer must not keep the gateway waiting.</summary>
    private const int AtOnce = 4;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5), AfterFailure = TimeSpan.FromSeconds(2);
    private readonly List<(IMessageCarrier? Carrier, Task Work)> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var released = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!released)
                    await outbox.ReleaseAbandonedAsync(stoppingToken);
                released = true;
                await TakeUpAsync(stoppingToken);
                await outbox.Bell.WaitAsync(LookAnyway, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the database may be away for a while
            {
                LogFailed(logger, e);
                await outbox.Bell.WaitAsync(AfterFailure, stoppingToken);
            }
        }

        await Task.WhenAll(_running.Select(r => r.Work));       // what was begun is ended: the other side may have it
    }

    /// <summary>Hands over whatever may go now, until nothing is left.</summary>
    internal async Task WorkAsync(CancellationToken ct)
    {
        while (await TakeUpAsync(ct) || _running.Count > 0)
            await Task.WhenAll(_running.Select(r => r.Work));
    }

    private async Task<bool> TakeUpAsync(CancellationToken ct)
    {
        _running.RemoveAll(r => r.Work.IsCompleted);
        var taken = false;
        while (await outbox.ClaimAsync(Free(), ct) is { } next)
        {
            taken = true;
            _running.Add((Carrier.Of(carriers, next.Channel), RunAsync(next)));
        }
        return taken;
    }

    private List<AttemptChannel> Free() =>
        [.. Enum.GetValues<AttemptChannel>().Where(channel => _running.Count(r => r.Carrier == Carrier.Of(carriers, channel)) < AtOnce)];

    private async Task RunAsync(OutgoingMessage message)
    {
        await Task.Yield();
        try
        {
            await outbox.RecordAsync(message, await HandOverAsync(message), CancellationToken.None);
        }
        catch (Exception e)     // the lease ends by itself, and somebody hands it over again
        {
            LogUnrecorded(logger, e, message.Id);
        }
        outbox.Bell.Ring();
    }

    private async Task<Handover> HandOverAsync(OutgoingMessage message)
    {
        try
        {
            return Carrier.Of(carriers, message.Channel) is not { } carrier ? new Handover.Later("delivery.no_carrier")
                : carrier.Lacks is [var lacks, ..] ? new Handover.Later(lacks.Code)
                : await carrier.HandOverAsync(message);
        }
        catch (Exception e)     // a carrier that stumbles over one message must not keep the others
        {
            LogStumbled(logger, e, message.Id);
            return new Handover.Later("delivery.unexpected");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox cannot be looked at; tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of message {Id} could not be written down; it is handed over again.")]
    private static partial void LogUnrecorded(ILogger logger, Exception e, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} could not be handed over.")]
    private static partial void LogStumbled(ILogger logger, Exception e, string id);
}
