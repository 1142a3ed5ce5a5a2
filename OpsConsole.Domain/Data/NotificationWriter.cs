using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Data;

/// <summary>Whatever a unit of work writes to the log, its notifications are written with it: the one place where they come from (docs/rules.md, "Notifications").</summary>
internal static class NotificationWriter
{
    public static void Tell(OpsDbContext db)
    {
        var entries = db.ChangeTracker.Entries<CaseEvent>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).Where(e => e.Case is not null).ToList();
        Withdraw(db, [.. entries.Where(e => e.Type == CaseEventType.Undone)]);
        var told = entries.Where(e => NotificationRules.Concerns(e.Type)).SelectMany(e => NotificationRules.For(e, e.Case!.ResponsibleId)).ToList();
        if (told.Count == 0)
            return;
        var hows = HowsOf(db, [.. told.Select(n => n.UserId).Distinct()]);
        foreach (var alike in told.GroupBy(n => (n.UserId, n.Kind, n.ById, n.Reason)))
            if (hows(alike.Key.UserId, alike.Key.Kind) is not { } how)
                continue;
            else if (alike.Count() == 1 && !NotificationRules.Gathers(alike.Key.Kind))
                db.Notifications.Add(alike.Single().By(how));
            else
                Count(db, [.. alike], how);
    }

    /// <summary>As each person wants to be told of each kind; null: not at all.</summary>
    public static Func<int, NotificationKind, ToldHow?> HowsOf(OpsDbContext db, List<int> users)
    {
        var chosen = db.NotificationChoices.AsNoTracking().Where(c => EF.Parameter(users).Contains(c.UserId)).ToList();
        return (user, kind) => chosen.FirstOrDefault(c => c.UserId == user && c.Kind == kind) is not { } choice ? ToldHow.Usual(kind)
            : choice.InConsole || choice.ByMail ? new(kind, choice.InConsole, choice.ByMail) : null;
    }

    /// <summary>Nobody is to go after what is taken back.</summary>
    private static void Withdraw(OpsDbContext db, List<CaseEvent> undone)
    {
        if (undone.Count == 0)
            return;
        var (ids, from) = (undone.ConvertAll(e => (long?)e.CaseId), undone.ToLookup(e => (long?)e.CaseId, e => (By: e.ById, Version: VersionOf(e))));
        var told = db.Notifications.Where(n => EF.Parameter(ids).Contains(n.CaseId)).ToList();
        db.Notifications.RemoveRange(told.Where(n => from[n.CaseId].Any(u => u.By == n.ById && n.CaseVersion >= u.Version)));
    }

    private static long VersionOf(CaseEvent undone) => JsonElement.Parse(undone.Data).TryGetProperty("undoes", out var version) ? version.GetInt64() : undone.Version;

    private static void Count(OpsDbContext db, List<Notification> alike, ToldHow how)
    {
        var (one, since) = (alike[^1], alike[^1].At - Notification.Together);
        if (one.Kind == NotificationKind.NextContactDue)        // each of them is to be called
        {
            db.Notifications.AddRange(alike.Select(n => n.By(how)));
            return;
        }
        var gathers = NotificationRules.Gathers(one.Kind);
        var earlier = db.Notifications.Where(n => n.UserId == one.UserId && n.Kind == one.Kind && n.ById == one.ById && (gathers || n.CaseId == null) && n.ReadAt == null && n.At >= since && (n.Mail == null || n.Mail == MailState.Queued)).ToList();
        db.Notifications.RemoveRange(earlier);
        db.Notifications.Add((alike.Count + earlier.Count == 1 ? one : new Notification { UserId = one.UserId, Kind = one.Kind, ById = one.ById, At = one.At, Reason = one.Reason, Count = alike.Count + earlier.Sum(n => n.Count) }).By(how));
    }
}
