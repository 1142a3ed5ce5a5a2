using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;

namespace OpsConsole.Web.Shell;

/// <summary>Languages of the screen. Figures and dates keep the organisation's formats in both of them.</summary>
public static class Languages
{
    public const string Spanish = "es";
    public const string English = "en";

    public static readonly IReadOnlyList<string> All = [Spanish, English];

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Spanish;

    /// <summary>What the document says of itself, for screen readers.</summary>
    public static string HtmlLang => Current == English ? "en" : "es-PE";

    public static IServiceCollection AddLanguages(this IServiceCollection services, string formats)
    {
        services.AddLocalization();
        services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        services.AddSingleton<IStringLocalizerFactory, RememberedTexts>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(formats).AddSupportedCultures(formats).AddSupportedUICultures([.. All]);
            options.DefaultRequestCulture = new RequestCulture(formats, Spanish);
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = CultureEndpoint.Cookie }];
        });
    }
}
