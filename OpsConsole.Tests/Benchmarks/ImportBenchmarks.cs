using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>A file of survey answers taken in as the console does, beside the same cases and log entries written without reading, deciding or checking anything: issue 3, line 3.
/// Into an empty campaign, or, with OPSCONSOLE_BENCH_SQLITE or _POSTGRESQL, into the database named there, which keeps the rows: name a copy.</summary>
[Config(typeof(OnDemand))]
public class ImportBenchmarks
{
    private readonly TemporaryFolder _folder = new();
    private StoredConsole? _stored;
    private ServiceProvider? _services;
    private IDbContextFactory<OpsDbContext> _contexts = null!;
    private Campaign _campaign = null!;
    private List<Branch> _branches = null!;
    private Actor _analyst = null!;
    private SliceWriter _plain = null!;
    private string _import = null!, _file = null!;
    private List<Case> _cases = null!;
    private int _series;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    private static int Rows => int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_ROWS") ?? "50000", CultureInfo.InvariantCulture);

    private string? Named => Environment.GetEnvironmentVariable($"OPSCONSOLE_BENCH_{Database.ToString().ToUpperInvariant()}");

    private async Task OpenAsync()
    {
        if (Named is not { } connection)
        {
            _stored = await StoredConsole.CreateAsync(Database, cases: 0);
            connection = _stored.Connection;
        }
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpsDatabase(Database == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, connection, RepositoryRoot.Path);
        services.AddDomain();
        services.AddSingleton(TimeProvider.System);
        _services = services.BuildServiceProvider();
        _contexts = _services.GetRequiredService<IDbContextFactory<OpsDbContext>>();
        var log = _services.GetRequiredService<ICaseLogTransport>();
        await using var db = await _contexts.CreateDbContextAsync();
        _campaign = await db.Campaigns.SingleAsync(c => c.Code == SampleInstallation.Campaign);
        _campaign.Schema = InventedSurveys.Prepare(_campaign.Schema);
        _campaign.Version++;
        await log.CommitAsync(db, CancellationToken.None);
        await FieldIndexing.EnsureAsync(log, Database == DatabaseKind.Sqlite, CancellationToken.None);
        _branches = await db.Branches.AsNoTracking().Where(b => b.IsActive).ToListAsync();
        var analyst = await db.Users.FirstAsync(u => u.Role == Role.ExperienceAnalyst);
        _analyst = (await _services.GetRequiredService<ActorQueries>().FindAsync(analyst.Id, null, CancellationToken.None))!;
        _plain = new(db.Model);
        (_file, _series) = (_folder.File("answers.csv"), Math.Max(_series, await db.Imports.CountAsync()));
    }

    /// <summary>An empty campaign is one without the rows of the iteration before. In a named database other keys each time, so that every row is a new case.
    /// What is measured begins when the file lies in storage. (The in-process toolchain does not wait for a setup that is a task.)</summary>
    [IterationSetup]
    public void Prepare() => Task.WaitAll(PrepareAsync());

    private async Task PrepareAsync()
    {
        if (Named is null || _services is null)
        {
            await CloseAsync();
            await OpenAsync();
        }
        var contents = Contents(string.Create(CultureInfo.InvariantCulture, $"B{Environment.ProcessId}-{++_series}-")).ToList();
        await File.WriteAllLinesAsync(_file, contents.Select(c => Line(_campaign.Schema.Fields.Select(f => c.Values.TryGetValue(f.Key, out var value) ? value.Raw : ""))).Prepend(Line(_campaign.Schema.Fields.Select(f => f.Name))), Encoding.UTF8);
        var received = await _services!.GetRequiredService<ImportDesk>().ReceiveAsync(_campaign.Code, new(ImportKind.Responses, "answers.csv", _file, new(null, false, false)), _analyst, CancellationToken.None);
        _import = ((Outcome.Done)received).Id!;
        _cases = [.. Contents(string.Create(CultureInfo.InvariantCulture, $"P{Environment.ProcessId}-{_series}-")).Select(c => Case.Create(_campaign, c, null, null, TimeProvider.System.GetUtcNow().UtcDateTime, TimeProvider.System))];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Task.WaitAll(CloseAsync());
        _folder.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
        (_services, _stored) = (null, null);
    }

    [Benchmark]
    public void Import() => Task.WaitAll(ImportAsync());

    private async Task ImportAsync()
    {
        await _services!.GetRequiredService<ImportRunDesk>().RunAsync(_import, (mapping, ct) => TableFile.OpenAsync(_file, mapping, new(), ct), _analyst, CancellationToken.None);
        await using var db = await _contexts.CreateDbContextAsync();
        var done = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == _import);
        if (done is not { State: ImportState.Completed } || done.Created != Rows)
            throw new InvalidOperationException($"{done.State}, {done.Created} of {Rows}, {done.Fault}");
    }

    /// <summary>The floor: as many rows into the same tables, indexes and search, by prepared statements or COPY, as many a transaction.</summary>
    [Benchmark(Baseline = true)]
    public void Plain() => Task.WaitAll(PlainAsync());

    private async Task PlainAsync()
    {
        foreach (var slice in _cases.Chunk(ImportRunDesk.BatchSize))
            await _services!.GetRequiredService<ICaseLogTransport>().WriteAsync(transaction => _plain.Write(transaction, slice), CancellationToken.None);
    }

    private IEnumerable<CaseContent> Contents(string prefix)
    {
        var random = new Random(_series);
        var surveys = new InventedSurveys(_campaign, CampaignTime.Of(_campaign, TimeProvider.System), random, prefix);
        for (var i = 0; i < Rows; i++)
            yield return surveys.Make(i + 1, _branches[i % _branches.Count], TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-random.Next(7 * 3600, 180 * 86_400)), surveys.AnyScore(), surveys.AnyTopic());
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\r\n") ? $"\"{c.Replace("\"", "\"\"")}\"" : c));

    private sealed class OnDemand : ManualConfig
    {
        public OnDemand() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(1).WithIterationCount(5));
    }
}
