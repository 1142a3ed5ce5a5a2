namespace OpsConsole.Web.Shell;

/// <summary>How one person wants the console to look. Kept in cookies, so that the first byte of a page already has it and nothing flashes.</summary>
public sealed record Look(string Theme, string Density)
{
    public const string ThemeCookie = "oc-theme";
    public const string DensityCookie = "oc-density";

    public static readonly IReadOnlyList<string> Themes = ["system", "light", "dark"];
    public static readonly IReadOnlyList<string> Densities = ["compact", "normal", "roomy"];
    public static readonly Look Default = new("system", "normal");

    /// <summary>What the server paints; for "system" look.js corrects it before the first paint.</summary>
    public string Painted => Theme == "dark" ? "dark" : "light";

    public static Look From(IRequestCookieCollection cookies) =>
        Default.With(cookies[ThemeCookie], cookies[DensityCookie]);

    /// <summary>Writes the cookies that the next page is painted by; a browser's own choice stays where the person has none.</summary>
    public static void Remember(HttpContext http, string? theme, string? density)
    {
        foreach (var (cookie, value, known) in new[] { (ThemeCookie, theme, Themes), (DensityCookie, density, Densities) })
            if (value is not null && known.Contains(value))
                http.Response.Cookies.Append(cookie, value, new() { MaxAge = TimeSpan.FromDays(365), Path = "/", SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
    }

    /// <summary>Unknown or missing values leave what is there.</summary>
    public Look With(string? theme, string? density) => new(
        theme is not null && Themes.Contains(theme) ? theme : Theme,
        density is not null && Densities.Contains(density) ? density : Density);
}
