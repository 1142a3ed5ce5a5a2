using Microsoft.AspNetCore.Identity;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Api;

/// <summary>The real console over a small organisation, asked by programs that are signed in as its people.</summary>
public sealed class ApiTest : IAsyncDisposable
{
    private readonly DatabaseKind _kind;
    private readonly Dictionary<string, string> _settings;
    private readonly TemporaryFolder _storage = new();

    private ApiTest(DatabaseKind kind, TestDatabase database, Organisation organisation, IReadOnlyDictionary<string, string>? settings)
    {
        (_kind, Database, Organisation) = (kind, database, organisation);
        _settings = new(settings ?? new Dictionary<string, string>()) { ["Database:ConnectionString"] = database.Connection, ["Storage:Directory"] = _storage.Path };
    }

    public TestDatabase Database { get; }

    public Organisation Organisation { get; }

    public TestConsole Console { get; private set; } = null!;

    /// <summary>Where the console keeps its files; a restart finds them again.</summary>
    public string Storage => _storage.Path;

    /// <param name="prepare">What is stored before the console starts; from then on only the console writes.</param>
    /// <param name="settings">Further keys of the configuration.</param>
    public static async Task<ApiTest> StartAsync(DatabaseKind kind, Func<TestDatabase, Organisation, Task> prepare, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        foreach (var role in Enum.GetValues<Role>())
            await organisation.PersonAsync(role);
        await organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        await prepare(database, organisation);
        await database.CommitAsync(db =>
        {
            foreach (var user in db.Users)
                (user.PasswordHash, user.SecurityStamp, user.LockoutEnabled) = (new PasswordHasher<OpsUser>().HashPassword(user, TestConsole.DemoPassword), "stamp", true);
        });
        var api = new ApiTest(kind, database, organisation, settings);
        await api.StartAsync();
        return api;
    }

    public async Task<ApiClient> SignInAsync(Role role, string branch = Organisation.Home) =>
        await ApiClient.SignInAsync(Console.Address, (await Organisation.PersonAsync(role, branch)).Email!);

    /// <summary>The console again, on the database and the files that the former one left.</summary>
    public async Task StartAsync() => Console = await TestConsole.StartAsync(_kind, demo: false, Database.Clock, _settings);

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Database.DisposeAsync();
        _storage.Dispose();
    }
}
