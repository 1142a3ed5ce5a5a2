using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal sealed class ColumnViewMap : IEntityTypeConfiguration<ColumnView>
{
    public void Configure(EntityTypeBuilder<ColumnView> map) => map.HasKey(v => new { v.UserId, v.CampaignId });
}

internal sealed class ListPartMap : IEntityTypeConfiguration<ListPart>
{
    public void Configure(EntityTypeBuilder<ListPart> map)
    {
        map.HasOne<OpsUser>().WithMany().HasForeignKey(p => p.OwnerId).OnDelete(DeleteBehavior.Restrict);
        map.HasOne<Campaign>().WithMany().HasForeignKey(p => p.CampaignId).OnDelete(DeleteBehavior.Restrict);
        map.HasIndex(p => new { p.CampaignId, p.OwnerId, p.Kind });
    }
}
