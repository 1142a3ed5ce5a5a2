using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>Imports are for analysts, and for the back office in its campaigns.</summary>
public static class ImportOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Importing("ImportDesk.CheckAsync", async (q, _) => await q.Get<ImportDesk>().CheckAsync("operaciones", "responses", q.Actor, None)),
        Importing("ImportDesk.ReceiveAsync", async (q, _) => await q.Get<ImportDesk>().ReceiveAsync("operaciones", new("responses", "f.csv", "stored", new(null, false, false)), q.Actor, None)),
        Importing("ImportDesk.PreviewAsync", async (q, id) => await q.Get<ImportDesk>().PreviewAsync(id, new(null, false, false), q.Actor, None)),
        Importing("ImportDesk.StartAsync", async (q, id) => await q.Get<ImportDesk>().StartAsync(id, q.Actor, None)),
        Importing("ImportDesk.CancelAsync", async (q, id) => await q.Get<ImportDesk>().CancelAsync(id, q.Actor, None)),
        Importing("ImportRunDesk.RunAsync", async (q, id) => await q.Get<ImportRunDesk>().RunAsync(id, (_, _) => throw new FileFaultException("file.empty"), q.Actor, None)),
        Importing("ImportQueries.FindAsync", async (q, id) => await q.Get<ImportQueries>().FindAsync(id, q.Actor, None) is var (found, refusal) ? refusal ?? (object?)found : null),
        Importing("ImportQueries.RecentAsync", async (q, _) => Seen((await q.Get<ImportQueries>().RecentAsync("operaciones", 10, q.Actor, None)).Count)),
        Importing("ImportQueries.ProblemsAsync", async (q, id) => Seen((await q.Get<ImportQueries>().ProblemsAsync(id, false, 10, q.Actor, None)).Count)),
        Importing("ImportQueries.ReasonsAsync", async (q, id) => Seen((await q.Get<ImportQueries>().ReasonsAsync(id, false, q.Actor, None)).Count)),
    ];

    private static Operation Importing(string name, Func<Question, string, Task<object?>> ask) => Operation.Console(name, [Role.ExperienceAnalyst, Role.BackOffice], async q =>
    {
        var import = new Import { Id = Import.NewId(), CampaignId = q.Organisation.Campaign.Id, Kind = "responses", FileName = "f.csv", UploadName = "stored", CreatedAt = q.Database.Clock.UtcNow };
        await q.Database.CommitAsync(db => db.Imports.Add(import));
        await q.Database.CommitAsync(db => db.ImportErrors.Add(new() { ImportId = import.Id, Line = 2, Code = "key.missing" }));
        return await ask(q, import.Id);
    });

    // A list that stays empty refuses.
    private static object Seen(int count) => count > 0 ? true : new Outcome.Forbidden();
}
