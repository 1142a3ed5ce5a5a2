using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Data;

internal sealed class CaseMap : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> map)
    {
        map.Property(c => c.Version).IsConcurrencyToken();
        map.Ignore(c => c.Number).Ignore(c => c.Log).Ignore(c => c.Values).Ignore(c => c.ResponsibleName).Ignore(c => c.MergedInto).Ignore(c => c.PauseList).Ignore(c => c.Outcome).Ignore(c => c.Escalation).Ignore(c => c.Requirement);
        map.HasOne(c => c.Branch).WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        map.HasOne(c => c.Responsible).WithMany().HasForeignKey(c => c.ResponsibleId).OnDelete(DeleteBehavior.Restrict);
        map.HasMany(c => c.Attempts).WithOne().HasForeignKey(a => a.CaseId);
        map.HasMany(c => c.Shares).WithOne().HasForeignKey(s => s.CaseId);
        map.HasOne<Campaigns.Campaign>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        map.HasIndex(c => new { c.CampaignId, c.ExternalId }).IsUnique();                       // the same row twice is one case
        map.HasIndex(c => new { c.CampaignId, c.BranchId, c.ReceivedAt, c.Id });                // a branch's grid
        map.HasIndex(c => new { c.CampaignId, c.ReceivedAt, c.Id });                            // everybody's grid
        map.HasIndex(c => new { c.CampaignId, c.IsAlert, c.BranchId, c.Status, c.IsRemoved });  // legend: counted from the index alone
        map.HasIndex(c => new { c.CampaignId, c.BranchId, c.Status, c.DueAt }, "IX_Cases_Open").HasFilter("\"IsOpen\"");
        map.HasIndex(c => c.DueAt, "IX_Cases_Watch").HasFilter("\"IsOpen\"");                   // DeadlineWatch: those that come within a day
        map.HasIndex(c => c.DueAt, "IX_Cases_AwaitsDeadline").HasFilter("\"IsOpen\" AND \"AwaitsDeadline\"");       // DeadlineWatch: those that passed
        map.HasIndex(c => new { c.ResponsibleId, c.IsOpen, c.DueAt });            // somebody's queue
        map.HasIndex(c => c.BranchId);
        map.HasIndex(c => new { c.BranchId, c.DueAt }, "IX_Cases_Free").HasFilter("\"IsOpen\" AND \"ResponsibleId\" IS NULL AND \"IsAlert\"");       // what a branch has to take
        map.HasIndex(c => new { c.BranchId, c.CampaignId }, "IX_Cases_FreeOther").HasFilter("\"IsOpen\" AND \"ResponsibleId\" IS NULL AND NOT \"IsAlert\"");
        map.HasIndex(c => c.ResponsibleId, "IX_Cases_Own").HasFilter("\"IsOpen\" AND \"ResponsibleId\" IS NOT NULL");       // partial, so that statistics of a time when nobody was responsible mislead no planner
        map.HasIndex(c => new { c.ResponsibleId, c.NextContactAt }, "IX_Cases_OwnContact").HasFilter("\"IsOpen\" AND \"NextContactAt\" IS NOT NULL");        // somebody's agreed contacts
        map.HasIndex(c => new { c.ResponsibleId, c.CompletedAt }, "IX_Cases_OwnClosed").HasFilter("\"CompletedAt\" IS NOT NULL");         // what somebody completed today
        map.HasIndex(c => new { c.BranchId, c.NextContactAt }, "IX_Cases_FreeContact").HasFilter("\"IsOpen\" AND \"ResponsibleId\" IS NULL AND \"NextContactAt\" IS NOT NULL");
        map.HasIndex(c => c.CompletedAt).HasFilter("\"CompletedAt\" IS NOT NULL");                 // the board: completed today, this week
        map.HasIndex(c => c.NextContactAt, "IX_Cases_AwaitsContact").HasFilter("\"AwaitsContact\"");     // ContactWatch: whose time has come
        map.HasIndex(c => new { c.CampaignId, c.CustomerRef });                                 // base rows that change
        map.HasIndex(c => c.CustomerId);                                                        // no foreign key: SQLite would build the table anew, without its triggers; customers are never deleted
        map.HasIndex(c => c.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");           // what lives on in a case; no foreign key, as above
        map.HasIndex(c => c.ImportId);
        map.HasIndex(c => new { c.CampaignId, c.FormOn, c.BranchId, c.Cause, c.EscalationState, c.Area }, "IX_Cases_Forms").HasFilter("\"FormOn\" IS NOT NULL");      // the cell's figures of a day
        map.HasIndex(c => c.AnswerDueAt, "IX_Cases_AwaitsAnswer").HasFilter("\"AwaitsAnswer\"");         // AnswerWatch: whose time has come
        map.HasIndex(c => c.InitialId).HasFilter("\"InitialId\" IS NOT NULL");                    // the insistences on a requirement; no foreign key, as above
        map.HasIndex(c => new { c.BranchId, c.BlockedAt }, "IX_Cases_Blocked").HasFilter("\"IsOpen\" AND \"BlockedAt\" IS NOT NULL");       // what supervisors have to unblock
        map.HasIndex(c => new { c.CampaignId, c.DisposedOn, c.BranchId }, "IX_Cases_Disposed").HasFilter("\"DisposedOn\" IS NOT NULL");        // retention figures of a time
    }
}

internal sealed class CaseTotalMap : IEntityTypeConfiguration<CaseTotal>
{
    public void Configure(EntityTypeBuilder<CaseTotal> map)
    {
        map.HasKey(t => new { t.CampaignId, t.BranchId, t.IsAlert, t.Status });
        map.Property(t => t.Count).HasDefaultValue(0);
    }
}

internal sealed class CaseEventMap : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> map)
    {
        map.HasKey(e => e.Sequence);
        map.Property(e => e.Sequence).ValueGeneratedOnAdd();
        map.HasIndex(e => new { e.CaseId, e.Version }).IsUnique();      // two events can never claim one version
        map.HasIndex(e => e.At);                                        // the Bitácora: of everything, of a campaign, of a person
        map.HasIndex(e => new { e.CampaignId, e.At });
        map.HasIndex(e => new { e.ById, e.At });
        map.HasOne(e => e.Case).WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ContactAttemptMap : IEntityTypeConfiguration<ContactAttempt>
{
    public void Configure(EntityTypeBuilder<ContactAttempt> map) => map.Ignore(a => a.IsLate);
}

internal sealed class CaseShareMap : IEntityTypeConfiguration<CaseShare>
{
    public void Configure(EntityTypeBuilder<CaseShare> map)
    {
        map.HasKey(s => new { s.CaseId, s.UserId });
        map.HasIndex(s => s.UserId);
    }
}

internal sealed class DraftMap : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> map)
    {
        map.HasKey(d => new { d.UserId, d.CaseId });
        map.HasIndex(d => d.SavedAt);
    }
}
