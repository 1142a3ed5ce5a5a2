using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Live;

/// <summary>A notification whose turn it is to be mailed, and to whom.</summary>
public sealed record DueMail(long Id, int UserId, string? Culture, int Tries, DateTime At)
{
    /// <summary>The same at every try, so that whoever gets it twice can tell.</summary>
    public string MessageId => $"notification-{Id}-{At:yyyyMMddHHmmss}";
}

/// <summary>Which notification is mailed next, and by whom: a node holds a lease while it hands one over (docs/rules.md, "Ways of being told").</summary>
public sealed class MailQueue(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>SQLite means one process: what was leased when it starts was left by a dead one.</summary>
    public async Task ReleaseAbandonedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!db.IsSqlite)
            return;
        foreach (var left in await db.Notifications.Where(n => n.Mail == MailState.Sending).ToListAsync(ct))
            left.ReleaseMail(clock.Now());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The one that waits longest; null: nothing to do.</summary>
    public async Task<DueMail?> ClaimAsync(CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var now = clock.Now();
            var next = await db.Notifications.Where(n => n.Mail < MailState.Sent && ((n.Mail == MailState.Queued && n.NextMailAt <= now) || (n.Mail == MailState.Sending && n.MailLeasedUntil < now)))
                .OrderBy(n => n.NextMailAt).ThenBy(n => n.Id).FirstOrDefaultAsync(ct);
            if (next is null)
                return null;
            next.TakeMail(now, Lease);
            try
            {
                await db.SaveChangesAsync(ct);
                return new(next.Id, next.UserId, await db.Users.Where(u => u.Id == next.UserId).Select(u => u.Culture).SingleOrDefaultAsync(ct), next.MailTries, next.At);
            }
            catch (DbUpdateConcurrencyException)    // another node was quicker, or it was taken back
            {
            }
        }
    }

    /// <summary>Writes down what came of a hand-over; null: there is nothing to tell any more.</summary>
    public async Task RecordAsync(DueMail mail, Handover? result, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Notifications.SingleOrDefaultAsync(n => n.Id == mail.Id, ct) is not { } told)
                return;
            if (result is null)
                told.DropMail();
            else
                told.RecordMail(result, mail.Tries, clock.Now());
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
            }
        }
    }

    /// <summary>No mail server is configured: what is told meanwhile is not mailed later.</summary>
    public async Task DropAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.Notifications.Where(n => n.Mail < MailState.Sent).Take(200).ToListAsync(ct);
        waiting.ForEach(n => n.DropMail());
        if (waiting.Count > 0)
            await db.SaveChangesAsync(ct);
    }
}
