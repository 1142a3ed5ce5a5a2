using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal sealed class OpsUserMap : IEntityTypeConfiguration<OpsUser>
{
    public void Configure(EntityTypeBuilder<OpsUser> map)
    {
        map.HasOne(u => u.Branch).WithMany().HasForeignKey(u => u.BranchId).OnDelete(DeleteBehavior.Restrict);
        map.HasMany(u => u.Regions).WithOne().HasForeignKey(r => r.UserId);
        map.HasMany(u => u.Campaigns).WithOne().HasForeignKey(c => c.UserId);
        map.HasIndex(u => u.NormalizedEmail).IsUnique();
    }
}

internal sealed class UserRegionMap : IEntityTypeConfiguration<UserRegion>
{
    public void Configure(EntityTypeBuilder<UserRegion> map) => map.HasKey(r => new { r.UserId, r.RegionId });
}

internal sealed class UserCampaignMap : IEntityTypeConfiguration<UserCampaign>
{
    public void Configure(EntityTypeBuilder<UserCampaign> map) => map.HasKey(c => new { c.UserId, c.CampaignId });
}

internal sealed class BranchMap : IEntityTypeConfiguration<Branch>
{
    public void Configure(EntityTypeBuilder<Branch> map)
    {
        map.HasIndex(b => b.Code).IsUnique();
        map.HasOne(b => b.Region).WithMany().HasForeignKey(b => b.RegionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RegionMap : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> map) => map.HasIndex(r => r.Code).IsUnique();
}

internal sealed class UserSessionMap : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> map) => map.HasIndex(s => s.UserId);
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> map)
    {
        map.HasKey(e => e.Sequence);
        map.Property(e => e.Sequence).ValueGeneratedOnAdd();
    }
}

internal sealed class AccessEntryMap : IEntityTypeConfiguration<AccessEntry>
{
    public void Configure(EntityTypeBuilder<AccessEntry> map)
    {
        map.HasKey(e => e.Sequence);
        map.Property(e => e.Sequence).ValueGeneratedOnAdd();
        map.HasIndex(e => e.CaseId);
    }
}

internal sealed class IdempotencyRecordMap : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> map)
    {
        map.HasKey(r => new { r.UserId, r.Key });
        map.HasIndex(r => r.At);
    }
}

internal sealed class ConsoleSettingMap : IEntityTypeConfiguration<ConsoleSetting>
{
    public void Configure(EntityTypeBuilder<ConsoleSetting> map) => map.HasKey(s => s.Key);
}
