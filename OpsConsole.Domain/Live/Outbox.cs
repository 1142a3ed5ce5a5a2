using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Domain.Live;

/// <summary>Which message goes out next, and by whom: a node holds a lease while it hands one over, so that another one takes over what a dead node left (docs/rules.md, "Conversation").</summary>
public sealed class Outbox(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, CaseFeed feed, TimeProvider clock)
{
    /// <summary>Carriers end by themselves in half of it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public JobBell Bell { get; } = new(clock);

    /// <summary>SQLite means one process: what was leased when it starts was left by a dead one.</summary>
    public async Task ReleaseAbandonedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!db.IsSqlite)
            return;
        var now = clock.Now();
        foreach (var left in await db.Messages.Where(m => m.State == MessageState.Sending).ToListAsync(ct))
            left.Release(now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The message that waits longest and may go: of one case and channel in the order they were written; what waits after a failure is overtaken by other channels. Null: nothing to do.</summary>
    /// <param name="by">The channels that have room.</param>
    public async Task<OutgoingMessage?> ClaimAsync(IReadOnlyCollection<AttemptChannel> by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.Now();
        var next = await db.Messages
            .Where(m => (m.State == MessageState.Queued && m.NextTryAt <= now) || (m.State == MessageState.Sending && m.LeasedUntil < now))
            .Where(m => by.Contains(m.Channel) && !db.Messages.Any(e => e.CaseId == m.CaseId && e.Id < m.Id && (e.State == MessageState.Sending || (e.State == MessageState.Queued
                && (e.Channel == m.Channel || (e.Tries == 0 && !db.Messages.Any(f => f.CaseId == e.CaseId && f.Id < e.Id && f.Channel == e.Channel && f.State == MessageState.Queued && f.Tries > 0)))))))
            .OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).FirstOrDefaultAsync(ct);
        if (next is null)
            return null;
        next.Take(now, Lease);
        try
        {
            await db.SaveChangesAsync(ct);
            return new(next.PublicId, CaseNumber.Of(next.CaseId), next.Channel, next.Address, next.Subject, next.Text, next.At, next.Tries);
        }
        catch (DbUpdateConcurrencyException)    // another node was quicker
        {
            Bell.Ring();
            return null;
        }
    }

    /// <summary>Writes down what came of a hand-over.</summary>
    public Task RecordAsync(OutgoingMessage sent, Handover result, CancellationToken ct) => ChangeAsync(sent.Id, (message, now) => message.Record(result, sent.Tries, now), ct);

    /// <summary>Writes down what the gateway reports later; false: there is no such message.</summary>
    public Task<bool> ReportAsync(string message, bool delivered, string? detail, CancellationToken ct) => ChangeAsync(message, (m, now) => m.Direction == MessageDirection.Out && m.Report(delivered, detail, now), ct);

    /// <summary>Whoever shows the case on this node reads it again; nothing was written into its log.</summary>
    public void Say(long caseId, int campaignId, int branchId, DateTime at) => feed.Publish([new(0, caseId, campaignId, branchId, CaseEventType.Message, null, at)]);

    /// <param name="change">True: it failed for good, which the case's log says.</param>
    private async Task<bool> ChangeAsync(string id, Func<Message, DateTime, bool> change, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Messages.SingleOrDefaultAsync(m => m.PublicId == id, ct) is not { } message)
                return false;
            var now = clock.Now();
            var failed = change(message, now);
            if (!db.ChangeTracker.HasChanges())
                return true;
            try
            {
                if (failed)
                    await TellCaseAsync(db, message, now, ct);
                await log.CommitAsync(db, ct);
                var owner = await db.Cases.Where(c => c.Id == message.CaseId).Select(c => new { c.CampaignId, c.BranchId }).SingleAsync(ct);
                Say(message.CaseId, owner.CampaignId, owner.BranchId, now);
                return true;
            }
            catch (DbUpdateException e) when (CaseDesk.LostTo(e))       // somebody changed the case, or the message, in the same moment
            {
            }
        }
    }

    private static async Task TellCaseAsync(OpsDbContext db, Message message, DateTime now, CancellationToken ct)
    {
        var owner = await db.Cases.SingleAsync(c => c.Id == message.CaseId, ct);
        owner.SayUndelivered(message, now);
        db.CaseEvents.AddRange(owner.Log);
    }
}
