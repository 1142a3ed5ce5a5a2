using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Hosting;

/// <summary>The embedded database: one connection that writes, behind the gate; all others read only (docs/adr/0004).</summary>
public sealed class SqliteDatabase : IDbContextFactory<OpsDbContext>, ICaseLogTransport, IAsyncDisposable
{
    private readonly SemaphoreSlim _committed = new(0, 1);
    private readonly string _reading;
    private readonly string _writing;
    private readonly RightsEpoch _rights;
    private readonly TimeProvider _clock;
    private Lazy<SqliteWriteGate> _gate;
    private Lazy<PooledDbContextFactory<SqliteOps>> _contexts;

    public SqliteDatabase(string connectionString, RightsEpoch rights, TimeProvider clock)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        if (Path.GetDirectoryName(parts.DataSource) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        (_writing, _rights, _clock) = (parts.ConnectionString, rights, clock);
        parts.Mode = SqliteOpenMode.ReadOnly;
        _reading = parts.ConnectionString;
        (_gate, _contexts) = (Gate(), Contexts());
    }

    private Lazy<SqliteWriteGate> Gate() => new(() => new(new SqliteOps(Options(_writing).Options), _clock));

    private Lazy<PooledDbContextFactory<SqliteOps>> Contexts() =>
        new(() => new(Options(_reading).AddInterceptors(new WriteGateInterceptor(_gate.Value), new SqliteInterrupts()).Options, DatabaseHosting.KeptContexts));

    public string FileName => new SqliteConnectionStringBuilder(_writing).DataSource;

    public OpsDbContext CreateDbContext() => _contexts.Value.CreateDbContext().Renewed();

    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = new SqliteOps(Options(_writing).Options);
        try
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", ct);      // left behind by a killed start; nobody else is here
        }
        catch (SqliteException)     // no such table: the first start
        {
        }
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Begins anew with an empty database: only before the console listens.</summary>
    public async Task RemakeAsync(CancellationToken ct)
    {
        await DisposeAsync();
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(FileName + part);
        (_gate, _contexts) = (Gate(), Contexts());
        await MigrateAsync(ct);
    }

    public async Task CommitAsync(OpsDbContext db, CancellationToken ct, Action<OpsDbContext>? also = null)
    {
        await (also is null ? db.SaveChangesAsync(ct) : _gate.Value.SaveAsync(db, ct, also));
        if (db.TouchesRights)
            _rights.Rise();
        Wake();
    }

    public async Task<int> WriteAsync(Func<DbTransaction, int> work, CancellationToken ct)
    {
        var rows = await _gate.Value.RunAsync(work, ct);
        Wake();
        return rows;
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await _committed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gate.IsValueCreated)
            await _gate.Value.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(_reading));
        SqliteConnection.ClearPool(new SqliteConnection(_writing));
    }

    private void Wake()
    {
        lock (_committed)
            if (_committed.CurrentCount == 0)
                _committed.Release();
    }

    private static DbContextOptionsBuilder<SqliteOps> Options(string connection) =>
        new DbContextOptionsBuilder<SqliteOps>().UseSqlite(connection).ConfigureLoggingCacheTime(TimeSpan.Zero).AddInterceptors(new Pragmas());

    /// <summary>Five seconds of patience, foreign keys, and no functions smuggled in by a schema.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Sql = "PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-512;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
