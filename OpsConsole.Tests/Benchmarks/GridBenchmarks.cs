using System.Data.Common;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>The grid at a million cases: each list beside the very statement that it sends, run by ADO.NET alone. Sizes and databases by environment: README, "Measuring".</summary>
[Config(typeof(OnDemand))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GridBenchmarks
{
    private StoredConsole? _stored;
    private ServiceProvider _services = null!;
    private Actor _analyst = null!;
    private CaseQueries _queries = null!;
    private CaseQuery _branch = null!, _agency = null!, _score = null!, _deep = null!, _search = null!, _unindexed = null!;
    private readonly Dictionary<string, Plain> _plain = [];

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        var connection = Environment.GetEnvironmentVariable($"OPSCONSOLE_BENCH_{Database.ToString().ToUpperInvariant()}");
        if (connection is null)
        {
            var cases = Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_CASES") ?? "1000000";
            _stored = await StoredConsole.CreateAsync(Database, cases: 0);
            await using (var maker = _stored.Process())
                await maker.RunAsync("generate", "--campaign", SampleInstallation.Campaign, "--cases", cases, "--seed", "1");
            connection = _stored.Connection;
        }
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpsDatabase(Database == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, connection, RepositoryRoot.Path);
        services.AddDomain();
        services.AddSingleton(TimeProvider.System);
        _services = services.BuildServiceProvider();
        _queries = _services.GetRequiredService<CaseQueries>();
        await FieldIndexing.EnsureAsync(_services.GetRequiredService<ICaseLogTransport>(), Database == DatabaseKind.Sqlite, CancellationToken.None);      // as at every start
        await using var db = await _services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var campaign = await db.Campaigns.SingleAsync(c => c.Code == SampleInstallation.Campaign);
        var analyst = await db.Users.FirstAsync(u => u.Role == Role.ExperienceAnalyst);
        _analyst = (await _services.GetRequiredService<ActorQueries>().FindAsync(analyst.Id, null, CancellationToken.None))!;
        var segment = campaign.Schema.Of(SchemaField.Base).First(f => f.Name == WellKnownColumns.Segment);

        _branch = new(campaign.Id) { Filter = FilterTable.Where(FieldCatalog.Branch, "eq", "PIURA", CaseField.Management) };
        _agency = new(campaign.Id) { Filter = FilterTable.Where(campaign.Settings.BranchColumn, "eq", "PIURA") };
        _score = new(campaign.Id) { Filter = FilterTable.Where(FieldCatalog.Score, "lte", 6, CaseField.Management) };
        _unindexed = new(campaign.Id) { Filter = FilterTable.Where(segment.Name, "contains", "zzzz") };
        _search = new(campaign.Id) { Search = "clarid" };
        var middle = await db.Cases.AsNoTracking().Where(c => c.CampaignId == campaign.Id).OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id)
            .Skip(await db.Cases.CountAsync() / 2).Select(c => c.Id).FirstAsync();
        _deep = new(campaign.Id);
        _deep = _deep with { Cursor = await _queries.CursorAsync(_deep, CaseNumber.Of(middle), _analyst, CancellationToken.None) };
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(CleanupAsync());

    private async Task CleanupAsync()
    {
        await _services.DisposeAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
    }

    [Benchmark, BenchmarkCategory("branch, newest 50")]
    public Task<CasePage> BranchAsync() => PageAsync(_branch);

    [Benchmark(Baseline = true), BenchmarkCategory("branch, newest 50")]
    public Task BranchPlainAsync() => PlainAsync("Branch", () => PageAsync(_branch));

    [Benchmark, BenchmarkCategory("indexed base column, newest 50")]
    public Task<CasePage> AgencyAsync() => PageAsync(_agency);

    [Benchmark(Baseline = true), BenchmarkCategory("indexed base column, newest 50")]
    public Task AgencyPlainAsync() => PlainAsync("Agency", () => PageAsync(_agency));

    [Benchmark, BenchmarkCategory("score <= 6, newest 50")]
    public Task<CasePage> ScoreAsync() => PageAsync(_score);

    [Benchmark(Baseline = true), BenchmarkCategory("score <= 6, newest 50")]
    public Task ScorePlainAsync() => PlainAsync("Score", () => PageAsync(_score));

    [Benchmark, BenchmarkCategory("next page at half depth")]
    public Task<CasePage> DeepAsync() => PageAsync(_deep);

    /// <summary>Its floor is the first page: depth must cost nothing.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("next page at half depth")]
    public Task FirstPlainAsync() => PlainAsync("First", () => PageAsync(new(_branch.CampaignId)));

    [Benchmark, BenchmarkCategory("search of six letters")]
    public Task<CasePage> SearchAsync() => PageAsync(_search);

    [Benchmark(Baseline = true), BenchmarkCategory("search of six letters")]
    public Task SearchPlainAsync() => PlainAsync("Search", () => PageAsync(_search));

    /// <summary>A count of its own each time: the console's cache would answer all but the first.</summary>
    [Benchmark, BenchmarkCategory("total count")]
    public Task CountAsync() => Uncached().CountAsync(_score, _analyst, CancellationToken.None);

    [Benchmark(Baseline = true), BenchmarkCategory("total count")]
    public Task CountPlainAsync() => PlainAsync("Count", CountAsync);

    /// <summary>As a job asks, which may take longer than a screen's five seconds.</summary>
    [Benchmark, BenchmarkCategory("unindexed column, nothing found")]
    public Task<List<long>> WalkAsync() => _queries.IdsAsync(_unindexed, 50, TimeSpan.FromMinutes(1), _analyst, CancellationToken.None);

    [Benchmark(Baseline = true), BenchmarkCategory("unindexed column, nothing found")]
    public Task WalkPlainAsync() => PlainAsync("Unindexed", WalkAsync);

    private CaseQueries Uncached() => new(_services.GetRequiredService<IDbContextFactory<OpsDbContext>>(), new(), _services.GetRequiredService<AccessLog>(), TimeProvider.System);

    private Task<CasePage> PageAsync(CaseQuery query) => _queries.PageAsync(query, _analyst, CancellationToken.None);

    /// <summary>The statement is taken from the console once, while it warms up.</summary>
    private async Task PlainAsync(string name, Func<Task> asked)
    {
        if (!_plain.TryGetValue(name, out var plain))
            _plain[name] = plain = await PlainAsync(asked);
        await plain.RunAsync();
    }

    private async Task<Plain> PlainAsync(Func<Task> asked)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        using var log = new StatementLog();
        try
        {
            await asked();
        }
        catch (RefusedException refused)        // too slow here and now: its own benchmark fails, the others go on
        {
            Console.WriteLine($"// refused: {refused.Reasons[0].Code}: {log.Last.Text}");
        }
        return new(db.Database.GetDbConnection().ConnectionString, DbProviderFactories(db), log.Last.Text, log.Last.Values);
    }

    private static DbProviderFactory DbProviderFactories(OpsDbContext db) => System.Data.Common.DbProviderFactories.GetFactory(db.Database.GetDbConnection())!;

    /// <summary>One statement as the console sent it, without the console.</summary>
    private sealed class Plain(string connection, DbProviderFactory factory, string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        public async Task<int> RunAsync()
        {
            await using var open = factory.CreateConnection()!;
            open.ConnectionString = connection;
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
    }

    private sealed class OnDemand : ManualConfig
    {
        public OnDemand()
        {
            var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithUnrollFactor(1);
            AddJob(Slow
                ? job.WithStrategy(RunStrategy.Monitoring).WithInvocationCount(1).WithWarmupCount(1).WithIterationCount(10)
                : job.WithStrategy(RunStrategy.Throughput).WithInvocationCount(100).WithWarmupCount(5).WithIterationCount(15));     // a server runs compiled code: the first hundreds of calls do not
            AddColumn(StatisticColumn.P95);
        }

        /// <summary>Walks of a whole table take seconds each: OPSCONSOLE_BENCH_SLOW=1 with `--filter '*Walk*'`.</summary>
        private static bool Slow => Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_SLOW") == "1";
    }
}
