using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Writes down each change of a person's status, and none of the beats between (docs/rules.md, "Status of a person"). What a process that died left open is closed at the next start, where there is only one.</summary>
public sealed partial class WorkStatusRunner(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, WorkBoard board, TimeProvider clock, ILogger<WorkStatusRunner> logger) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Channel<WorkStatusChange> _said = Channel.CreateUnbounded<WorkStatusChange>(new() { SingleReader = true });

    /// <summary>Whoever seemed to be there when the last process ended is not.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!db.IsSqlite)
            return;         // other nodes may be serving them
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var left in await db.WorkStates.Where(s => s.Status != WorkStatus.Disconnected).ToListAsync(ct))
        {
            db.WorkStatusChanges.Add(new() { UserId = left.UserId, At = now, From = left.Status, To = WorkStatus.Disconnected });
            (left.Status, left.CaseId, left.Reason, left.Since) = (WorkStatus.Disconnected, null, null, now);
        }
        if (db.ChangeTracker.HasChanges())
            await log.CommitAsync(db, ct);
    }

    public async Task WriteAsync(IReadOnlyList<WorkStatusChange> said, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = said.Select(s => s.UserId).Distinct().ToList();
        var states = await db.WorkStates.Where(s => EF.Parameter(ids).Contains(s.UserId)).ToDictionaryAsync(s => s.UserId, ct);
        foreach (var change in said)
        {
            db.WorkStatusChanges.Add(new() { UserId = change.UserId, At = change.At, From = change.From, To = change.To, CaseId = change.CaseId, Reason = change.Reason });
            if (!states.TryGetValue(change.UserId, out var state))
                db.WorkStates.Add(states[change.UserId] = state = new() { UserId = change.UserId });
            (state.Status, state.CaseId, state.Reason, state.Since) = (change.To, change.CaseId, change.Reason, change.At);
        }
        await log.CommitAsync(db, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Heard(WorkStatusChange change) => _said.Writer.TryWrite(change);
        board.Changed += Heard;
        try
        {
            await CloseAsync(stoppingToken);
            while (await _said.Reader.WaitToReadAsync(stoppingToken))
            {
                var said = new List<WorkStatusChange>();
                while (said.Count < Batch && _said.Reader.TryRead(out var change))
                    said.Add(change);
                await WriteSurelyAsync(said, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            board.Changed -= Heard;
        }
    }

    private async Task WriteSurelyAsync(List<WorkStatusChange> said, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await WriteAsync(said, ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)      // the database may be away for a while
            {
                LogFailed(logger, e);
                await Task.Delay(AfterFailure, clock, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A person's status could not be written down; tried again in seconds.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
