using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting.Generate;
using Xunit;

namespace OpsConsole.Tests.Hosting;

public sealed class GenerateTests
{
    private static readonly string[] Arguments = ["generate", "--campaign", "operaciones", "--cases", "9000", "--seed", "7"];

    // The index holds three letters at a time; the text itself is looked into afterwards.
    private const string IndexedSql = """
        SELECT COUNT(*) FROM "CaseSearch" s JOIN "Cases" c ON c."Id" = s.rowid
        WHERE "CaseSearch" MATCH '"g7-" AND "042"' AND instr(c."SearchText", 'g7-0000042') > 0
        """;

    [Theory, OnEveryDatabase]
    public async Task The_same_seed_makes_the_same_cases_and_a_whole_log(DatabaseKind kind)
    {
        await using var one = (await GeneratedAsync(kind)).Database;
        await using var other = (await GeneratedAsync(kind)).Database;
        var cases = await CasesAsync(one);
        Assert.Equal(9_000, cases.Count);
        Assert.Equal(cases, await CasesAsync(other));
        var log = await one.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(9_001, log.Count);     // one alert was there before
        Assert.Equal("", log[0].PrevHash);
        Assert.All(log.Zip(log.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.PrevHash));
        Assert.All(log, e => Assert.Equal(LogChain.Hash(e.PrevHash, LogChain.Canonical(e)), e.Hash));
        Assert.Equal(log.Skip(1).Select(e => e.CaseId), Enumerable.Range(2, 9_000).Select(i => (long)i));
    }

    [Theory, OnEveryDatabase]
    public async Task Generated_cases_use_the_branches_evenly_and_are_worked_like_any_other(DatabaseKind kind)
    {
        var (database, organisation) = await GeneratedAsync(kind);
        await using var whole = database;
        var perBranch = await database.ReadAsync(db => db.Cases.Where(c => c.ExternalId!.StartsWith("G7-")).GroupBy(c => c.BranchId).Select(g => g.Count()).ToListAsync());
        Assert.Equal([3_000, 3_000, 3_000], perBranch);
        var alert = await database.ReadAsync(db => db.Cases.AsNoTracking().Where(c => c.IsAlert && c.Id > 4_000).OrderBy(c => c.Id).FirstAsync());
        Assert.NotNull(alert.DueAt);
        Assert.Equal(SurveyGroup.Detractor, alert.Group);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CaseDesk>().OpenAsync(alert.Number, analyst, CancellationToken.None));
        var changed = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Responsible).SingleAsync(c => c.Id == alert.Id));
        Assert.Equal(CaseStatus.Started, changed.Status);
        Assert.Equal(alert.Data, changed.Data);
        Assert.Equal(alert.Folded, changed.Folded);
    }

    [Fact]
    public async Task The_search_index_of_SQLite_knows_generated_cases()
    {
        await using var database = (await GeneratedAsync(DatabaseKind.Sqlite)).Database;
        var found = await database.Log.WriteAsync(transaction => Count(transaction, IndexedSql), CancellationToken.None);
        Assert.Equal(1, found);
        Assert.Equal(0, await database.Log.WriteAsync(transaction => Count(transaction, """SELECT COUNT(*) FROM "SearchPause" """), CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task Generated_withdrawal_requests_stand_in_every_state_with_their_log_and_calls_and_are_no_news(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var campaign = await organisation.RetentionAsync();
        string[] arguments = ["generate", "--campaign", "retencion", "--cases", "5000", "--seed", "3"];
        var command = new GenerateCommand(database.Contexts, database.Log, database.Clock);
        Assert.Contains("nobody", await command.RunAsync(arguments, _ => { }, CancellationToken.None));
        foreach (var branch in organisation.Branches.Keys)
            await organisation.PersonAsync(Role.Agent, branch);
        Assert.Null(await command.RunAsync(arguments, _ => { }, CancellationToken.None));
        var cases = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Attempts).Include(c => c.Responsible).Where(c => c.CampaignId == campaign.Id).ToListAsync());
        Assert.Equal(5_000, cases.Count);
        var states = cases.Where(c => c.DispositionPath is not null).GroupBy(c => Json.Read<List<string>>(c.DispositionPath!)[0]).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(campaign.Settings.Retention.States.Select(s => s.Code).Order(), states.Keys.Order());
        Assert.All(states.Values, count => Assert.InRange(count, 100, 2_000));
        Assert.InRange(states.Values.Sum(), 3_700, 4_300);
        Assert.All(cases, c => Assert.Equal(c.Attempts.Count, c.AttemptCount));
        Assert.All(cases.Where(c => c.DispositionPath?.Contains("derivado") == true), c => Assert.Equal(3, c.Attempts.Count));
        Assert.InRange(cases.Count(c => c.DiscountPoints > 0), 500, 1_500);
        var log = await database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(cases.Sum(c => c.Version), log.Count);
        Assert.All(log, e => Assert.Equal(LogChain.Hash(e.PrevHash, LogChain.Canonical(e)), e.Hash));
        Assert.DoesNotContain(cases, c => (c.IsOpen && c.AwaitsDeadline && c.DueAt <= database.Clock.UtcNow) || (c.AwaitsContact && c.NextContactAt <= database.Clock.UtcNow));
        var (open, agent) = (cases.First(c => c.Status == CaseStatus.Unmanaged), await organisation.ActorAsync(Role.ExperienceAnalyst));
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CaseDesk>().RecordAttemptAsync(open.Number, Forms.Attempt(), agent, CancellationToken.None));
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("generate", "--campaign")]
    [InlineData("generate", "--campaign", "operaciones", "--cases", "many")]
    [InlineData("generate", "--campaign", "operaciones", "--rows", "5")]
    public async Task Wrong_arguments_an_unknown_campaign_and_a_used_seed_are_refused_in_words(params string[] arguments)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var command = new GenerateCommand(database.Contexts, database.Log, database.Clock);
        Assert.StartsWith("Usage", await command.RunAsync(arguments, _ => { }, CancellationToken.None));
        Assert.Contains("no campaign", await command.RunAsync(Arguments, _ => { }, CancellationToken.None));
        await Organisation.CreateAsync(database);
        string[] few = ["generate", "--campaign", "operaciones", "--cases", "5"];
        Assert.Null(await command.RunAsync(few, _ => { }, CancellationToken.None));
        Assert.Contains("already", await command.RunAsync(few, _ => { }, CancellationToken.None));
    }

    private static int Count(DbTransaction transaction, string sql)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar());
    }

    private static async Task<(TestDatabase Database, Organisation Organisation)> GeneratedAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.AlertAsync();
        var said = new List<string>();
        Assert.Null(await new GenerateCommand(database.Contexts, database.Log, database.Clock).RunAsync(Arguments, said.Add, CancellationToken.None));
        Assert.Contains(said, line => line.Contains("9,000 cases"));
        return (database, organisation);
    }

    private static Task<List<string>> CasesAsync(TestDatabase database) => database.ReadAsync(async db =>
        (await db.Cases.AsNoTracking().Where(c => c.ExternalId!.StartsWith("G7-")).OrderBy(c => c.Id).ToListAsync())
        .Select(c => $"{c.Id} {c.BranchId} {c.ReceivedAt:O} {c.CreatedAt:O} {c.DueAt:O} {c.Score} {c.RowHash} {c.SearchText} {CaseFields.ReadNumbers(c.Numbers).Count}").ToList());
}
