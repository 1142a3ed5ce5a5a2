using Microsoft.AspNetCore.Identity;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Api;

/// <summary>The real console over a small organisation, asked by programs that are signed in as its people.</summary>
public sealed class ApiTest : IAsyncDisposable
{
    private ApiTest(TestDatabase database, Organisation organisation, TestConsole console) => (Database, Organisation, Console) = (database, organisation, console);

    public TestDatabase Database { get; }

    public Organisation Organisation { get; }

    public TestConsole Console { get; }

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
        var console = await TestConsole.StartAsync(kind, demo: false, database.Clock, new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["Database:ConnectionString"] = database.Connection });
        return new(database, organisation, console);
    }

    public async Task<ApiClient> SignInAsync(Role role, string branch = Organisation.Home) =>
        await ApiClient.SignInAsync(Console.Address, (await Organisation.PersonAsync(role, branch)).Email!);

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Database.DisposeAsync();
    }
}
