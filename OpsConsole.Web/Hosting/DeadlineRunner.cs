using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Hosting;

/// <summary>Moves deadlines after a policy or a calendar changed.</summary>
public sealed class DeadlineRunner(DeadlineQueue queue, JobSlots slots, ActorQueries actors, DeadlineRunDesk desk, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<DeadlineRunner> logger)
    : JobRunner<DeadlineJob>(queue, slots, actors, clock, lifetime, logger)
{
    protected override async Task<JobState> WorkAsync(DeadlineJob job, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var outcome = await desk.RunAsync(job.Id, progress, actor, ct);
        RefusedException.ThrowIfAny(outcome is Outcome.Done ? [] : [new("job.rights_lost")]);
        return JobState.Done;
    }
}
