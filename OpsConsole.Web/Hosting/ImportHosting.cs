using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Hosting;

/// <summary>What imports need besides their desks: limits, a place for uploads and somebody who works them off.</summary>
public static class ImportHosting
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<ImportPeek>();
        services.AddSingleton<ImportWords>();
        services.AddHostedService<ImportRunner>();
    }
}
