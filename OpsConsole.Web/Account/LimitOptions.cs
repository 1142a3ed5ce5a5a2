using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Account;

/// <summary>How often one may try and ask (section Limits).</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Wrong passwords in a row that lock an account.</summary>
    [Range(1, 1000)]
    public int SignInTries { get; set; } = 10;

    [Range(1, 10_080)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Attempts to sign in per minute and address.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>Requests to the API per minute and person.</summary>
    [Range(1, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 6_000;
}
