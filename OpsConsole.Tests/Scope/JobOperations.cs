using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>Exports belong to who asked for them.</summary>
public static class JobOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("ExportDesk.RequestAsync", Operation.Everybody, async q => await q.Get<ExportDesk>().RequestAsync(new("operaciones", "csv", id => new(id)), q.Actor, None)),
        Export("ExportDesk.CancelAsync", async (q, id) => await q.Get<ExportDesk>().CancelAsync(id, q.Actor, None)),
        Export("ExportDesk.PutAwayAsync", async (q, id) => await q.Get<ExportDesk>().PutAwayAsync(id, q.Actor, None)),
        Export("ExportDesk.NoteFetchAsync", async (q, id) => await q.Get<ExportDesk>().NoteFetchAsync(id, q.Actor, None)),
        Export("ExportQueries.FindAsync", async (q, id) => await q.Get<ExportQueries>().FindAsync(id, q.Actor, None)),
        Export("ExportQueries.RecentAsync", async (q, id) => (await q.Get<ExportQueries>().RecentAsync(DateTime.MinValue, 10, q.Actor, None)).Any(e => e.Id == id)),
    ];

    private static Operation Export(string name, Func<Question, string, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, async q =>
    {
        var job = new ExportJob { Id = Job.NewId(), CampaignId = q.Organisation.Campaign.Id, ById = q.Actor.Id, State = JobState.Queued, CreatedAt = q.Database.Clock.UtcNow, Format = "csv", Plan = "{}", FileName = "f.csv", Language = "es" };
        await q.Database.CommitAsync(db => db.Exports.Add(job));
        return await ask(q, job.Id);
    });
}
