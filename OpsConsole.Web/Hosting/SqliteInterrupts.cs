using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpsConsole.Domain.Data;
using SQLitePCL;

namespace OpsConsole.Web.Hosting;

/// <summary>SQLite's provider looks at a token only before it starts: this one stops a statement that is running. Only where the context asks for it, since whoever waits then gets SQLite's error instead of a cancellation.</summary>
internal sealed class SqliteInterrupts : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenRegistration> _running = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OpsDbContext { StopsWhenCancelled: true } && command.Connection is SqliteConnection { Handle: { } handle })
            _running[eventData.CommandId] = cancellationToken.Register(() => raw.sqlite3_interrupt(handle));
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        End(eventData.CommandId);
        return result;
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.CommandId);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.CommandId);
        return Task.CompletedTask;
    }

    /// <summary>Waits for an interrupt that is just being sent: the next statement on this connection must not get it.</summary>
    private void End(Guid command)
    {
        if (_running.TryRemove(command, out var registration))
            registration.Dispose();
    }
}
