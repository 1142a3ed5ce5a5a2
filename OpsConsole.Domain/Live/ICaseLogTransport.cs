using System.Data.Common;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>How a unit of work reaches the disk and wakes the readers of the log: through the one writer on SQLite, under the log's lock and with NOTIFY on PostgreSQL.</summary>
public interface ICaseLogTransport
{
    /// <summary>Seals the log entries, saves everything or nothing, and returns when it is on disk.</summary>
    /// <param name="also">Statements over many rows that belong to the same transaction; they run after what the context holds was written.</param>
    Task CommitAsync(OpsDbContext db, CancellationToken ct, Action<OpsDbContext>? also = null);

    /// <summary>For what is no SaveChanges (index definitions, bulk slices): one transaction where nobody else writes the log. Keep a slice under 50 ms.</summary>
    Task<int> WriteAsync(Func<DbTransaction, int> work, CancellationToken ct);

    /// <summary>Returns when somebody may have committed since the last call, at the latest after the given time.</summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken ct);
}
