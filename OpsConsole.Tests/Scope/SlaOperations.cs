using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Tests.Scope;

/// <summary>Deadlines explain themselves to whoever sees the case; analysts set policies, administrators keep calendars, both choose from and read them.</summary>
public static class SlaOperations
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Role[] Keepers = [Role.ExperienceAnalyst, Role.Administrator];

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Case("DeadlineQueries.OfCaseAsync", Operation.Everybody, async q => await q.Get<DeadlineQueries>().OfCaseAsync(q.Number, q.Actor, None)),
        Operation.Console("DeadlineQueries.CalendarsAsync", Operation.Everybody, async q => (await q.Get<DeadlineQueries>().CalendarsAsync(q.Actor, None)).Count > 0 == Keepers.Contains(q.Actor.Role)),
        Operation.Console("DeadlineQueries.CalendarAsync", Operation.Everybody, async q => await q.Get<DeadlineQueries>().CalendarAsync("PE", q.Actor, None) is not null == Keepers.Contains(q.Actor.Role)),
        Operation.Console("DeadlineQueries.JobsAsync", Operation.Everybody, async q =>
        {
            await JobAsync(q);
            return (await q.Get<DeadlineQueries>().JobsAsync("operaciones", q.Actor, None)).Count > 0 == Keepers.Contains(q.Actor.Role);
        }),
        Operation.Console("SlaDesk.PreviewAsync", [Role.ExperienceAnalyst], async q => await q.Get<SlaDesk>().PreviewAsync("operaciones", new(), q.Actor, None)),
        Operation.Console("SlaDesk.ChangeAsync", [Role.ExperienceAnalyst], async q => await q.Get<SlaDesk>().ChangeAsync("operaciones", 0, new(), q.Actor, None)),
        Operation.Console("SlaDesk.CancelAsync", Keepers, async q => await q.Get<SlaDesk>().CancelAsync(await JobAsync(q), q.Actor, None)),
        Operation.Console("DeadlineRunDesk.RunAsync", Keepers, async q => await q.Get<DeadlineRunDesk>().RunAsync(await JobAsync(q), new(), q.Actor, None)),
        Operation.Console("CalendarDesk.CreateAsync", [Role.Administrator], async q => await q.Get<CalendarDesk>().CreateAsync("PE-SUR", "Sur", "PE", q.Actor, None)),
        Operation.Console("CalendarDesk.PreviewAsync", [Role.Administrator], async q => await q.Get<CalendarDesk>().PreviewAsync("PE", "Perú", new(), q.Actor, None)),
        Operation.Console("CalendarDesk.ChangeAsync", [Role.Administrator], async q => await q.Get<CalendarDesk>().ChangeAsync("PE", 1, "Perú", new(), q.Actor, None)),
        Operation.Console("CalendarDesk.RemoveAsync", [Role.Administrator], async q => await q.Get<CalendarDesk>().RemoveAsync("CL", q.Actor, None)),
    ];

    private static async Task<string> JobAsync(Question q)
    {
        var job = new DeadlineJob { Id = Job.NewId(), CampaignId = q.Organisation.Campaign.Id, ById = q.Actor.Id, State = JobState.Queued, CreatedAt = q.Database.Clock.UtcNow, Because = DeadlineJob.Policy };
        await q.Database.CommitAsync(db => db.DeadlineJobs.Add(job));
        return job.Id;
    }
}
