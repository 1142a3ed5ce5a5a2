using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OpsConsole.Tests.Support;

/// <summary>The console as a process of its own: it can be killed without warning, started again on the same data, and weighed.</summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    public ConsoleProcess(string folder, string database, DatabaseKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        _settings = new(settings ?? new Dictionary<string, string>())
        {
            ["Urls"] = Address,
            ["Demo:Enabled"] = "false",
            ["Storage:Directory"] = folder,
            ["Database:Provider"] = kind == DatabaseKind.Sqlite ? "Sqlite" : "PostgreSQL",
            ["Database:ConnectionString"] = database,
        };
    }

    public string Address { get; }

    public int Id => _process!.Id;

    public string Output => string.Join('\n', _output);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task StartAsync()
    {
        _process = Launch([]);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience;)
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();      // its last words may still be on the way
                throw new InvalidOperationException($"The console ended with code {_process.ExitCode}:\n{Output}");
            }
            if (await AnswersAsync(client))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        throw new TimeoutException($"The console was not ready after {Patience}:\n{Output}");
    }

    /// <summary>Runs one command of the console to its end, e.g. `generate`.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        using var run = Launch(arguments);
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with code {run.ExitCode}:\n{Output}");
    }

    /// <summary>No warning, no flush: what `kill -9` does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }

    private Process Launch(string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(RepositoryRoot.File("OpsConsole.Web", "bin", configuration, "net10.0", "OpsConsole.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in _settings)
            start.Environment[key.Replace(":", "__")] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        while (_output.Count > 200)
            _output.TryDequeue(out var _);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
