using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Data;

internal sealed class CalendarMap : IEntityTypeConfiguration<WorkCalendar>
{
    public void Configure(EntityTypeBuilder<WorkCalendar> map)
    {
        map.HasIndex(c => c.Code).IsUnique();
        map.Property(c => c.Version).IsConcurrencyToken();
        map.Property(c => c.Content).HasConversion(c => Json.Write(c), text => Json.Read<CalendarContent>(text),
            new ValueComparer<CalendarContent>((a, b) => ReferenceEquals(a, b) || Json.Write(a) == Json.Write(b), c => Json.Write(c).GetHashCode(StringComparison.Ordinal), c => c));
    }
}

internal sealed class DeadlineJobMap : IEntityTypeConfiguration<DeadlineJob>
{
    public void Configure(EntityTypeBuilder<DeadlineJob> map) => JobMap.Configure(map);
}
