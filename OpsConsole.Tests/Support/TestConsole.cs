using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace OpsConsole.Tests.Support;

/// <summary>The real console on a free port of Kestrel, with a folder and a database of its own.</summary>
public sealed class TestConsole : WebApplicationFactory<Program>
{
    public const string DemoPassword = "Demo-2026!";

    private readonly Dictionary<string, string> _settings = [];
    private readonly TimeProvider? _clock;
    private readonly TemporaryFolder _folder = new();

    private TestConsole(TimeProvider? clock) => _clock = clock;

    /// <summary>Where the console listens, without a closing slash.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public string Folder => _folder.Path;

    /// <param name="kind">The database that the console works on; it starts empty.</param>
    /// <param name="demo">Whether the demo organisation is made.</param>
    /// <param name="clock">Moves the console's time; the machine's clock without it.</param>
    /// <param name="settings">Further keys of the configuration.</param>
    public static async Task<TestConsole> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite,
        bool demo = true,
        TimeProvider? clock = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var console = new TestConsole(clock);
        console._settings["Urls"] = "http://127.0.0.1:0";
        console._settings["Storage:Directory"] = console.Folder;
        console._settings["Database:Provider"] = kind == DatabaseKind.Sqlite ? "Sqlite" : "PostgreSQL";
        console._settings["Database:ConnectionString"] = kind == DatabaseKind.Sqlite
            ? $"Data Source={Path.Combine(console.Folder, "console.db")}"
            : await PostgresServer.CreateEmptyAsync();
        console._settings["Demo:Enabled"] = demo ? "true" : "false";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            console._settings[key] = value;
        console.UseKestrel(0);
        console.StartServer();
        return console;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development").UseContentRoot(RepositoryRoot.Path).UseStaticWebAssets();
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        if (_clock is not null)
            builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
