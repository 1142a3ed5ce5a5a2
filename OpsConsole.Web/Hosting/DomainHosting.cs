using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Hosting;

/// <summary>Desks, queries and the live feed: stateless singletons.</summary>
public static class DomainHosting
{
    public static void AddDomain(this IServiceCollection services)
    {
        services.AddSingleton<ActorQueries>();
        services.AddSingleton<CampaignQueries>();
        services.AddSingleton<KnownCampaigns>();
        services.AddSingleton<CampaignDesk>();
        services.AddSingleton<CampaignAccessQueries>();
        services.AddSingleton<GuideDesk>();
        services.AddSingleton<GuideQueries>();
        services.AddSingleton<SessionQueries>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<SetupDesk>();
        services.AddSingleton<PeopleDesk>();
        services.AddSingleton<BranchDesk>();
        services.AddSingleton<RegionDesk>();
        services.AddSingleton<ProfileDesk>();
        services.AddSingleton<ProfileQueries>();
        services.AddSingleton<PasswordDesk>();
        services.AddSingleton<DemoDesk>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<OrganisationQueries>();
        services.AddSingleton<IPasswordHasher<OpsUser>, PasswordHasher<OpsUser>>();        // stateless; Identity adds its own only where none is
        services.TryAddSingleton(new SessionLimits(TimeSpan.FromMinutes(30), TimeSpan.FromHours(10)));
        services.Configure<IdentityOptions>(identity => identity.Password = IdentityHosting.Password);
        services.TryAddSingleton(AttachmentQuota.Default);
        services.AddSingleton<AttachmentQueries>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CustomerDesk>();
        services.AddSingleton<CustomerQueries>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<MessageDesk>();
        services.AddSingleton<MessageQueries>();
        services.AddSingleton<OutboxRunner>();
        services.AddHostedService(s => s.GetRequiredService<OutboxRunner>());
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<CaseHistoryQueries>();
        services.AddSingleton<CaseCounts>();
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CaseFactQueries>();
        services.AddSingleton<QueueQueries>();
        services.AddSingleton<PreviewQueries>();
        services.AddSingleton<SavedFilterQueries>();
        services.AddSingleton<SavedFilterDesk>();
        services.AddSingleton<FilterQueries>();
        services.AddSingleton<ListDesk>();
        services.AddSingleton<ListQueries>();
        services.AddSingleton<CounterQueries>();
        services.AddSingleton<PlaceQueries>();
        services.AddSingleton<IdempotencyDesk>();
        services.AddSingleton<IdempotencyQueries>();
        services.AddSingleton<CaseLogQueries>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ImportRunDesk>();
        services.AddSingleton<BulkQueue>();
        services.AddSingleton<BulkDesk>();
        services.AddSingleton<BulkRunDesk>();
        services.AddSingleton<BulkQueries>();
        services.AddSingleton<ExportQueue>();
        services.AddSingleton<ExportDesk>();
        services.AddSingleton<ExportQueries>();
        services.AddSingleton<CasePeopleQueries>();
        services.AddSingleton<MergeQueries>();
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<CaseFeed>();
        services.AddSingleton<CaseFeedPump>();
        services.AddHostedService(s => s.GetRequiredService<CaseFeedPump>());
        services.AddHostedService<DeadlineWatch>();
        services.AddSingleton<WorkBoard>();
        services.AddSingleton<WorkStatusQueries>();
        services.AddSingleton<WorkStatusRunner>();
        services.AddHostedService(s => s.GetRequiredService<WorkStatusRunner>());
        services.AddSingleton<NotificationFeed>();
        services.AddSingleton<NotificationQueries>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<ReminderQueries>();
        services.AddSingleton<ContactWatch>();
        services.AddHostedService(s => s.GetRequiredService<ContactWatch>());
        services.AddSingleton<Housekeeping>();
        services.AddHostedService(s => s.GetRequiredService<Housekeeping>());
    }
}
