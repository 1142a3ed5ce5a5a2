using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Imports;

/// <summary>One batch, one transaction: rows, counts and how far the import is. Somebody else's commit in between makes it look again.</summary>
internal abstract class BatchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    /// <summary>Each try that fails means that somebody else's batch came in between: an import of the same rows on another node may have many.</summary>
    private const int Tries = 200;

    /// <summary>Adds the batch to the context and its counts to the import; <paramref name="again"/>: what was decided before may no longer hold.</summary>
    protected delegate Task Apply(OpsDbContext db, Import import, bool again);

    protected DateTime Now => Clock.Now();

    protected IDbContextFactory<OpsDbContext> Contexts { get; } = contexts;

    protected ICaseLogTransport Log { get; } = log;

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The rows that are not on disk yet, each with the line of an earlier one of its key.</summary>
    protected static List<ReadRow<T>> Read<T>(ImportRun run, IReadOnlyList<RawRow> rows, Func<RawRow, Parsed<T>> reader, Func<T, string> key) where T : class =>
        Left(run, rows.Select(row =>
        {
            var parsed = reader(row);
            return new ReadRow<T>(row, parsed, parsed.Value is { } value ? run.Seen.FirstLine(key(value), row.Line) : null);
        }));

    /// <summary>Every row is read, so that keys are known, and those are left out that an import which goes on has done already.</summary>
    protected static List<T> Left<T>(ImportRun run, IEnumerable<T> rows)
    {
        var read = rows.ToList();
        var done = Math.Min(run.Done, read.Count);
        run.Done -= done;
        read.RemoveRange(0, done);
        return read;
    }

    /// <summary>Waits for the batch before and starts to write this one: <see cref="ImportRun.Writing"/> ends when it is on disk. False when the import was cancelled.</summary>
    /// <param name="rows">How many rows of the file the batch stands for.</param>
    protected async Task<bool> CommitAsync(ImportRun run, int rows, Apply apply, CancellationToken ct)
    {
        await run.Writing;
        if (run.IsStopped || await AppliedAsync(run, rows, apply, again: false, ct) is not { } db)
            return false;
        run.Writing = Task.Run(() => WriteAsync(run, db, rows, apply, ct), CancellationToken.None);
        return true;
    }

    private async Task WriteAsync(ImportRun run, OpsDbContext? db, int rows, Apply apply, CancellationToken ct)
    {
        for (var left = Tries; db is not null; left--)
        {
            await using (db)
            {
                try
                {
                    await Log.CommitAsync(db, ct, Also(db));
                    return;
                }
                catch (DbUpdateException) when (left > 1)   // a case changed, or another import made the same row: decided anew
                {
                }
            }
            db = await AppliedAsync(run, rows, apply, again: true, ct);
        }

        run.IsStopped = true;
    }

    /// <summary>What belongs to the same transaction beside what the context holds.</summary>
    protected virtual Action<OpsDbContext>? Also(OpsDbContext db) => HolderChanges.Of(db);

    /// <summary>A context with the batch in it; null when the import was cancelled.</summary>
    private async Task<OpsDbContext?> AppliedAsync(ImportRun run, int rows, Apply apply, bool again, CancellationToken ct)
    {
        var db = await Contexts.CreateDbContextAsync(ct);
        var keep = false;
        try
        {
            var import = await db.Imports.SingleAsync(i => i.Id == run.ImportId, ct);
            if (import.State != ImportState.Running || import.CancelRequested)
                return null;
            if (!await db.IsCurrentAsync(run.Actor, ct))
                throw new FileFaultException("import.rights_lost");
            await apply(db, import, again);
            import.Total += rows;
            import.LeasedUntil = Clock.GetUtcNow().UtcDateTime + ImportQueue.Lease;
            import.Version++;
            keep = true;
            return db;
        }
        finally
        {
            if (!keep)
                await db.DisposeAsync();
        }
    }
}
