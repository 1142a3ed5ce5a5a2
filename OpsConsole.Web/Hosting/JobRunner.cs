using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Hosting;

/// <summary>Works one kind of jobs off beside the people's work; takes up at start what was interrupted. The person's rights are read anew when a job starts.</summary>
public abstract partial class JobRunner<T>(JobQueue<T> queue, JobSlots slots, ActorQueries actors, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService where T : Job
{
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5), AfterFailure = TimeSpan.FromSeconds(2), Pace = TimeSpan.FromSeconds(1);

    /// <summary>How it ended: null where it was stopped by a cancellation.</summary>
    protected abstract Task<JobState> WorkAsync(T job, Actor actor, JobProgress progress, CancellationToken ct);

    /// <summary>Nothing of an unfinished job stays.</summary>
    protected virtual void Clean(T job)
    {
    }

    protected virtual Task TidyAsync(CancellationToken ct) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Jobs are the first to hear that the console goes down, whatever else is stopped before them.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var ct = ends.Token;
        List<Task> running = [];
        var released = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!released)
                    await queue.ReleaseAbandonedAsync(ct);
                released = true;
                running.RemoveAll(task => task.IsCompleted);
                while (await TakeAsync(ct) is { } job)
                    running.Add(RunAsync(job, ct));
                await TidyAsync(ct);
                await queue.Bell.WaitAsync(LookAnyway, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the database may be away for a while
            {
                LogFailed(logger, e, typeof(T).Name);
                await queue.Bell.WaitAsync(AfterFailure, ct);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<T?> TakeAsync(CancellationToken ct)
    {
        if (!slots.TryTake(queue.Bell.Ring))
            return null;
        T? job = null;
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

    private async Task RunAsync(T job, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await RunAsync(job, new() { Rows = job.Rows, Total = job.Total }, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the console stops: it goes on at the next start
        }
        catch (Exception e)     // the lease ends by itself, and somebody tries again
        {
            LogInterrupted(logger, e, typeof(T).Name, job.Id);
        }
        finally
        {
            slots.Free();
        }
    }

    private async Task RunAsync(T job, JobProgress progress, CancellationToken ct)
    {
        using var work = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var registration = queue.Working(job.Id, work);
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(job, progress, work, done.Token);
        var (state, error) = (JobState.Failed, (string?)null);
        try
        {
            if (await actors.FindAsync(job.ById, null, ct) is not { } actor)
                error = "job.rights_lost";
            else if (job.Starts > Job.MaxStarts)
                error = "job.interrupted";
            else
                state = await WorkAsync(job, actor, progress, work.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            state = JobState.Cancelled;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Clean(job);
            throw;
        }
        catch (Domain.Kernel.RefusedException refused)
        {
            error = refused.Reasons[0].Code;
        }
        catch (Exception e) when (job.Starts < Job.MaxStarts)
        {
            LogInterrupted(logger, e, typeof(T).Name, job.Id);
            Clean(job);
            return;     // taken up again when the lease is over
        }
        catch (Exception e)
        {
            LogInterrupted(logger, e, typeof(T).Name, job.Id);
            error = "job.interrupted";
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }

        if (state != JobState.Done && state != JobState.Undone)
            Clean(job);
        await FinishAsync(job, state, error, progress, CancellationToken.None);
    }

    protected virtual Task FinishAsync(T job, JobState state, string? error, JobProgress progress, CancellationToken ct) => queue.FinishAsync(job.Id, state, error, progress, null, ct);

    /// <summary>Tells how far it is once a second, and ends it when somebody on another node cancelled it.</summary>
    private async Task BeatAsync(T job, JobProgress progress, CancellationTokenSource work, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pace, clock, done);
                if (!await queue.BeatAsync(job.Id, progress, done))
                    await work.CancelAsync();
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the database may be away for a moment; the work finds out by itself
            {
                LogFailed(logger, e, typeof(T).Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind}: jobs could not be looked at; tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Id} was interrupted.")]
    private static partial void LogInterrupted(ILogger logger, Exception e, string kind, string id);
}
