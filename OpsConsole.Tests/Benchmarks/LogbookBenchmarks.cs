using BenchmarkDotNet.Attributes;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>"Who saw this customer, when" among 1,000,000 views (promise A12: within 5 s).</summary>
[Config(typeof(OnDemand))]
public class LogbookBenchmarks
{
    private const int Views = 1_000_000;

    private TestDatabase _database = null!;
    private Actor _analyst = null!;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _database = await TestDatabase.CreateAsync(Database);
        var organisation = await Organisation.CreateAsync(_database);
        (_analyst, var agent) = (await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.Agent));
        var made = (Outcome.Done)await _database.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Elena", FirstSurname = "Prado", Document = new("DNI", "44556677") }, agent, CancellationToken.None);
        await _database.Log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandTimeout = 600;
            var owner = $"CASE WHEN n % 5000 = 0 THEN '{made.Id}' ELSE 'c' || (n % 40000) END";
            command.CommandText = Database == DatabaseKind.PostgreSql
                ? $"""INSERT INTO "Accesses" ("Sequence", "At", "ById", "Type", "CaseId", "CampaignId", "CustomerId", "PrevHash", "Hash") SELECT n, timestamptz '2026-01-01' + n * interval '10 seconds', {agent.Id}, 'view', n % 100000, 1, {owner}, '', '' FROM generate_series(1, {Views}) n; ANALYZE "Accesses" """
                : $"""WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {Views}) INSERT INTO "Accesses" ("Sequence", "At", "ById", "Type", "CaseId", "CampaignId", "CustomerId", "PrevHash", "Hash") SELECT n, datetime('2026-01-01', '+' || (n * 10) || ' seconds'), {agent.Id}, 'view', n % 100000, 1, {owner}, '', '' FROM s""";
            return command.ExecuteNonQuery();
        }, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    [Benchmark]
    public async Task<int> WhoSawAsync() => (await _database.Get<LogbookQueries>().PageAsync(new() { Customer = "44556677", Limit = 500 }, _analyst, CancellationToken.None)).Lines.Count;

    [Benchmark]
    public async Task<int> NewestAsync() => (await _database.Get<LogbookQueries>().PageAsync(new(), _analyst, CancellationToken.None)).Lines.Count;
}
