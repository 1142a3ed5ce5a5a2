using Microsoft.Extensions.Options;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Reports;

namespace OpsConsole.Web.Hosting;

/// <summary>Work beside the people's: what its kinds share, and who works them off.</summary>
public static class JobHosting
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobSlots>();
        services.AddSingleton<ExportStore>();
        services.AddSingleton<ExportWriter>();
        services.AddSingleton<ReportWriter>();
        services.AddSingleton(s => new WeeklyHour(s.GetRequiredService<IOptions<OrganisationOptions>>().Value.Zone));
        services.AddHostedService<ExportRunner>();
        services.AddHostedService<ClientWeekMailer>();
        services.AddSingleton<Tasks.BulkWords>();
        services.AddHostedService<BulkRunner>();
        services.AddHostedService<DeadlineRunner>();
    }
}
