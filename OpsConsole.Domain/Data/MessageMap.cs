using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Domain.Data;

internal sealed class MessageMap : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> map)
    {
        map.Property(m => m.Version).IsConcurrencyToken();
        map.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
        map.HasIndex(m => m.PublicId).IsUnique();
        map.HasIndex(m => m.CommandId).IsUnique();                      // its entry of the log
        map.HasIndex(m => new { m.CaseId, m.Id });                      // the newest of a case; what of it still waits
        map.HasIndex(m => new { m.State, m.NextTryAt });                // the outbox
        map.HasIndex(m => new { m.Channel, m.ProviderId }).IsUnique().HasFilter("\"Direction\" = 0");       // what a provider delivers twice came in once
    }
}
