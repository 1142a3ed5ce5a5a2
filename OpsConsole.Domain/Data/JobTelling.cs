using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Data;

/// <summary>Tells a person how their job ended, in the commit that ends it: once a job, and only where no window looks on (docs/rules.md, "Notifications").</summary>
internal static class JobTelling
{
    public static void Tell(OpsDbContext db, JobWatch watch, NotificationKind kind, string jobId, int campaignId, int userId, int count, DateTime at)
    {
        db.Notifications.RemoveRange(db.Notifications.Where(n => n.JobId == jobId));        // how it ended before somebody had it tried again
        if (!watch.IsWatched(jobId) && NotificationWriter.HowsOf(db, [userId])(userId, kind) is { } how)
            db.Notifications.Add(new Notification { UserId = userId, Kind = kind, JobId = jobId, CampaignId = campaignId, Count = count, At = at }.By(how));
    }
}
