using System.Collections.Concurrent;
using OpsConsole.Domain.Demo;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Demo;

/// <summary>One demo a database kind for all who only read it: making one takes seconds.</summary>
public sealed class MadeDemos : IAsyncLifetime
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestDatabase>>> _made = new();

    public Task<TestDatabase> GetAsync(DatabaseKind kind) => _made.GetOrAdd(kind, key => new(() => MakeAsync(key))).Value;

    public static async Task<TestDatabase> MakeAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await database.Get<DemoDesk>().BuildAsync(CancellationToken.None);
        return database;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var made in _made.Values)
            await (await made.Value).DisposeAsync();
    }
}
