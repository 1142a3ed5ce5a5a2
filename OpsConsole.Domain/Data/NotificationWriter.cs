using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Data;

/// <summary>Whatever a unit of work writes to the log, its notifications are written with it: the one place where they come from (docs/rules.md, "Notifications").</summary>
internal static class NotificationWriter
{
    /// <summary>What goes on for so long in one direction is one notification that counts: a bulk change tells each person once.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    public static void Tell(OpsDbContext db)
    {
        var entries = db.ChangeTracker.Entries<CaseEvent>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).Where(e => e.Case is not null).ToList();
        foreach (var undone in entries.Where(e => e.Type == CaseEventType.Undone))
            Withdraw(db, undone);
        var told = entries.Where(e => NotificationRules.Concerns(e.Type)).SelectMany(e => NotificationRules.For(e, e.Case!.ResponsibleId)).ToList();
        foreach (var alike in told.GroupBy(n => (n.UserId, n.Kind, n.ById, n.Reason)))
            if (alike.Count() == 1)
                db.Notifications.Add(alike.Single());
            else
                Count(db, [.. alike]);
    }

    /// <summary>Nobody is to go after what is taken back.</summary>
    private static void Withdraw(OpsDbContext db, CaseEvent undone)
    {
        if (!JsonElement.Parse(undone.Data).TryGetProperty("undoes", out var from))
            return;
        var (id, version, by) = (undone.CaseId, from.GetInt64(), undone.ById);
        db.Notifications.RemoveRange(db.Notifications.Where(n => n.CaseId == id && n.CaseVersion >= version && n.ById == by).ToList());
    }

    private static void Count(OpsDbContext db, List<Notification> alike)
    {
        var (one, since) = (alike[^1], alike[^1].At - Together);
        if (one.Kind == NotificationKind.NextContactDue)        // each of them is to be called
        {
            db.Notifications.AddRange(alike);
            return;
        }
        var earlier = db.Notifications.Where(n => n.UserId == one.UserId && n.Kind == one.Kind && n.ById == one.ById && n.CaseId == null && n.ReadAt == null && n.At >= since).ToList();
        db.Notifications.RemoveRange(earlier);
        db.Notifications.Add(new() { UserId = one.UserId, Kind = one.Kind, ById = one.ById, At = one.At, Reason = one.Reason, Count = alike.Count + earlier.Sum(n => n.Count) });
    }
}
