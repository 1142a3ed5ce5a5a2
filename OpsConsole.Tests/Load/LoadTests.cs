using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.Json;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Load;

/// <summary>Live at size (promise F11): real circuits on the grid while cases change. `Load/full.sh` runs it at full size against the aims; otherwise it is small and the limits are three times the aims.</summary>
[Collection(Alone.Name)]
public sealed class LoadTests(ITestOutputHelper log)
{
    /// <summary>OPSCONSOLE_LOAD=full, or cases, circuits and changes to look for what costs how much: 4000,1,500.</summary>
    private static readonly string[] Size = Environment.GetEnvironmentVariable("OPSCONSOLE_LOAD")?.Split(',') ?? [];

    private static readonly string[] Branches = SampleInstallation.Branches;

    private static readonly object[] Readers =
    [
        .. Branches.Select(branch => new { email = $"jp.{branch.ToLowerInvariant()}@demo.example", branches = new[] { branch } }),
        new { email = "supervisor.norte@demo.example", branches = Branches[..2] },
        new { email = "supervisor.sur@demo.example", branches = Branches[2..] },
        new { email = "agente1.piura@demo.example", branches = Branches[..1] },
        new { email = "agente1.arequipa@demo.example", branches = Branches[2..3] },
        new { email = "experiencia@demo.example" },
    ];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Limits:SignInsPerMinute"] = "100000",
        ["Limits:RequestsPerMinute"] = "1000000",
    };

    [Fact]
    public async Task Every_window_is_right_soon_after_the_last_change_and_none_is_sent_another_branch()
    {
        var (cases, circuits, changes, slack) = Size is ["full"] ? (200_000, 200, 1_000, 1) : Size is [var a, var b, var c] ? (Count(a), Count(b), Count(c), 1_000) : (4_000, 40, 200, 3);
        var people = Branches.SelectMany(branch => Enumerable.Range(1, 100).Select(i => SampleInstallation.Person($"Carga {branch} {i} Fin", Role.ExperienceAnalyst, FakeClock.Start))).ToList();
        await using var stored = await StoredConsole.CreateAsync(DatabaseKind.Sqlite, cases: 0, people);
        await using (var maker = stored.Process(Settings))
            await maker.RunAsync("generate", "--campaign", SampleInstallation.Campaign, "--cases", cases.ToString(CultureInfo.InvariantCulture), "--seed", "1");
        await using var console = stored.Process(Settings);
        await console.StartAsync();

        var report = await MeasureAsync(console.Id, new
        {
            @base = console.Address,
            pid = console.Id,
            circuits,
            changes,
            readers = Readers,
            people = people.GroupBy(person => person.Name.Split(' ')[1]).ToDictionary(branch => branch.Key, branch => branch.Select(person => new { email = person.Email, name = person.Name })),
        });

        log.WriteLine(report.ToString());
        Console.WriteLine($"load, {cases} cases: {report}");
        Assert.Equal(circuits, Number(report, "circuits"));
        Assert.Empty(report.GetProperty("leaks").EnumerateArray());
        Assert.Empty(report.GetProperty("closed").EnumerateArray());
        Assert.Equal(0, Number(report, "wrongWindows"));
        Assert.True(Number(report, "windowsWithChanges") > circuits / 2, "too few windows show what is changed");
        Assert.InRange(Number(report, "tookMs"), 0, 5_000 * slack);        // they are offered within four and a half seconds
        Assert.InRange(Number(report, "lagP95"), 0, 1_000 * slack);
        Assert.InRange(Number(report, "batchesPerSecondMax"), 0, 4 * slack);
        Assert.InRange(Number(report, "heapKbPerCircuit"), 1, 400 * slack);
    }

    private static int Count(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(JsonElement report, string name) => report.GetProperty(name).GetDouble();

    private static async Task<JsonElement> MeasureAsync(int server, object plan)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = RepositoryRoot.File("OpsConsole.Tests", "Load"), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("circuit-load.mjs");
        start.ArgumentList.Add(JsonSerializer.Serialize(plan));
        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        var last = "";
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
            if (line != "collect")
                continue;
            await node.StandardInput.WriteLineAsync((await CollectAsync(server)).ToString(CultureInfo.InvariantCulture));
            await node.StandardInput.FlushAsync();
        }
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, last + await error);
        return JsonElement.Parse(last);
    }

    /// <summary>Bytes of the server's heap after a full collection, which it is told to make twice: what the first one finalises goes with the second.</summary>
    private static async Task<long> CollectAsync(int server)
    {
        const long collectAndTell = 0x800000 | 0x1;
        var heap = 0L;
        for (var i = 0; i < 2; i++)
        {
            using var session = new DiagnosticsClient(server).StartEventPipeSession(
                [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, collectAndTell)], requestRundown: false);
            using var source = new EventPipeEventSource(session.EventStream);
            var told = new TaskCompletionSource();
            source.Clr.GCHeapStats += stats =>
            {
                heap = stats.TotalHeapSize;
                told.TrySetResult();
            };
            var reading = Task.Run(source.Process);
            await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
            session.Stop();
            await reading;
        }
        return heap;
    }
}
