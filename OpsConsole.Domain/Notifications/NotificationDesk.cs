using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Notifications;

/// <summary>Marks as read; what is told is written with what happened, never from here (docs/rules.md, "Notifications").</summary>
public sealed class NotificationDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, NotificationFeed feed, TimeProvider clock)
{
    /// <param name="ids">Null: all of them. Those of others are none of these.</param>
    public async Task<Outcome> ReadAsync(IReadOnlyList<long>? ids, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        var now = clock.Now();
        await log.CommitAsync(db, ct, save =>
        {
            var unread = save.Notifications.Where(n => n.UserId == actor.Id && n.ReadAt == null);
            (ids is null ? unread : unread.Where(n => EF.Parameter(ids).Contains(n.Id))).ExecuteUpdate(set => set.SetProperty(n => n.ReadAt, now));
        });
        feed.Wake([actor.Id]);
        return new Outcome.Done();
    }

    /// <summary>How the person wants to be told of this kind of thing from now on.</summary>
    public async Task<Outcome> ChooseAsync(ToldHow how, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!ToldHow.KindsOf(actor.Role).Contains(how.Kind))
            return new Outcome.Invalid([new("unknown", "kind")]);
        var known = await db.NotificationChoices.SingleOrDefaultAsync(c => c.UserId == actor.Id && c.Kind == how.Kind, ct);
        if (known is null)
            db.NotificationChoices.Add(known = new() { UserId = actor.Id, Kind = how.Kind });
        (known.InConsole, known.ByMail) = (how.InConsole, how.ByMail);
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }

    /// <summary>The person looks at how the job ended: what told of it is read.</summary>
    public async Task<Outcome> ReadJobAsync(string jobId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        return await db.Notifications.Where(n => n.JobId == jobId && n.UserId == actor.Id && n.ReadAt == null).Select(n => (long?)n.Id).FirstOrDefaultAsync(ct) is { } id
            ? await ReadAsync([id], actor, ct) : new Outcome.Done();
    }
}
