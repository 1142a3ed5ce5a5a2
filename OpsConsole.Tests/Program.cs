using BenchmarkDotNet.Running;

namespace OpsConsole.Tests;

/// <summary>`dotnet test` runs the tests; `dotnet run -c Release --project OpsConsole.Tests -- --filter '*'` the benchmarks.</summary>
internal static class BenchmarkProgram
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args);
}
