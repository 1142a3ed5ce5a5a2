using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Domain.Data;

internal sealed class CampaignMap : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> map)
    {
        map.HasIndex(c => c.Code).IsUnique();
        map.Property(c => c.Version).IsConcurrencyToken();
        AsJson(map.Property(c => c.Settings));
        AsJson(map.Property(c => c.Schema));
    }

    private static void AsJson<T>(PropertyBuilder<T> property) => property.HasConversion(
        v => Json.Write(v), v => Shared<T>.Of(v),
        new ValueComparer<T>((a, b) => ReferenceEquals(a, b) || Json.Write(a) == Json.Write(b), v => Json.Write(v).GetHashCode(StringComparison.Ordinal), v => v));

    /// <summary>Settings and columns cannot be changed in place, so the same text is read once for all who look at the campaign: hundreds of open grids hold one copy.</summary>
    private static class Shared<T>
    {
        private const int Most = 256;

        private static readonly ConcurrentDictionary<string, T> ByText = new();

        public static T Of(string text)
        {
            if (ByText.Count > Most)
                ByText.Clear();
            return ByText.GetOrAdd(text, Json.Read<T>);
        }
    }
}

internal sealed class ImportMap : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> map)
    {
        map.Property(i => i.Version).IsConcurrencyToken();
        map.HasIndex(i => new { i.CampaignId, i.CreatedAt });
        map.HasIndex(i => i.State);
    }
}

internal sealed class ImportErrorMap : IEntityTypeConfiguration<ImportError>
{
    public void Configure(EntityTypeBuilder<ImportError> map)
    {
        map.HasIndex(e => new { e.ImportId, e.Line });
        map.HasOne<Import>().WithMany().HasForeignKey(e => e.ImportId);
    }
}

internal sealed class BaseRecordMap : IEntityTypeConfiguration<BaseRecord>
{
    public void Configure(EntityTypeBuilder<BaseRecord> map)
    {
        map.HasIndex(r => new { r.CampaignId, r.Reference }).IsUnique();
        map.HasIndex(r => r.ImportId);
    }
}

internal sealed class BaseRecordChangeMap : IEntityTypeConfiguration<BaseRecordChange>
{
    public void Configure(EntityTypeBuilder<BaseRecordChange> map)
    {
        map.HasIndex(c => c.ImportId);
        map.HasOne(c => c.BaseRecord).WithMany().HasForeignKey(c => c.BaseRecordId);
    }
}
