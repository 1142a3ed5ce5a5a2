using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal sealed class WorkStatusChangeMap : IEntityTypeConfiguration<WorkStatusChange>
{
    public void Configure(EntityTypeBuilder<WorkStatusChange> map) => map.HasIndex(c => new { c.UserId, c.At });
}

internal sealed class WorkStateMap : IEntityTypeConfiguration<WorkState>
{
    public void Configure(EntityTypeBuilder<WorkState> map)
    {
        map.HasKey(s => s.UserId);
        map.Property(s => s.UserId).ValueGeneratedNever();
    }
}
