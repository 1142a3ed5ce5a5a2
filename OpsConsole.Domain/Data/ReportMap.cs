using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Domain.Data;

internal sealed class WeeklyReportMap : IEntityTypeConfiguration<WeeklyReport>
{
    public void Configure(EntityTypeBuilder<WeeklyReport> map) => map.HasIndex(r => new { r.CampaignId, r.Week }).IsUnique();      // once in the installation, whoever is first
}
