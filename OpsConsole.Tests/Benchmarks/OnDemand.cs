using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Single calls, warmed up, with their p95: for what waits on a database.</summary>
internal sealed class OnDemand : ManualConfig
{
    public OnDemand()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(20).WithIterationCount(200));
        AddColumn(StatisticColumn.P95);
    }
}
