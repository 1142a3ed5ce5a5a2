using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;

namespace OpsConsole.Domain.Data;

internal static class JobMap
{
    public static void Configure<T>(EntityTypeBuilder<T> map) where T : Job
    {
        map.Ignore(j => j.IsOver).Ignore(j => j.Percent);
        map.Property(j => j.Version).IsConcurrencyToken();
        map.HasIndex(j => j.State);
        map.HasIndex(j => new { j.ById, j.CreatedAt });
    }
}

internal sealed class ExportJobMap : IEntityTypeConfiguration<ExportJob>
{
    public void Configure(EntityTypeBuilder<ExportJob> map) => JobMap.Configure(map);
}

internal sealed class BulkJobMap : IEntityTypeConfiguration<BulkJob>
{
    public void Configure(EntityTypeBuilder<BulkJob> map) => JobMap.Configure(map);
}

internal sealed class BulkItemMap : IEntityTypeConfiguration<BulkItem>
{
    public void Configure(EntityTypeBuilder<BulkItem> map)
    {
        map.HasKey(i => new { i.JobId, i.Place });
        map.HasOne<BulkJob>().WithMany().HasForeignKey(i => i.JobId);
    }
}
