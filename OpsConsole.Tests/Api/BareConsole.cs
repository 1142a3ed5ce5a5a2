using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>A console without demo, with its first administrator and whoever a test hires.</summary>
public sealed class BareConsole : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.test", Password = "clave-larga";

    private static readonly CancellationToken None = CancellationToken.None;
    private int _hired;

    public TestConsole Console { get; private set; } = null!;

    public async Task InitializeAsync() => Console = await TestConsole.StartAsync(demo: false, settings: new Dictionary<string, string>
    {
        ["Setup:AdminEmail"] = AdminEmail,
        ["Setup:AdminPassword"] = Password,
        ["Limits:SignInsPerMinute"] = "1000",
        ["Limits:SignInTries"] = "3",
    });

    public T Get<T>() where T : notnull => Console.Services.GetRequiredService<T>();

    public async Task<Actor> AdminAsync() => (await Get<ActorQueries>().FindAsync(1, null, None))!;

    /// <summary>An analyst with an address of its own.</summary>
    public async Task<(int Id, string Email)> HireAsync()
    {
        var email = $"ana{Interlocked.Increment(ref _hired)}@example.test";
        var done = Assert.IsAssignableFrom<Outcome.Done>(await Get<PeopleDesk>().CreateAsync(new() { Name = "Ana", Email = email, Role = Role.ExperienceAnalyst }, Password, await AdminAsync(), None));
        return (int.Parse(done.Id!), email);
    }

    public async Task DisposeAsync() => await Console.DisposeAsync();
}
