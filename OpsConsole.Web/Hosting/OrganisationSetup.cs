namespace OpsConsole.Web.Hosting;

public static class OrganisationSetup
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services)
    {
        services.AddOptions<OrganisationOptions>().BindConfiguration(OrganisationOptions.Section)
            .ValidateDataAnnotations()
            .Validate(o => TimeZoneInfo.TryFindSystemTimeZoneById(o.TimeZone, out _), "Organisation:TimeZone is no time zone known here.")
            .ValidateOnStart();
        services.AddOptions<DemoOptions>().Configure<IHostEnvironment>((demo, environment) => demo.Enabled = environment.IsDevelopment()).BindConfiguration(DemoOptions.Section);
        return services;
    }
}
