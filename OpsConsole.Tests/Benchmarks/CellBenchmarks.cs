using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>The daily pivot over 100,000 escalations of one day, beside the same question in plain SQL (aim: at most 1.5 times, the column Ratio). The cases are made by SQL; OPSCONSOLE_BENCH_FORMS says how many.</summary>
[Config(typeof(OnDemandSlow))]
public class CellBenchmarks
{
    private static readonly int All = int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_FORMS") ?? "100000", CultureInfo.InvariantCulture);
    private static readonly string[] Own = ["Id", "BranchId", "ExternalId", "Cause", "Area", "EscalationState", "IsOpen"];
    private static readonly DateOnly Day = new(2026, 1, 15);

    private TestDatabase _database = null!;
    private Actor _analyst = null!;
    private Campaign _campaign = null!;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _database = await TestDatabase.CreateAsync(Database);
        var organisation = await Organisation.CreateAsync(_database);
        _campaign = await organisation.CellAsync();
        var weeks = await OpsConsole.Tests.Domain.RepeatContacts.CellWeeks.InAsync(_database, organisation, new(1), 0);
        _analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var number = await weeks.FormAsync();
        await weeks.EscalateAsync(number);
        var (branches, columns) = await _database.ReadAsync(async db => (await db.Branches.OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(),
            db.Model.FindEntityType(typeof(Case))!.GetProperties().Select(p => p.GetColumnName()).Where(c => !Own.Contains(c)).Select(c => $"\"{c}\"").ToList()));
        await weeks.WriteAsync(Fill(CaseNumber.IdOf(number), branches, string.Join(", ", columns)));
        await weeks.WriteAsync("ANALYZE");
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    /// <summary>The floor: the same groups by one hand-written statement, each read and added up.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> PivotInSqlAsync() => Task.Run(() => _database.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            SELECT "Cause", "EscalationState", "Area", COUNT(*), SUM(CASE WHEN "EscalationState" IS NULL THEN 0 ELSE 1 END), SUM(CASE WHEN "IsOpen" THEN 1 ELSE 0 END)
            FROM "Cases" WHERE "CampaignId" = {_campaign.Id} AND "FormOn" = '{Day:yyyy-MM-dd}' AND NOT "IsRemoved" AND "MergedIntoId" IS NULL
            GROUP BY "Cause", "EscalationState", "Area"
            """;
        var forms = 0;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            forms += Convert.ToInt32(reader.GetValue(3), CultureInfo.InvariantCulture);
        return forms;
    }));

    [Benchmark]
    public async Task<int> PivotAsync() => (await _database.Get<CellQueries>().DayAsync(_campaign, Day, _analyst, CancellationToken.None)).Total.Forms;

    private string Fill(long pattern, List<int> branches, string columns)
    {
        var isSqlite = Database == DatabaseKind.Sqlite;
        var source = isSqlite ? $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {All}) SELECT n FROM s) s" : $"generate_series(1, {All}) s(n)";
        string Of<T>(IReadOnlyList<T> values, string by) => $"CASE ({by}) % {values.Count} {string.Concat(values.Select((v, i) => $"WHEN {i} THEN {(v is string ? $"'{v}'" : $"{v}")} "))} END";
        var (causes, areas) = (_campaign.Settings.Cell.Causes.Select(c => c.Code).ToArray(), _campaign.Settings.Cell.Areas.Select(a => a.Code).ToArray());
        var pause = isSqlite ? """INSERT INTO "SearchPause" VALUES (1);""" : "";      // nothing is searched for here
        return $"""
            {pause} INSERT INTO "Cases" ("Id", "BranchId", "ExternalId", "Cause", "Area", "EscalationState", "IsOpen", {columns})
            SELECT {pattern} + s.n, {Of(branches, "s.n")}, 'x' || s.n, {Of(causes, "s.n * 31 / 5")}, {Of(areas, "s.n / 3")}, {Of([0, 1, 2, 3], "s.n / 7")}, {(isSqlite ? "s.n % 3 > 0" : "(s.n % 3 > 0)")}, {columns}
            FROM "Cases" c CROSS JOIN {source} WHERE c."Id" = {pattern}; {(isSqlite ? """DELETE FROM "SearchPause";""" : "")}
            """;
    }
}
