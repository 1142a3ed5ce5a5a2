using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>A campaign to import into, with the real desks over a database of its own.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    public const string Header = "Id CCX|Fecha encuesta|Agencia|Recomendación|Comentario";

    public required TestDatabase Database { get; init; }

    public required Organisation Organisation { get; init; }

    public required Actor Analyst { get; init; }

    /// <summary>The campaign that files go into.</summary>
    public string Code { get; private init; } = "operaciones";

    public static async Task<ImportBench> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst) };
    }

    /// <summary>The same with a campaign of service cases, three days for each case, the clock standing in follow-up.</summary>
    public static async Task<ImportBench> ServiceAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var service = await organisation.ServiceAsync();
        await database.CommitAsync(db =>
        {
            var stored = db.Campaigns.Single(c => c.Id == service.Id);
            stored.Settings = stored.Settings with { Sla = new(3) { PauseStates = [CaseStatus.FollowUp] } };
        });
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst), Code = "servicio" };
    }

    /// <summary>The same with a campaign of withdrawal requests.</summary>
    public static async Task<ImportBench> RetentionAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.RetentionAsync();
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst), Code = "retencion" };
    }

    /// <summary>The same with a repeat-contacts cell.</summary>
    public static async Task<ImportBench> CellAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.CellAsync();
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst), Code = "recurrentes" };
    }

    /// <summary>The same with a requirements desk.</summary>
    public static async Task<ImportBench> RequirementsAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.RequirementsAsync();
        return new() { Database = database, Organisation = organisation, Analyst = await organisation.ActorAsync(Role.ExperienceAnalyst), Code = "requerimientos" };
    }

    public static string Row(int number, int score, string comment = "x") => $"K{number}|2026-01-10 10:00|HOME|{score}|{comment}";

    public async Task<string> ReceiveAsync(string kind = ImportKind.Responses, ImportChoices? choices = null, bool dryRun = false) =>
        Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<ImportDesk>().ReceiveAsync(Code, new(kind, "file.csv", "stored", choices ?? new(null, false, false), dryRun), Analyst, CancellationToken.None)).Id!;

    public Task<Outcome> RunAsync(string id, IRowSource table, Actor? actor = null) =>
        Database.Get<ImportRunDesk>().RunAsync(id, (_, _) => Task.FromResult(table), actor ?? Analyst, CancellationToken.None);

    public async Task<ImportView> ImportAsync(IRowSource table, string kind = ImportKind.Responses, ImportChoices? choices = null, bool dryRun = false)
    {
        var id = await ReceiveAsync(kind, choices, dryRun);
        await RunAsync(id, table);
        return await FindAsync(id);
    }

    public Task<ImportView> ImportAsync(params string[] rows) => ImportAsync(new TestTable([Header, .. rows]));

    public async Task<ImportView> FindAsync(string id) => (await Database.Get<ImportQueries>().FindAsync(id, Analyst, CancellationToken.None)).Found!;

    public async Task<ImportView> TakeBackAsync(string id)
    {
        Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<ImportDesk>().CancelAsync(id, Analyst, CancellationToken.None));
        if (await Database.Get<ImportQueue>().ClaimAsync(CancellationToken.None) is { TakesBack: true } job)     // a long one is a job
            await Database.Get<ImportQueue>().TakeBackAsync(job, CancellationToken.None);
        return await FindAsync(id);
    }

    public Task<IReadOnlyList<ImportProblem>> ProblemsAsync(string id, bool warnings = false) => Database.Get<ImportQueries>().ProblemsAsync(id, warnings, 1_000, Analyst, CancellationToken.None);

    public Task<List<Case>> CasesAsync() => Database.ReadAsync(db => db.Cases.AsNoTracking().VisibleTo(Analyst).OrderBy(c => c.Id).ToListAsync());

    public async Task<Case> CaseAsync(string key) => (await CasesAsync()).Single(c => c.ExternalId == key);

    public async Task CompleteAsync(string key)
    {
        var desk = Database.Get<CaseDesk>();
        var number = (await CaseAsync(key)).Number;
        await desk.RecordAttemptAsync(number, Forms.Attempt(), Analyst, CancellationToken.None);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.SaveAsync(number, (await CaseAsync(key)).Version, Forms.Finished(), Analyst, CancellationToken.None));
    }

    /// <summary>Everything a person could see of the campaign: what taking back must restore.</summary>
    public async Task<string> SnapshotAsync()
    {
        var campaign = await Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Code));
        return string.Join('\n', [
            .. (await CasesAsync()).Select(c => $"{c.Number} {c.ExternalId} {c.Status} {c.BranchId} {c.IsAlert} {c.Score} {c.DueAt:O} {c.RowHash} {string.Join(',', c.Values.OrderBy(v => v.Key))} {string.Join('/', c.SearchText.Split('\n').Order())}"),
            .. campaign.Schema.Fields.Select(f => f.ToString()),
            .. await Database.ReadAsync(db => db.BaseRecords.Where(r => !r.IsRemoved).OrderBy(r => r.Reference).Select(r => r.Reference + r.RowHash + r.Values).ToListAsync())]);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
