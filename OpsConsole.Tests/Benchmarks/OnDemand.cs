using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Single calls, warmed up, with their p95: for what waits on a database.</summary>
internal class OnDemand : ManualConfig
{
    public OnDemand() : this(20, 200)
    {
    }

    protected OnDemand(int warmups, int calls)
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(warmups).WithIterationCount(calls));
        AddColumn(StatisticColumn.P95);
    }
}

/// <summary>The same with fewer calls: for what takes a good part of a second.</summary>
internal sealed class OnDemandSlow() : OnDemand(3, 30);
