using System.Data.Common;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>"Buscar coincidencias" among a million customers (aim: p95 of at most 100 ms) beside its own look-up in the index, run by ADO.NET alone. Each question is another one. OPSCONSOLE_BENCH_CUSTOMERS sets the size.</summary>
[Config(typeof(OnDemand))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class MatchBenchmarks
{
    private const int Questions = 128;

    private TestDatabase _database = null!;
    private Actor _agent = null!;
    private readonly List<MatchRequest> _asked = [];
    private readonly List<(string Sql, IReadOnlyList<(string Name, object? Value)> Values)> _plain = [];
    private DbProviderFactory _factory = null!;
    private string _connection = "";
    private int _next;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _database = await TestDatabase.CreateAsync(Database);
        _agent = await (await Organisation.CreateAsync(_database)).ActorAsync(Role.Agent);
        var customers = int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_CUSTOMERS") ?? "1000000");
        var crowd = new CustomerCrowd(customers, seed: 1);
        await crowd.FillAsync(_database);
        for (var i = 0; i < Questions; i++)
            _asked.Add(crowd.Question(i));
        await using var db = await _database.Contexts.CreateDbContextAsync();
        (_factory, _connection) = (DbProviderFactories.GetFactory(db.Database.GetDbConnection())!, db.Database.GetDbConnection().ConnectionString);
        var found = 0;
        foreach (var (asked, i) in _asked.Select((asked, i) => (asked, i)))
        {
            using var log = new StatementLog();
            var best = await MatchOfAsync(asked);
            found += best.Count > 0 && best[0].Customer.Id == crowd.IdOf(i) ? 1 : 0;
            _plain.Add((log.All[0].Text, log.All[0].Values));
        }
        Console.WriteLine($"// {customers} customers, {crowd.Keys} keys: {found} of {Questions} first");
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    [Benchmark, BenchmarkCategory("match")]
    public Task<IReadOnlyList<CustomerMatch>> MatchAsync() => MatchOfAsync(_asked[_next++ % Questions]);

    [Benchmark(Baseline = true), BenchmarkCategory("match")]
    public async Task<int> IndexLookUpAsync()
    {
        var (sql, values) = _plain[_next++ % Questions];
        await using var open = _factory.CreateConnection()!;
        open.ConnectionString = _connection;
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync();
        var row = new object[reader.FieldCount];
        var rows = 0;
        for (; await reader.ReadAsync(); rows++)
            reader.GetValues(row);
        return rows;
    }

    private Task<IReadOnlyList<CustomerMatch>> MatchOfAsync(MatchRequest asked) => _database.Get<CustomerQueries>().MatchAsync(asked, _agent, CancellationToken.None);
}
