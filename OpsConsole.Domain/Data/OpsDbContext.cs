using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Reports;
using OpsConsole.Domain.Sla;
using OpsConsole.Domain.Walls;

namespace OpsConsole.Domain.Data;

/// <summary>The model, without a provider: Web chooses SQLite or PostgreSQL and owns the migrations.</summary>
public class OpsDbContext(DbContextOptions options) : IdentityUserContext<OpsUser, int>(options)
{
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<Branch> Branches => Set<Branch>();
    public DbSet<UserRegion> UserRegions => Set<UserRegion>();
    public DbSet<UserCampaign> UserCampaigns => Set<UserCampaign>();
    public DbSet<UserSession> Sessions => Set<UserSession>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AccessEntry> Accesses => Set<AccessEntry>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseTotal> CaseTotals => Set<CaseTotal>();
    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();
    public DbSet<ContactAttempt> Attempts => Set<ContactAttempt>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<NotificationChoice> NotificationChoices => Set<NotificationChoice>();
    public DbSet<WallboardToken> WallboardTokens => Set<WallboardToken>();
    public DbSet<WorkStatusChange> WorkStatusChanges => Set<WorkStatusChange>();
    public DbSet<WorkState> WorkStates => Set<WorkState>();
    public DbSet<CaseShare> CaseShares => Set<CaseShare>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerKey> CustomerKeys => Set<CustomerKey>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<SavedFilterShare> SavedFilterShares => Set<SavedFilterShare>();
    public DbSet<FilterDefault> FilterDefaults => Set<FilterDefault>();
    public DbSet<FilterDraft> FilterDrafts => Set<FilterDraft>();
    public DbSet<ColumnView> ColumnViews => Set<ColumnView>();
    public DbSet<ListPart> ListParts => Set<ListPart>();
    public DbSet<GuideVersion> Guides => Set<GuideVersion>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportError> ImportErrors => Set<ImportError>();
    public DbSet<BaseRecord> BaseRecords => Set<BaseRecord>();
    public DbSet<BaseRecordChange> BaseRecordChanges => Set<BaseRecordChange>();
    public DbSet<BulkJob> BulkJobs => Set<BulkJob>();
    public DbSet<BulkItem> BulkItems => Set<BulkItem>();
    public DbSet<WeeklyReport> WeeklyReports => Set<WeeklyReport>();
    public DbSet<LoggedContact> Contacts => Set<LoggedContact>();
    public DbSet<AccountHolder> AccountHolders => Set<AccountHolder>();
    public DbSet<Feedback> Feedback => Set<Feedback>();
    public DbSet<ClientWeek> ClientWeeks => Set<ClientWeek>();
    public DbSet<ExportJob> Exports => Set<ExportJob>();
    public DbSet<WorkCalendar> Calendars => Set<WorkCalendar>();
    public DbSet<DeadlineJob> DeadlineJobs => Set<DeadlineJob>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<ConsoleSetting> Settings => Set<ConsoleSetting>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>A statement that is running when its token is cancelled is stopped, on SQLite too.</summary>
    public bool StopsWhenCancelled { get; set; }

    /// <summary>Where the person sits for whom this unit of work is: known once a desk asked for the person's rights.</summary>
    internal string? Origin { get; set; }

    /// <summary>What this unit of work saved decides who may see or do what; known once it is sealed.</summary>
    public bool TouchesRights { get; internal set; }

    /// <summary>New cases that go in with this unit of work, and their events, beside the tracker: it takes a hundred times as long over hundreds of them. ICaseLogTransport.CommitAsync writes them.</summary>
    public List<Case> NewCases { get; } = [];

    /// <summary>Contexts are used again (they are dear to make): nothing of the last unit of work is left in one.</summary>
    public OpsDbContext Renewed()
    {
        (StopsWhenCancelled, TouchesRights, Origin) = (false, false, null);
        NewCases.Clear();
        return this;
    }

    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    protected override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        builder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        CaseJson.Map(builder, IsSqlite);
        builder.ApplyConfigurationsFromAssembly(typeof(OpsDbContext).Assembly);
        if (!IsSqlite)
            foreach (var json in new[] { nameof(Case.Numbers), nameof(Case.Folded), nameof(Case.Data) })
                builder.Entity<Case>().Property(json).HasColumnType("jsonb");
    }
}
