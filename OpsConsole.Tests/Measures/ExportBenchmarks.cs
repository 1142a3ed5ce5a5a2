using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Hosting.Generate;
using OpsConsole.Web.Resources;

namespace OpsConsole.Tests.Measures;

/// <summary>Issue 3, line 3: 200,000 rows to CSV in 4 s (50,000 a second), to XLSX in 10 s (20,000 a second). On demand, on a quiet machine:
/// `dotnet run -c Release --project OpsConsole.Tests -- --filter '*Export*'`.</summary>
[Config(typeof(InThisProcess))]
public class ExportBenchmarks
{
    private const int Rows = 200_000;

    private TestDatabase _database = null!;
    private Campaign _campaign = null!;
    private Actor _analyst = null!;
    private ServiceProvider _words = null!;

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void SetUp() => Task.WaitAll(SetUpAsync());

    private async Task SetUpAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(_database);
        _analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var generate = new GenerateCommand(_database.Contexts, _database.Log, _database.Clock);
        if (await generate.RunAsync([GenerateCommand.Verb, "--campaign", organisation.Campaign.Code, "--cases", $"{Rows}"], Console.WriteLine, CancellationToken.None) is { } refusal)
            throw new InvalidOperationException(refusal);
        _campaign = await _database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync());
        _words = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
    }

    [Benchmark]
    public Task Csv() => WriteAsync(ExportJob.Csv);

    [Benchmark]
    public Task Xlsx() => WriteAsync(ExportJob.Xlsx);

    [GlobalCleanup]
    public void CleanUp() => Task.WaitAll(CleanUpAsync());

    private async Task CleanUpAsync()
    {
        await _words.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task WriteAsync(string format)
    {
        var writer = new ExportWriter(_database.Get<CaseQueries>(), _database.Get<ExportQueries>(), new FieldLabels(_words.GetRequiredService<IStringLocalizer<FieldTexts>>()), _words.GetRequiredService<IStringLocalizer<ControlTexts>>(), Microsoft.Extensions.Options.Options.Create(new ExportOptions()), _database.Clock);
        var plan = ExportPlan.Of(new(_campaign.Id), [new(CaseField.Management, FieldCatalog.Number), new(CaseField.Management, FieldCatalog.State), new(CaseField.Management, FieldCatalog.Due),
            new(SchemaField.Base, WellKnownColumns.CustomerName), new(CaseField.Management, FieldCatalog.Branch), new(CaseField.Management, FieldCatalog.Score), new(SchemaField.Base, WellKnownColumns.Segment),
            new(CaseField.Management, FieldCatalog.Responsible), new(SchemaField.Meta, WellKnownColumns.Channel), new(SchemaField.Meta, FieldCatalog.SurveyTime)]);
        var job = new ExportJob { Id = "benchmark", Format = format, Plan = OpsConsole.Domain.Data.Json.Write(plan), FileName = "f", Language = "es" };
        var path = Path.GetTempFileName();
        var progress = new JobProgress();
        await using (var file = File.Create(path))
            await writer.WriteAsync(job, _campaign, file, _analyst, progress, CancellationToken.None);
        File.Delete(path);
        if (progress.Rows != Rows)
            throw new InvalidOperationException($"{progress.Rows} rows");
    }

    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess()
        {
            AddJob(BenchmarkDotNet.Jobs.Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1));
            AddColumn(StatisticColumn.P95);
            AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
        }
    }
}
