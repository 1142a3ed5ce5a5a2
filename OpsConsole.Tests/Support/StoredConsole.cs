using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Tests.Support;

/// <summary>A database that outlives the processes working on it, and is looked at by plain SQL.</summary>
public sealed class StoredConsole : IAsyncDisposable
{
    private readonly DatabaseKind _kind;
    private readonly TemporaryFolder _folder = new();

    private StoredConsole(DatabaseKind kind, string? postgres) => (_kind, Connection) = (kind, postgres ?? $"Data Source={_folder.File("console.db")}");

    public string Connection { get; }

    /// <summary>Where its processes keep their files.</summary>
    public string Folder => _folder.Path;

    public DatabaseKind Kind => _kind;

    /// <summary>A migrated database with a <see cref="SampleInstallation"/> in it.</summary>
    public static async Task<StoredConsole> CreateAsync(DatabaseKind kind, int cases, IEnumerable<OpsUser>? further = null)
    {
        var made = new StoredConsole(kind, kind == DatabaseKind.PostgreSql ? await PostgresServer.CreateEmptyAsync() : null);
        var services = new ServiceCollection();
        services.AddOpsDatabase(kind == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, made.Connection, made._folder.Path);
        services.AddSingleton<SampleInstallation>();
        await using var provider = services.BuildServiceProvider();
        await DatabaseHosting.MigrateAsync(provider, CancellationToken.None);
        await provider.GetRequiredService<SampleInstallation>().FillAsync(cases, seed: 1, further ?? []);
        return made;
    }

    public ConsoleProcess Process(IReadOnlyDictionary<string, string>? settings = null) => new(_folder.Path, Connection, _kind, settings);

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

    /// <summary>Every note of the log: case number and text.</summary>
    public async Task<HashSet<(string Number, string Text)>> NotesAsync() =>
        [.. await RowsAsync("""SELECT "CaseId", "Data" FROM "CaseEvents" WHERE "Type" = 'note'""", row =>
            ((row.GetInt64(0) + 100_000).ToString(), System.Text.Json.JsonElement.Parse(row.GetString(1)).GetProperty("text").GetString()!))];

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
        _folder.Dispose();
    }
}
