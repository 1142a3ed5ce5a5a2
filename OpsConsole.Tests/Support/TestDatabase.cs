using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Tests.Support;

/// <summary>A migrated, empty database of one test with the real desks, queries and write gate over it and a clock that the test moves.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Dictionary<DatabaseKind, Lazy<Task<string>>> Templates = Enum.GetValues<DatabaseKind>()
        .ToDictionary(kind => kind, kind => new Lazy<Task<string>>(() => MakeTemplateAsync(kind)));

    private readonly TemporaryFolder? _folder;
    private readonly string _connection;

    private TestDatabase(DatabaseKind kind, string connection, TemporaryFolder? folder)
    {
        (Kind, _connection, _folder) = (kind, connection, folder);
        Services = Build(kind, connection, Clock);
    }

    public DatabaseKind Kind { get; }

    public string Connection => _connection;

    public FakeClock Clock { get; } = new();

    public ServiceProvider Services { get; }

    public IDbContextFactory<OpsDbContext> Contexts => Get<IDbContextFactory<OpsDbContext>>();

    public ICaseLogTransport Log => Get<ICaseLogTransport>();

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var template = await Templates[kind].Value;
        if (kind == DatabaseKind.PostgreSql)
            return new(kind, await PostgresServer.CreateAsync(template), null);
        var folder = new TemporaryFolder();
        File.Copy(template, folder.File("test.db"));
        return new(kind, SqliteFile(folder.File("test.db")), folder);
    }

    /// <summary>A further node on the same database: the same parts, sharing no memory.</summary>
    public ServiceProvider Another() => Build(Kind, Connection, Clock);

    /// <summary>A desk, a query or whatever else the console registers.</summary>
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The rights of a person as they are stored now.</summary>
    public async Task<Actor> ActorAsync(OpsUser user) =>
        await Get<ActorQueries>().FindAsync(user.Id, null, CancellationToken.None) ?? throw new InvalidOperationException($"{user.Name} may not sign in.");

    /// <summary>Reads or prepares without a desk; <paramref name="work"/> that writes must save by <see cref="CommitAsync"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<OpsDbContext, Task<T>> work)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await work(db);
    }

    public async Task CommitAsync(Action<OpsDbContext> prepare)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        prepare(db);
        await Log.CommitAsync(db, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (Kind == DatabaseKind.PostgreSql)
            await PostgresServer.DropAsync(_connection);
        _folder?.Dispose();
    }

    private static ServiceProvider Build(DatabaseKind kind, string connection, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpsDatabase(kind == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, connection, RepositoryRoot.Path);
        services.AddDomain();
        services.AddSingleton(clock);
        return services.BuildServiceProvider();
    }

    // Migrated once a run; each test works on a copy.
    private static async Task<string> MakeTemplateAsync(DatabaseKind kind)
    {
        var folder = new TemporaryFolder();
        var connection = kind == DatabaseKind.Sqlite ? SqliteFile(folder.File("template.db")) : await PostgresServer.CreateEmptyAsync();
        await using (var services = Build(kind, connection, TimeProvider.System))
            await DatabaseHosting.MigrateAsync(services, CancellationToken.None);
        if (kind == DatabaseKind.Sqlite)
            return folder.File("template.db");
        await using (var last = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(last);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static string SqliteFile(string path) => $"Data Source={path};Pooling=False";
}
