using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OpsConsole.Tests.Reports;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Issue 5, line 5: a table of 10,000 rows as PDF in at most 10 s, in a process of at most 300 MB. On demand:
/// `dotnet run -c Release --project OpsConsole.Tests -- --filter '*Pdf*'`.</summary>
[Config(typeof(InThisProcess))]
public class PdfBenchmarks
{
    private readonly string _path = Path.GetTempFileName();

    [Params(500, 10_000)]
    public int Rows { get; set; }

    [Benchmark]
    public long Table()
    {
        using var file = File.Create(_path);
        SamplePaper.Draw(file, Rows);
        return file.Length;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Console.WriteLine($"// {Rows} rows: {new FileInfo(_path).Length / 1024} KB, the process at most {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        File.Delete(_path);
    }

    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess()
        {
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(1).WithIterationCount(5).WithInvocationCount(1).WithUnrollFactor(1));
            AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
        }
    }
}
