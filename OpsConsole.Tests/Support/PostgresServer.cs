using Npgsql;

namespace OpsConsole.Tests.Support;

/// <summary>The PostgreSQL that `./test.sh` starts for the run.</summary>
public static class PostgresServer
{
    private static readonly SemaphoreSlim Copying = new(1);

    /// <summary>The server's own connection string. Without a server a test fails, it is never skipped.</summary>
    public static string Server => Environment.GetEnvironmentVariable("OPSCONSOLE_TEST_PG") is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException("There is no PostgreSQL to test on: run ./test.sh, which starts one, or set OPSCONSOLE_TEST_PG to a server's connection string.");

    public static Task<string> CreateEmptyAsync() => CreateAsync("template0");

    /// <summary>A new database, a copy of <paramref name="template"/>; answers its connection string.</summary>
    public static async Task<string> CreateAsync(string template)
    {
        var name = "t_" + Guid.NewGuid().ToString("N");
        await Copying.WaitAsync();
        try
        {
            await ExecuteAsync(Server, $"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }
        return ConnectionTo(name);
    }

    public static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 30 }.ConnectionString;

    public static async Task DropAsync(string connection)
    {
        await using (var own = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(own);
        await ExecuteAsync(Server, $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }
}
