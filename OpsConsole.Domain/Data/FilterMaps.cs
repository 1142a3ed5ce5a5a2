using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Domain.Data;

internal sealed class SavedFilterMap : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> map)
    {
        map.Property(f => f.Version).IsConcurrencyToken();
        map.HasOne(f => f.Owner).WithMany().HasForeignKey(f => f.OwnerId).OnDelete(DeleteBehavior.Restrict);
        map.HasOne<Campaign>().WithMany().HasForeignKey(f => f.CampaignId).OnDelete(DeleteBehavior.Restrict);
        map.HasMany(f => f.Shares).WithOne().HasForeignKey(s => s.FilterId);
        map.HasIndex(f => new { f.CampaignId, f.OwnerId });
    }
}

internal sealed class SavedFilterShareMap : IEntityTypeConfiguration<SavedFilterShare>
{
    public void Configure(EntityTypeBuilder<SavedFilterShare> map) => map.HasIndex(s => s.FilterId);
}

internal sealed class FilterDefaultMap : IEntityTypeConfiguration<FilterDefault>
{
    public void Configure(EntityTypeBuilder<FilterDefault> map) => map.HasKey(d => new { d.UserId, d.CampaignId });
}

internal sealed class FilterDraftMap : IEntityTypeConfiguration<FilterDraft>
{
    public void Configure(EntityTypeBuilder<FilterDraft> map) => map.HasKey(d => new { d.UserId, d.CampaignId });
}
