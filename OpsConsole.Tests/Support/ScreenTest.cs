using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;
using Radzen;

namespace OpsConsole.Tests.Support;

/// <summary>A component on its own: the console's words and clock, figures of es-PE, the screen in Spanish.</summary>
public abstract class ScreenTest : BunitContext
{
    protected ScreenTest()
    {
        Speak("es");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddRadzenComponents();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<OpsConsole.Web.Controls.RefusalWords>();
        Services.AddSingleton<OpsConsole.Web.RepeatContacts.ContactWords>();
        Services.AddSingleton<OpsConsole.Web.Notifications.NotificationWords>();
        Services.AddSingleton<OpsConsole.Web.Controls.FieldLabels>();
        Services.AddSingleton<OpsConsole.Web.Controls.FilterSpeech>();
        Services.AddScoped<Toasts>();
        Services.AddScoped<Topbar>();
        Services.AddScoped<AtWork>();
        Services.AddScoped<AtJobs>();
        Services.AddScoped<SingleKeys>();
        Services.AddSingleton<OpsConsole.Domain.Live.WorkBoard>();
        Services.AddOptions<OrganisationOptions>();
        Services.AddOptions<DemoOptions>();
        Services.AddCascadingValue(_ => Look.Default);
    }

    protected static TimeZoneInfo Lima { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");

    protected FakeClock Clock { get; } = new();

    protected static void Speak(string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("es-PE");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }

    protected IStringLocalizer<T> Words<T>() => Services.GetRequiredService<IStringLocalizer<T>>();
}
