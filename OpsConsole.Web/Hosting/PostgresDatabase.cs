using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Hosting;

/// <summary>PostgreSQL: commits that write the log take one lock, so that sequence order is commit order, and NOTIFY wakes every node when they commit.</summary>
public sealed class PostgresDatabase : IDbContextFactory<OpsDbContext>, ICaseLogTransport, IAsyncDisposable
{
    private const string Lock = "SELECT pg_advisory_xact_lock(7235141)", Notify = "SELECT pg_notify('opsconsole_log', '')", Listen = "LISTEN opsconsole_log";
    private readonly RightsEpoch _rights;
    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions<PgOps> _options;
    private readonly PooledDbContextFactory<PgOps> _contexts;
    private readonly Lazy<SliceWriter> _slices;
    private NpgsqlConnection? _listener;

    public PostgresDatabase(string connectionString, RightsEpoch rights)
    {
        _rights = rights;
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (parts.KeepAlive == 0)
            parts.KeepAlive = 30;       // a listener whose peer went silently away must notice
        _source = NpgsqlDataSource.Create(parts.ConnectionString);
        _options = new DbContextOptionsBuilder<PgOps>().UseNpgsql(_source).ConfigureLoggingCacheTime(TimeSpan.Zero).Options;
        _contexts = new(_options, DatabaseHosting.KeptContexts);
        _slices = new(() =>
        {
            using var db = new PgOps(_options);
            return new(db.Model);
        });
    }

    public OpsDbContext CreateDbContext() => _contexts.CreateDbContext().Renewed();

    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = new PgOps(_options);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Begins anew with an empty database: only before the console listens. Nothing but the console's own tables goes: others may keep theirs in the same database.</summary>
    public async Task RemakeAsync(CancellationToken ct)
    {
        List<string> tables = ["\"__EFMigrationsHistory\""];
        await using (var db = new PgOps(_options))
            tables.AddRange(db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Select(t => $"\"{t}\""));
        await using (var connection = await _source.OpenConnectionAsync(ct))
            await new NpgsqlCommand($"DROP TABLE IF EXISTS {string.Join(", ", tables)}; DROP FUNCTION IF EXISTS ops_log_only_grows(), ops_total_insert(), ops_total_update(), ops_total_delete()", connection).ExecuteNonQueryAsync(ct);
        _source.Clear();
        await MigrateAsync(ct);
    }

    public async Task CommitAsync(OpsDbContext db, CancellationToken ct, Action<OpsDbContext>? also = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(Lock, ct);
        LogChain.Seal(db);
        await db.SaveChangesAsync(ct);
        _slices.Value.Save(transaction.GetDbTransaction(), db.NewCases);
        also?.Invoke(db);
        await db.Database.ExecuteSqlRawAsync(Notify, ct);
        await transaction.CommitAsync(CancellationToken.None);      // no cancelling between "saved" and "said"
        db.NewCases.Clear();
        if (db.TouchesRights)
            _rights.Rise();
    }

    public async Task<int> WriteAsync(Func<DbTransaction, int> work, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new NpgsqlCommand(Lock, connection, transaction).ExecuteNonQueryAsync(ct);
        var rows = work(transaction);
        await new NpgsqlCommand(Notify, connection, transaction).ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return rows;
    }

    /// <summary>Throws when the listener was lost: the pump then reads again and opens another.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            if (_listener is null)
            {
                _listener = await _source.OpenConnectionAsync(ct);
                await new NpgsqlCommand(Listen, _listener).ExecuteNonQueryAsync(ct);
                return;     // what was committed before we listened is read now
            }
            await _listener.WaitAsync(atMost, ct);
        }
        catch (Exception) when (_listener is not null)
        {
            await _listener.DisposeAsync();
            _listener = null;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await _listener.DisposeAsync();
        await _source.DisposeAsync();
    }
}
