using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>The figures of a month over 100,000 disposed requests, and the board's card of a week, beside the same question in plain SQL (aim: at most 1.5 times, the column Ratio). The cases are made by SQL; OPSCONSOLE_BENCH_DISPOSED says how many.</summary>
[Config(typeof(OnDemandSlow))]
public class RetentionBenchmarks
{
    private const int Agents = 40, DaysOfMonth = 31;

    private static readonly int All = int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_DISPOSED") ?? "100000", CultureInfo.InvariantCulture);
    private static readonly RetentionPeriod Month = new(new(2025, 12, 1), new(2025, 12, DaysOfMonth));

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
        _campaign = await organisation.RetentionAsync();
        _analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var month = await OpsConsole.Tests.Domain.Retention.RetentionMonth.InAsync(_database, organisation, new(1), 0);
        var pattern = CaseNumber.IdOf(await month.DisposedAsync("0", Organisation.Home, "GPON", "retenido", "descuento_cbm", 50, 3));
        var (branches, columns) = await _database.ReadAsync(async db => (await db.Branches.OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(),
            db.Model.FindEntityType(typeof(Case))!.GetProperties().Select(p => p.GetColumnName()).Where(c => !Own.Contains(c)).Select(c => $"\"{c}\"").ToList()));
        await month.WriteAsync(Fill(pattern, branches, [.. Enumerable.Range(_analyst.Id, Agents)], string.Join(", ", columns)));
        await month.WriteAsync("ANALYZE");
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    /// <summary>The floor: the same groups by one hand-written statement, each read and added up.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> FiguresInSqlAsync() => Task.Run(() => _database.ReadAsync(async db =>
    {
        var number = Database == DatabaseKind.Sqlite ? """json_extract("Numbers", '$.m_benm')""" : """("Numbers"->>'m_benm')::double precision""";
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            SELECT "DispositionPath", COALESCE("DisposedById", 0), "Type", "DisposedOn", COUNT(*), SUM(CASE WHEN "IsOpen" THEN 1 ELSE 0 END), COUNT("DiscountPoints"),
                SUM(CASE WHEN "DiscountPoints" IS NULL THEN 0 ELSE {number} END), SUM(COALESCE("DiscountPoints", 0))
            FROM "Cases" WHERE "CampaignId" = {_campaign.Id} AND "DisposedOn" >= '{Month.From:yyyy-MM-dd}' AND "DisposedOn" <= '{Month.To:yyyy-MM-dd}' AND NOT "IsRemoved" AND "MergedIntoId" IS NULL AND "DispositionPath" IS NOT NULL
            GROUP BY "DispositionPath", COALESCE("DisposedById", 0), "Type", "DisposedOn"
            """;
        var cases = 0;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            cases += reader.GetString(0).Length + reader.GetString(2).Length > 0 ? Convert.ToInt32(reader.GetValue(4), CultureInfo.InvariantCulture) : 0;
        return cases;
    }));

    [Benchmark]
    public async Task<int> FiguresAsync() => (await _database.Get<RetentionQueries>().ReadAsync(_campaign, Month, _analyst, CancellationToken.None)).Total.Cases;

    [Benchmark]
    public async Task<int> BoardCardAsync() => (await _database.Get<RetentionQueries>().BoardAsync(new(), _analyst, CancellationToken.None))[0].Week.Cases;

    private static readonly string[] Own = ["Id", "BranchId", "ExternalId", "DispositionPath", "DisposedOn", "DisposedById", "Type"];

    private string Fill(long pattern, List<int> branches, List<int> people, string columns)
    {
        var isSqlite = Database == DatabaseKind.Sqlite;
        var source = isSqlite ? $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {All}) SELECT n FROM s) s" : $"generate_series(1, {All}) s(n)";
        var day = isSqlite ? $"date('2025-12-01', '+' || ((s.n / 7) % {DaysOfMonth}) || ' days')" : $"date '2025-12-01' + (s.n / 7) % {DaysOfMonth}";
        string Of<T>(IReadOnlyList<T> values, string by) => $"CASE ({by}) % {values.Count} {string.Concat(values.Select((v, i) => $"WHEN {i} THEN {(v is string ? $"'{v}'" : $"{v}")} "))} END";
        string[] paths = [.. _campaign.Settings.Retention.States.SelectMany(s => s.Motives.Take(4).Select(m => $"""["{s.Code}","{m.Code}"]"""))];
        var pause = isSqlite ? """INSERT INTO "SearchPause" VALUES (1);""" : "";      // nothing is searched for here
        return $"""
            {pause} INSERT INTO "Cases" ("Id", "BranchId", "ExternalId", "DispositionPath", "DisposedOn", "DisposedById", "Type", {columns})
            SELECT {pattern} + s.n, {Of(branches, "s.n")}, 'x' || s.n, {Of(paths, "s.n * 31 / 5")}, {day}, {Of(people, "s.n / 3")}, {Of(["INTERNET", "GPON", "DTH", "CDMA"], "s.n / 11")}, {columns}
            FROM "Cases" c CROSS JOIN {source} WHERE c."Id" = {pattern}; {(isSqlite ? """DELETE FROM "SearchPause";""" : "")}
            """;
    }
}
