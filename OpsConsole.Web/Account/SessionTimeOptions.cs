using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Account;

/// <summary>How long one stays signed in (section Session).</summary>
public sealed class SessionTimeOptions
{
    public const string Section = "Session";

    /// <summary>Minutes without activity after which a browser's session ends.</summary>
    [Range(1, 1440)]
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after which every session ends.</summary>
    [Range(1, 168)]
    public int AbsoluteHours { get; set; } = 10;

    /// <summary>Minutes that a program's access token is good for.</summary>
    [Range(1, 1440)]
    public int AccessTokenMinutes { get; set; } = 60;
}
