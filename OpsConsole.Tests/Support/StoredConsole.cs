using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Tests.Support;

/// <summary>A database with the demo organisation that outlives the processes working on it, and is looked at by plain SQL.</summary>
public sealed class StoredConsole : IAsyncDisposable
{
    private static readonly Dictionary<DatabaseKind, Lazy<Task<string>>> Demos = Enum.GetValues<DatabaseKind>()
        .ToDictionary(kind => kind, kind => new Lazy<Task<string>>(() => MakeDemoAsync(kind)));

    private readonly DatabaseKind _kind;
    private readonly TemporaryFolder _folder;

    private StoredConsole(DatabaseKind kind, TemporaryFolder folder, string connection) => (_kind, _folder, Connection) = (kind, folder, connection);

    public string Connection { get; }

    public static async Task<StoredConsole> CreateAsync(DatabaseKind kind, TemporaryFolder folder)
    {
        var demo = await Demos[kind].Value;
        if (kind == DatabaseKind.PostgreSql)
            return new(kind, folder, await PostgresServer.CreateAsync(demo));
        File.Copy(demo, folder.File("console.db"));
        return new(kind, folder, SqliteFile(folder.File("console.db")));
    }

    public ConsoleProcess Process(IReadOnlyDictionary<string, string>? settings = null) => new(_folder.Path, Connection, _kind, settings);

    /// <summary>Adds people while no console runs, through the same gate.</summary>
    public async Task<IReadOnlyList<OpsUser>> AddAsync(IEnumerable<OpsUser> people)
    {
        var added = people.ToList();
        var services = new ServiceCollection();
        services.AddOpsDatabase(_kind == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, Connection, _folder.Path);
        await using var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        db.Users.AddRange(added);
        await provider.GetRequiredService<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        return added;
    }

    /// <summary>"ok", or what SQLite finds wrong with its file; PostgreSQL looks after its own.</summary>
    public async Task<string> IntegrityAsync() =>
        _kind == DatabaseKind.PostgreSql ? "ok" : (await RowsAsync("PRAGMA integrity_check", row => row.GetString(0)))[0];

    /// <summary>Cases that do not agree with their own log, and log entries that do not follow each other.</summary>
    public async Task<IReadOnlyList<string>> HalfChangesAsync()
    {
        const string unequal = """
            SELECT c."Id", c."Version", (SELECT COUNT(*) FROM "CaseEvents" e WHERE e."CaseId" = c."Id"),
                   (SELECT MAX(e."Version") FROM "CaseEvents" e WHERE e."CaseId" = c."Id"),
                   c."AttemptCount", (SELECT COUNT(*) FROM "Attempts" a WHERE a."CaseId" = c."Id") FROM "Cases" c
            """;
        var cases = await RowsAsync(unequal, row => (Id: row.GetInt64(0), Version: row.GetInt64(1), Count: row.GetInt64(2), Last: row.GetInt64(3), Attempts: row.GetInt64(4), Stored: row.GetInt64(5)));
        var chain = await RowsAsync("""SELECT "Sequence", "PrevHash", "Hash" FROM "CaseEvents" ORDER BY "Sequence" """, row => (Sequence: row.GetInt64(0), Prev: row.GetString(1), Hash: row.GetString(2)));
        return
        [
            .. cases.Where(c => c.Version != c.Last || c.Version != c.Count || c.Attempts != c.Stored).Select(c => c.ToString()),
            .. chain.Zip(chain.Skip(1)).Where(pair => pair.Second.Prev != pair.First.Hash || pair.Second.Sequence != pair.First.Sequence + 1).Select(pair => $"log entry {pair.Second.Sequence}"),
        ];
    }

    /// <summary>Every note of the log: case number, version that it made, text.</summary>
    public async Task<HashSet<(string Number, long Version, string Text)>> NotesAsync() =>
        [.. await RowsAsync("""SELECT "CaseId", "Version", "Data" FROM "CaseEvents" WHERE "Type" = 'note'""", row =>
            ((row.GetInt64(0) + 100_000).ToString(), row.GetInt64(1), System.Text.Json.JsonElement.Parse(row.GetString(2)).GetProperty("text").GetString()!))];

    public async Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using DbConnection connection = _kind == DatabaseKind.Sqlite
            ? new SqliteConnection(Connection + ";Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection(Connection + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_kind == DatabaseKind.PostgreSql)
            await PostgresServer.DropAsync(Connection);
    }

    // Made once a run by a console of its own; later ones start from a copy.
    private static async Task<string> MakeDemoAsync(DatabaseKind kind)
    {
        var folder = new TemporaryFolder();
        var file = folder.File("demo.db");
        var connection = kind == DatabaseKind.Sqlite ? SqliteFile(file) : await PostgresServer.CreateEmptyAsync();
        await using (var console = new ConsoleProcess(folder.Path, connection, kind, new Dictionary<string, string> { ["Demo:Enabled"] = "true" }))
            await console.StartAsync();
        if (kind == DatabaseKind.PostgreSql)
            return new NpgsqlConnectionStringBuilder(connection).Database!;
        await using var whole = new SqliteConnection(connection + ";Pooling=False");
        await whole.OpenAsync();
        await using var checkpoint = whole.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        return file;
    }

    private static string SqliteFile(string path) => $"Data Source={path}";
}
