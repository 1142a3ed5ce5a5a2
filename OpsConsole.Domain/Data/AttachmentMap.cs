using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Data;

internal sealed class AttachmentMap : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> map)
    {
        map.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
        map.HasIndex(a => new { a.CaseId, a.At });
        map.HasIndex(a => new { a.ById, a.At });            // how many somebody added today
        map.HasIndex(a => a.StoredName).IsUnique();         // what the sweep asks for
    }
}
