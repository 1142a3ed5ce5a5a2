using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Hosting;

/// <summary>What happens between a migrated database and the first request: the demo organisation, or the first administrator; and what the console says of itself.</summary>
public static class FirstStart
{
    /// <summary>Null when the console may go on; else the one sentence it ends with.</summary>
    public static async Task<string?> PrepareAsync(WebApplication app, CancellationToken ct)
    {
        var (setup, demo) = (app.Services.GetRequiredService<SetupDesk>(), app.Services.GetRequiredService<DemoDesk>());
        var enabled = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled;
        var state = await setup.SettingAsync(SetupDesk.MadeWithDemo, ct);
        if (state == DemoDesk.Making)       // nothing but half a demo is in there: the console never listened on it
        {
            Say("The demo organisation was interrupted while it was being made: it is made anew.");
            await DatabaseHosting.RemakeAsync(app.Services, ct);
            state = null;
        }
        if (state is null && enabled && await demo.IsEmptyAsync(ct))
        {
            Say("Making the demo organisation, this takes a few seconds…");
            await demo.BuildAsync(ct);
        }
        else if (state is null)
            await demo.ForbidAsync(ct);
        else
            await demo.AdmitAsync(enabled, ct);
        await TakeOrganisationAsync(app.Services, setup, ct);
        return await FirstAdministratorAsync(app.Services, setup, ct);
    }

    /// <summary>Says where the console is and what the demo lets one do, once it listens.</summary>
    public static void SayWhenReady(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in app.Urls)
            Say($"OpsConsole: {address}");
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            Say($"The demo is on. Everybody's password is {DemoPeople.Password}");
            foreach (var person in DemoPeople.All.Append(DemoPeople.Administrator))
                Say($"  {person.Email,-32} {person.Role} {person.Place}");
        }
        if (app.Services.GetRequiredService<SetupCode>().Text is { } code)
            Say($"Nobody may sign in yet. Open {app.Urls.FirstOrDefault()?.TrimEnd('/')}{Setup.Path} and enter this code: {code}");
    });

    /// <summary>What was entered at /setup stands over the settings file.</summary>
    public static async Task TakeOrganisationAsync(IServiceProvider services, SetupDesk setup, CancellationToken ct)
    {
        var organisation = services.GetRequiredService<IOptions<OrganisationOptions>>().Value;
        organisation.Name = await setup.SettingAsync(SetupDesk.OrganisationName, ct) ?? organisation.Name;
        organisation.TimeZone = await setup.SettingAsync(SetupDesk.TimeZone, ct) ?? organisation.TimeZone;
    }

    private static async Task<string?> FirstAdministratorAsync(IServiceProvider services, SetupDesk setup, CancellationToken ct)
    {
        var given = services.GetRequiredService<IOptions<SetupOptions>>().Value;
        if (!await setup.IsNeededAsync(ct))
        {
            if (!string.IsNullOrEmpty(given.AdminEmail))
                Say("Setup:AdminEmail is refused: there is an administrator already. Remove Setup from the configuration.");
            return null;
        }
        if (string.IsNullOrEmpty(given.AdminEmail))
        {
            services.GetRequiredService<SetupCode>().Open();
            return null;
        }
        return await setup.CreateFirstAsync(given.AdminEmail.Split('@')[0], given.AdminEmail, given.AdminPassword, new Dictionary<string, string>(), ct) is Outcome.Done
            ? null
            : "Setup:AdminEmail and Setup:AdminPassword were not accepted: give an address that is not in use and a password of at least 8 characters.";
    }

    /// <summary>Once somebody administers the console there is no such page: not even a redirect tells of it.</summary>
    public static void UseSetup(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Setup.Path) || app.Services.GetRequiredService<SetupCode>().Text is not null)
            return next(context);
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static void Say(string line) => Console.WriteLine(line);
}
