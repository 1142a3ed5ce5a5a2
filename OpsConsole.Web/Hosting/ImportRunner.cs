using Microsoft.Extensions.Options;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Hosting;

/// <summary>Works imports off beside the people's work, a few at a time; takes up at start what was interrupted.</summary>
public sealed partial class ImportRunner(
    ImportQueue queue, ImportRunDesk desk, ActorQueries actors, UploadStore store, IOptions<ImportOptions> limits, JobSlots slots, TimeProvider clock, ILogger<ImportRunner> logger) : BackgroundService
{
    private const int Tries = 3;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5), BetweenTries = TimeSpan.FromSeconds(2), SweepEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        var swept = DateTimeOffset.MinValue;
        await ReleaseAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(task => task.IsCompleted);
                while (await TakeAsync(stoppingToken) is { } job)
                    running.Add(WorkAsync(job, stoppingToken));
                if (clock.GetUtcNow() - swept > SweepEvery)
                {
                    swept = clock.GetUtcNow();
                    store.Sweep(await queue.UploadsInUseAsync(stoppingToken), swept.UtcDateTime - SweepEvery);
                }

                await queue.WaitAsync(LookAnyway, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the database may be away for a while
            {
                LogFailed(logger, e);
                await Task.Delay(BetweenTries, clock, stoppingToken);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task ReleaseAsync(CancellationToken ct)
    {
        try
        {
            await queue.ReleaseAbandonedAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)     // leases end by themselves
        {
            LogFailed(logger, e);
        }
    }

    private async Task<ImportJob?> TakeAsync(CancellationToken ct)
    {
        if (!slots.TryTake(queue.Wake))
            return null;
        ImportJob? job = null;
        try
        {
            return job = await queue.ClaimAsync(ct);
        }
        finally
        {
            if (job is null)
                slots.Free();
        }
    }

    private async Task WorkAsync(ImportJob job, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await TryAsync(job, ct);
        }
        finally
        {
            slots.Free();
            queue.Wake();       // another of the same campaign may have waited for this one
        }
    }

    private async Task TryAsync(ImportJob job, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await RunAsync(job, ct);
                break;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;     // goes on at the next start
            }
            catch (Exception e) when (left > 1)
            {
                LogInterrupted(logger, e, job.Id);
                await Task.Delay(BetweenTries, clock, ct);
            }
            catch (Exception e)
            {
                LogInterrupted(logger, e, job.Id);
                await queue.AbandonAsync(job, "import.interrupted", ct);
                break;
            }
        }
    }

    private async Task RunAsync(ImportJob job, CancellationToken ct)
    {
        if (job.TakesBack)
            await queue.TakeBackAsync(job, ct);
        else if (await actors.FindAsync(job.ById, null, ct) is not { } actor || await desk.RunAsync(job.Id, (mapping, token) => OpenAsync(job, mapping, token), actor, ct) is Outcome.Forbidden or Outcome.SignedOut)
            await queue.AbandonAsync(job, "import.rights_lost", ct);
    }

    private Task<IRowSource> OpenAsync(ImportJob job, ImportMapping mapping, CancellationToken ct) => job.UploadName is { } name && File.Exists(store.PathOf(name))
        ? TableFile.OpenAsync(store.PathOf(name), mapping, limits.Value, ct)
        : throw new FileFaultException("import.file_gone");

    [LoggerMessage(Level = LogLevel.Error, Message = "Imports could not be looked at; tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} was interrupted.")]
    private static partial void LogInterrupted(ILogger logger, Exception e, string id);
}
