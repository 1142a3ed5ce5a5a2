using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;

namespace OpsConsole.Domain.Data;

internal sealed class GuideMap : IEntityTypeConfiguration<GuideVersion>
{
    public void Configure(EntityTypeBuilder<GuideVersion> map)
    {
        map.Property(g => g.Version).IsConcurrencyToken();
        map.HasOne<Campaign>().WithMany().HasForeignKey(g => g.CampaignId).OnDelete(DeleteBehavior.Restrict);
        map.HasIndex(g => new { g.CampaignId, g.Kind, g.Number }).IsUnique();       // one draft, and no version twice
    }
}
