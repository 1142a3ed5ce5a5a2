using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>One batch, one transaction: rows, counts and how far the import is. Somebody else's commit in between makes it look again.</summary>
internal abstract class BatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private const int Tries = 10;

    protected DateTime Now => new(Clock.GetUtcNow().UtcDateTime.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    protected IDbContextFactory<OpsDbContext> Contexts { get; } = contexts;

    protected ICaseLogTransport Log { get; } = log;

    protected TimeProvider Clock { get; } = clock;

    /// <param name="rows">How many rows of the file the batch stands for.</param>
    /// <param name="apply">Adds the batch to the context and its counts to the import.</param>
    protected async Task<bool> CommitAsync(ImportRun run, int rows, Func<OpsDbContext, Import, Task> apply, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await Contexts.CreateDbContextAsync(ct);
            var import = await db.Imports.SingleAsync(i => i.Id == run.ImportId, ct);
            if (import.State != ImportState.Running || import.CancelRequested)
                return false;
            if (!await db.IsCurrentAsync(run.Actor, ct))
                throw new FileFaultException("import.rights_lost");
            await apply(db, import);
            import.Total += rows;
            import.LeasedUntil = Clock.GetUtcNow().UtcDateTime + ImportQueue.Lease;
            import.Version++;
            try
            {
                await Log.CommitAsync(db, ct);
                return true;
            }
            catch (DbUpdateException) when (left > 1)   // a case changed, or another import made the same row: decided anew
            {
            }
        }
    }
}
