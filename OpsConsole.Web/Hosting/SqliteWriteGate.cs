using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>The one connection that writes to SQLite. Work is taken in order of arrival; what waits together commits together,
/// and nobody is told before the commit is on disk. Every other connection is read-only.</summary>
public sealed class SqliteWriteGate : IAsyncDisposable
{
    private const int GroupSize = 64, CheckpointRows = 8_000;       // at some three pages each: a WAL of about 100 MB, a pause of some 100 ms
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private readonly Channel<Job> _queue = Channel.CreateBounded<Job>(new BoundedChannelOptions(4_096) { SingleReader = true });
    private readonly OpsDbContext _owner;
    private readonly SqliteConnection _writer;
    private readonly SliceWriter _slices;
    private readonly TimeProvider _clock;
    private readonly Task _loop;

    /// <param name="owner">A context on the read-write connection string; EF prepares that connection as it does its own.</param>
    public SqliteWriteGate(OpsDbContext owner, TimeProvider clock)
    {
        _clock = clock;
        _owner = owner;
        owner.Database.OpenConnection();
        _writer = (SqliteConnection)owner.Database.GetDbConnection();
        _slices = new(owner.Model);
        Execute("PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0; PRAGMA trusted_schema=OFF;");
        _loop = Task.Run(RunAsync);
    }

    public Task<int> SaveAsync(OpsDbContext db, CancellationToken ct, Action<OpsDbContext>? also = null) => EnqueueAsync(new Save(this, db, also), ct);

    /// <summary>For what is no SaveChanges: index definitions, a slice of an import. Keep a slice under 50 ms.</summary>
    public Task<int> RunAsync(Func<DbTransaction, int> work, CancellationToken ct) => EnqueueAsync(new Raw(work), ct);

    private async Task<int> EnqueueAsync(Job job, CancellationToken ct)
    {
        await _queue.Writer.WriteAsync(job, ct);
        return await job.Done.Task;             // once in the queue it will be done: no cancelling between "saved" and "said"
    }

    private async Task RunAsync()
    {
        var written = 0;
        while (await MoreAsync(written > 0))
        {
            if (written >= CheckpointRows)
                written = Checkpoint();
            var group = new List<Job>(GroupSize);
            try
            {
                using var transaction = _writer.BeginTransaction(deferred: false);      // BEGIN IMMEDIATE
                while (group.Count < GroupSize && _queue.Reader.TryRead(out var job))
                {
                    group.Add(job);
                    job.Perform(transaction);
                    if (transaction.Connection is null)                                 // disk full and the like undo everything
                        throw new InvalidOperationException("SQLite rolled the group back.");
                }
                transaction.Commit();
                group.ForEach(job => job.Answer());
            }
            catch (Exception e)                 // the commit itself failed: nobody in the group was saved
            {
                group.ForEach(job => job.Done.TrySetException(new DbUpdateException("The group was not committed.", e)));
            }
            written += group.Sum(job => Math.Max(1, job.Rows));
        }
    }

    /// <summary>Checkpoints never run within a commit: in a pause of 200 ms, or, when none comes, between two groups.</summary>
    private async Task<bool> MoreAsync(bool dirty)
    {
        var more = _queue.Reader.WaitToReadAsync().AsTask();
        try
        {
            return await (dirty ? more.WaitAsync(Idle, _clock) : more);
        }
        catch (TimeoutException)
        {
            Checkpoint();
            return await more;
        }
    }

    /// <summary>The WAL keeps what could not be moved now (disk full, a lock): the next one takes it along, and the loop must outlive it, or nobody's save would ever be answered.</summary>
    private int Checkpoint()
    {
        try
        {
            Execute("PRAGMA wal_checkpoint(PASSIVE);");
        }
        catch (SqliteException)
        {
        }
        return 0;
    }

    private void Execute(string sql)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _owner.DisposeAsync();
    }

    private abstract class Job
    {
        private Exception? _refused;

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Rows { get; protected set; }
        protected abstract void Write(SqliteTransaction transaction);
        protected virtual void Accept()
        {
        }

        public void Perform(SqliteTransaction transaction)
        {
            transaction.Save("job");
            try
            {
                Write(transaction);
                transaction.Release("job");
            }
            catch (Exception e)
            {
                _refused = e;
                if (transaction.Connection is not null)
                    transaction.Rollback("job");
            }
        }

        /// <summary>After the group's commit, whatever the answer: who lost to a neighbour looks again and must then see what it lost to.</summary>
        public void Answer()
        {
            if (_refused is not null)
            {
                Done.TrySetException(_refused);     // to the caller, as if it had saved itself
                return;
            }
            Accept();
            Done.TrySetResult(Rows);
        }
    }

    private sealed class Raw(Func<DbTransaction, int> work) : Job
    {
        protected override void Write(SqliteTransaction transaction) => Rows = work(transaction);
    }

    private sealed class Save(SqliteWriteGate gate, OpsDbContext db, Action<OpsDbContext>? also) : Job
    {
        protected override void Write(SqliteTransaction transaction)
        {
            var own = db.Database.GetDbConnection();            // closed: EF opens it only while it reads
            db.Database.SetDbConnection(gate._writer, contextOwnsConnection: false);
            try
            {
                db.Database.UseTransaction(transaction);
                LogChain.Seal(db);
                int SaveChanges() => db.SaveChanges(acceptAllChangesOnSuccess: false);
                var many = db.ChangeTracker.Entries<Case>().Count(e => e.State == EntityState.Added) > 20;
                Rows = many ? SqliteSearchIndex.InsertMany(transaction, SaveChanges) : SaveChanges();
                Rows += gate._slices.Save(transaction, db.NewCases);
                also?.Invoke(db);
            }
            finally
            {
                db.Database.UseTransaction(null);
                db.Database.SetDbConnection(own, contextOwnsConnection: true);
            }
        }

        protected override void Accept()
        {
            db.ChangeTracker.AcceptAllChanges();
            db.NewCases.Clear();
        }
    }
}
