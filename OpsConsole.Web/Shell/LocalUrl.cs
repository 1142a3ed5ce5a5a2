namespace OpsConsole.Web.Shell;

/// <summary>Addresses that arrive from outside lead only to this console: a link must not sign people in and send them elsewhere.</summary>
public static class LocalUrl
{
    public const string Home = "/";

    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>One leading slash, no second one and no backslash (browsers read both as another host), no control characters.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Contains('\\') && !url.Any(char.IsControl);
}
