using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>The board of 180 branches and 5 campaigns over 1,000,000 cases of which 100,000 are open, made anew after each change, beside one indexed aggregate in plain SQL (aim: at most 1.5 times, the column Ratio); for one viewer and for two hundred. The cases are made by SQL, without the indexes, which come after them; OPSCONSOLE_BENCH_CASES says how many.</summary>
[Config(typeof(OnDemand))]
public class BoardBenchmarks
{
    private const int Tenth = 10, Branches = 180;

    private static readonly int All = int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_CASES") ?? "1000000", CultureInfo.InvariantCulture);

    private TestDatabase _database = null!;
    private Actor _analyst = null!;
    private List<string> _open = [];
    private int _next;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _database = await TestDatabase.CreateAsync(Database);
        var organisation = await Organisation.CreateAsync(_database);
        _analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var pattern = CaseNumber.IdOf(await organisation.AlertAsync());
        await _database.CommitAsync(db =>
        {
            db.Branches.AddRange(Enumerable.Range(0, Branches - organisation.Branches.Count).Select(i => new Branch { Code = $"B{i:D3}", Name = $"Agencia {i:D3}", RegionId = organisation.Regions.Values.First().Id }));
            db.Campaigns.AddRange(Enumerable.Range(0, 4).Select(i => CampaignTemplate.Create(CampaignKind.CloseTheLoop, $"c{i}", $"Campaña {i}", _database.Clock.UtcNow)));
        });
        var (branches, campaigns, columns) = await _database.ReadAsync(async db => (
            await db.Branches.OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(),
            await db.Campaigns.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(),
            db.Model.FindEntityType(typeof(Case))!.GetProperties().Select(p => p.GetColumnName()).Where(c => !Own.Contains(c)).Select(c => $"\"{c}\"").ToList()));
        await _database.Log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandTimeout = 1_800;
            var indexes = Indexes(command);
            foreach (var sql in indexes.Select(i => $"DROP INDEX \"{i.Name}\"").Append(Fill(pattern, branches, campaigns, string.Join(", ", columns))).Concat(indexes.Select(i => i.Sql)).Append("ANALYZE"))
            {
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            return 0;
        }, CancellationToken.None);
        _open = await _database.ReadAsync(db => db.Cases.Where(c => c.IsOpen).OrderBy(c => c.Id).Take(5_000).Select(c => CaseNumber.Of(c.Id)).ToListAsync());
        await BoardOfOneAsync();
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    [IterationSetup(Targets = [nameof(BoardOfOneAsync), nameof(BoardOfTwoHundredAsync)])]
    public void Change()
    {
        _database.Clock.Advance(TimeSpan.FromSeconds(1));
        Task.WaitAll(_database.Get<CaseDesk>().NoteAsync(_open[_next++], "nota", _analyst, CancellationToken.None));
    }

    /// <summary>The floor: every branch of every campaign by one statement over what is open and what was completed lately.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> AggregateInSqlAsync()
    {
        var now = _database.Clock.UtcNow;
        var (soon, week) = (now.AddHours(24), now.AddDays(-7));
        return await _database.ReadAsync(async db => (await db.Cases.AsNoTracking().Where(c => c.IsAlert && !c.IsRemoved && c.MergedIntoId == null && c.IsOpen).GroupBy(c => new { c.CampaignId, c.BranchId })
            .Select(g => new { g.Key, Open = g.Count(), Unmanaged = g.Count(c => c.Status == CaseStatus.Unmanaged), Soon = g.Count(c => c.DueAt >= now && c.DueAt < soon), Overdue = g.Count(c => c.DueAt < now) }).ToListAsync()).Count);
    }

    [Benchmark]
    public async Task<int> BoardOfOneAsync() => (await _database.Get<BoardQueries>().ReadAsync(new(), TimeZoneInfo.Utc, _analyst, CancellationToken.None)).Total.Open;

    [Benchmark]
    public async Task<int> BoardOfTwoHundredAsync()
    {
        var last = await _database.ReadAsync(db => db.CaseEvents.MaxAsync(e => e.Sequence));
        return (await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _database.Get<BoardQueries>().ReadAsync(new(), TimeZoneInfo.Utc, _analyst, CancellationToken.None, last)))).Length;
    }

    /// <summary>Those of the table of cases that no constraint needs; a million rows into a dozen of them at once takes minutes.</summary>
    private List<(string Name, string Sql)> Indexes(System.Data.Common.DbCommand command)
    {
        command.CommandText = Database == DatabaseKind.Sqlite ? "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Cases' AND sql IS NOT NULL"
            : """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'Cases' AND indexname NOT IN (SELECT conname FROM pg_constraint)""";
        using var reader = command.ExecuteReader();
        var found = new List<(string Name, string Sql)>();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private static readonly string[] Own = ["Id", "CampaignId", "BranchId", "Status", "IsOpen", "ExternalId", "DueAt", "CompletedAt"];

    private string Fill(long pattern, List<int> branches, List<int> campaigns, string columns)
    {
        var isSqlite = Database == DatabaseKind.Sqlite;
        var source = isSqlite ? $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {All}) SELECT n FROM s) s" : $"generate_series(1, {All}) s(n)";
        var (due, done) = isSqlite ? ("datetime('2026-01-15 15:00:00', '+' || (s.n % 200 - 100) || ' hours')", "datetime('2025-11-01', '+' || (s.n % 90000) || ' minutes')")
            : ("timestamptz '2026-01-15 15:00:00Z' + (s.n % 200 - 100) * interval '1 hour'", "timestamptz '2025-11-01Z' + (s.n % 90000) * interval '1 minute'");
        string Of(List<int> ids, int every) => $"CASE (s.n / {every}) % {ids.Count} {string.Concat(ids.Select((id, i) => $"WHEN {i} THEN {id} "))} END";
        var pause = isSqlite ? """INSERT INTO "SearchPause" VALUES (1);""" : "";      // nothing is searched for here
        return $"""
            {pause} INSERT INTO "Cases" ("Id", "CampaignId", "BranchId", "Status", "IsOpen", "ExternalId", "DueAt", "CompletedAt", {columns})
            SELECT {pattern} + s.n, {Of(campaigns, Tenth * Branches)}, {Of(branches, Tenth)}, CASE WHEN s.n % {Tenth} = 0 THEN s.n % 3 ELSE 5 END, s.n % {Tenth} = 0, 'x' || s.n, {due}, CASE WHEN s.n % {Tenth} = 0 THEN NULL ELSE {done} END, {columns}
            FROM "Cases" c CROSS JOIN {source} WHERE c."Id" = {pattern}; {(isSqlite ? """DELETE FROM "SearchPause";""" : "")}
            """;
    }
}
