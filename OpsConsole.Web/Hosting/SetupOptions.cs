using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Hosting;

/// <summary>The first administrator, for installations that are set up without a browser (section Setup). Without effect once there is one.</summary>
public sealed class SetupOptions
{
    public const string Section = "Setup";

    [EmailAddress]
    public string? AdminEmail { get; set; }
    public string? AdminPassword { get; set; }
}
