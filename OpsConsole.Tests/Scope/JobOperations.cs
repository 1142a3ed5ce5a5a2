using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Tests.Scope;

/// <summary>Exports belong to who asked for them.</summary>
public static class JobOperations
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Role[] Supervising = [Role.RegionalSupervisor, Role.ExperienceAnalyst, Role.Administrator];

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("ExportDesk.RequestAsync", Operation.Everybody, async q => await q.Get<ExportDesk>().RequestAsync(new("operaciones", "csv", id => new(id)), q.Actor, None)),
        Export("ExportDesk.CancelAsync", async (q, id) => await q.Get<ExportDesk>().CancelAsync(id, q.Actor, None)),
        Export("ExportDesk.PutAwayAsync", async (q, id) => await q.Get<ExportDesk>().PutAwayAsync(id, q.Actor, None)),
        Export("ExportDesk.RetryAsync", async (q, id) => await q.Get<ExportDesk>().RetryAsync(id, q.Actor, None)),
        Export("ExportDesk.NoteFetchAsync", async (q, id) => await q.Get<ExportDesk>().NoteFetchAsync(id, q.Actor, None)),
        Operation.Console("ExportQueries.NamesAsync", Operation.Everybody, async q => await q.Get<ExportQueries>().NamesAsync(q.Actor, None)),
        Export("ExportQueries.FindAsync", async (q, id) => await q.Get<ExportQueries>().FindAsync(id, q.Actor, None)),
        Export("ExportQueries.RecentAsync", async (q, id) => (await q.Get<ExportQueries>().RecentAsync(DateTime.MinValue, 10, q.Actor, None)).Any(e => e.Id == id)),
        Operation.Console("ReportDesk.RequestAsync", Supervising, async q => await q.Get<ReportDesk>().RequestAsync(new("weekly", "pdf") { Campaign = "operaciones" }, q.Actor, None)),
        Week("WeeklyReportQueries.ListAsync", async (q, report) => await q.Get<WeeklyReportQueries>().ListAsync(report.CampaignId, q.Actor, None) is { Count: > 0 } all ? all : null),
        Week("WeeklyReportQueries.FindAsync", async (q, report) => await q.Get<WeeklyReportQueries>().FindAsync(report.Id, q.Actor, None)),
        Week("WeeklyReportQueries.OfWeekAsync", async (q, report) => await q.Get<WeeklyReportQueries>().OfWeekAsync(report.CampaignId, report.Week, q.Actor, None)),
        Operation.Console("BulkDesk.PrepareAsync", Operation.Workers, async q => await q.Get<BulkDesk>().PrepareAsync(new("operaciones", BulkAction.FollowUp, new(), null, ["100001"]), q.Actor, None)),
        Bulk("BulkDesk.RunAsync", Operation.Workers, async (q, id) => await q.Get<BulkDesk>().RunAsync(id, q.Actor, None)),
        Bulk("BulkDesk.CancelAsync", Operation.Workers, async (q, id) => await q.Get<BulkDesk>().CancelAsync(id, q.Actor, None)),
        Bulk("BulkDesk.UndoAsync", Operation.Workers, async (q, id) => await q.Get<BulkDesk>().UndoAsync(id, q.Actor, None)),
        Bulk("BulkDesk.PutAwayAsync", Operation.Workers, async (q, id) => await q.Get<BulkDesk>().PutAwayAsync(id, q.Actor, None)),
        Bulk("BulkRunDesk.RunAsync", Operation.Workers, async (q, id) => await q.Get<BulkRunDesk>().RunAsync(id, new(), q.Actor, None)),
        Bulk("BulkRunDesk.UndoAsync", Operation.Workers, async (q, id) => await q.Get<BulkRunDesk>().UndoAsync(id, new(), q.Actor, None)),
        Bulk("BulkQueries.FindAsync", Operation.Everybody, async (q, id) => await q.Get<BulkQueries>().FindAsync(id, q.Actor, None)),
        Bulk("BulkQueries.RecentAsync", Operation.Everybody, async (q, id) => (await q.Get<BulkQueries>().RecentAsync(DateTime.MinValue, 10, q.Actor, None)).Any(b => b.Id == id)),
        Bulk("BulkQueries.LeftAsync", Operation.Everybody, async (q, id) => (await q.Get<BulkQueries>().LeftAsync(id, 10, q.Actor, None)).Count == 1),
    ];

    /// <summary>Who may not see weeks finds none, which stands for a no here.</summary>
    private static Operation Week(string name, Func<Question, WeeklyReport, Task<object?>> ask) => Operation.Console(name, Supervising, async q =>
    {
        var report = new WeeklyReport { Id = Job.NewId(), CampaignId = q.Organisation.Campaign.Id, Week = new DateOnly(2020, 1, 6).AddDays(7 * Interlocked.Increment(ref _weeks)), Figures = OpsConsole.Domain.Data.Json.Write(new WeeklyFigures(default, default, [], [])) };
        await q.Database.CommitAsync(db => db.WeeklyReports.Add(report));
        return await ask(q, report) ?? new Outcome.Forbidden();
    });

    private static int _weeks;

    private static Operation Bulk(string name, Role[] may, Func<Question, string, Task<object?>> ask) => Operation.Console(name, may, async q =>
    {
        var job = new BulkJob { Id = Job.NewId(), CampaignId = q.Organisation.Campaign.Id, ById = q.Actor.Id, State = JobState.Queued, CreatedAt = q.Database.Clock.UtcNow, Action = BulkAction.FollowUp, Args = "{}" };
        await q.Database.CommitAsync(db => db.BulkJobs.Add(job));
        await q.Database.CommitAsync(db => db.BulkItems.Add(new() { JobId = job.Id, CaseId = 1, Result = BulkResult.Refused, Code = "not_found" }));
        return await ask(q, job.Id);
    });

    private static Operation Export(string name, Func<Question, string, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, async q =>
    {
        var job = new ExportJob { Id = Job.NewId(), CampaignId = q.Organisation.Campaign.Id, ById = q.Actor.Id, State = JobState.Queued, CreatedAt = q.Database.Clock.UtcNow, Format = "csv", Plan = "{}", FileName = "f.csv", Language = "es" };
        await q.Database.CommitAsync(db => db.Exports.Add(job));
        return await ask(q, job.Id);
    });
}
