using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Shell;

/// <summary>The language switch: a plain form post, so that it works on the sign-in page as well; the page is loaded anew in the other language.</summary>
public static class CultureEndpoint
{
    public const string Path = "/culture";
    public const string Cookie = "oc-culture";

    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    public static void MapCulture(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, SwitchAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> SwitchAsync(
        [FromForm] string? language, [FromForm] string? returnUrl, HttpContext http, ActorQueries actors, ProfileDesk profile, CancellationToken ct)
    {
        Remember(http, language);
        if (SessionClaims.Of(http.User) is { } claims && await actors.FindAsync(claims.UserId, claims.Stamp, ct) is { } actor)
            await profile.ChooseAsync(language, null, null, actor, ct);         // so that every browser of this person knows it
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    /// <summary>Unknown languages are passed over.</summary>
    public static void Remember(HttpContext http, string? language)
    {
        if (language is null || !Languages.All.Contains(language))
            return;
        var formats = http.RequestServices.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value.DefaultRequestCulture.Culture.Name;
        var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(formats, language));
        http.Response.Cookies.Append(Cookie, value, new CookieOptions
        {
            MaxAge = OneYear,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            HttpOnly = true,
            IsEssential = true,
        });
    }
}
