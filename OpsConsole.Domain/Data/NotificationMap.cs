using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Notifications;

namespace OpsConsole.Domain.Data;

internal sealed class NotificationMap : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> map)
    {
        map.HasIndex(n => new { n.UserId, n.Id });                                                      // somebody's, newest first
        map.HasIndex(n => n.UserId, "IX_Notifications_Unread").HasFilter("\"ReadAt\" IS NULL");         // the bell
        map.HasIndex(n => n.CaseId);                                                                    // what is taken back
        map.HasIndex(n => n.JobId).IsUnique().HasFilter("\"JobId\" IS NOT NULL");                       // a job's end is told once
        map.Property(n => n.Mail).IsConcurrencyToken();
        map.Property(n => n.MailTries).IsConcurrencyToken();
        map.HasIndex(n => n.NextMailAt, "IX_Notifications_Mail").HasFilter("\"Mail\" < 2");           // what is to be mailed
        map.HasIndex(n => n.At);                                                                        // what is old
    }
}

internal sealed class NotificationChoiceMap : IEntityTypeConfiguration<NotificationChoice>
{
    public void Configure(EntityTypeBuilder<NotificationChoice> map) => map.HasKey(c => new { c.UserId, c.Kind });
}
