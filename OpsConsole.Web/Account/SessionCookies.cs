using Microsoft.AspNetCore.Authentication.Cookies;

namespace OpsConsole.Web.Account;

/// <summary>Under HTTPS the session's cookie carries the prefix that binds it to this host; on loopback http it cannot.</summary>
public sealed class SessionCookies : ICookieManager
{
    public const string Name = "oc-session";

    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, For(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, For(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, For(context, key), options);

    private static string For(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
