using Microsoft.Extensions.Options;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Exports;

namespace OpsConsole.Web.Hosting;

/// <summary>Works bulk changes off, and takes them back.</summary>
public sealed class BulkRunner(BulkQueue queue, JobSlots slots, ActorQueries actors, BulkRunDesk desk, IOptions<ExportOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<BulkRunner> logger)
    : JobRunner<BulkJob>(queue, slots, actors, clock, lifetime, logger)
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly BulkQueue _queue = queue;
    private readonly TimeProvider _clock = clock;
    private DateTimeOffset _forgot = DateTimeOffset.MinValue;

    protected override async Task<JobState> WorkAsync(BulkJob job, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var outcome = job.State == JobState.Undoing ? await desk.UndoAsync(job.Id, progress, actor, ct) : await desk.RunAsync(job.Id, progress, actor, ct);
        RefusedException.ThrowIfAny(outcome is Outcome.Done ? [] : [new("job.rights_lost")]);
        return job.State == JobState.Undoing ? JobState.Undone : JobState.Done;
    }

    protected override Task FinishAsync(BulkJob job, JobState state, string? error, JobProgress progress, CancellationToken ct) => _queue.FinishAsync(job, state, error, progress, ct);

    protected override async Task TidyAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (now - _forgot < ForgetEvery)
            return;
        _forgot = now;
        await _queue.ForgetAsync(now.UtcDateTime.AddDays(-options.Value.KeepDays), ct);
    }
}
