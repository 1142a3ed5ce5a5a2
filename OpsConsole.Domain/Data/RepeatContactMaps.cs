using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Data;

internal sealed class LoggedContactMap : IEntityTypeConfiguration<LoggedContact>
{
    public void Configure(EntityTypeBuilder<LoggedContact> map)
    {
        map.ToTable("ContactLog");
        map.HasIndex(c => new { c.CampaignId, c.ExternalId }).IsUnique();                                // the same contact twice is one
        map.HasIndex(c => new { c.HolderId, c.At, c.Id, c.SymptomKey, c.IsComplaint }, "IX_ContactLog_Window");       // what a mark is computed from, from the index alone
        map.HasIndex(c => new { c.CampaignId, c.At });                                                   // the trend, causes ranked
        map.HasIndex(c => c.CaseId).HasFilter("\"CaseId\" IS NOT NULL");
        map.HasIndex(c => c.ImportId).HasFilter("\"ImportId\" IS NOT NULL");
    }
}

internal sealed class AccountHolderMap : IEntityTypeConfiguration<AccountHolder>
{
    public void Configure(EntityTypeBuilder<AccountHolder> map)
    {
        map.HasIndex(h => h.AccountKey).IsUnique();
        map.HasIndex(h => h.HolderId);
    }
}

internal sealed class FeedbackMap : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> map)
    {
        map.ToTable("Feedback");
        map.HasIndex(f => new { f.CampaignId, f.Week, f.AgentId }).IsUnique();      // one record for each person and week
        map.HasIndex(f => new { f.AgentId, f.AcknowledgedAt });
    }
}

internal sealed class ClientWeekMap : IEntityTypeConfiguration<ClientWeek>
{
    public void Configure(EntityTypeBuilder<ClientWeek> map)
    {
        map.HasIndex(w => new { w.CampaignId, w.Week }).IsUnique();
        map.Property(w => w.Version).IsConcurrencyToken();
    }
}
