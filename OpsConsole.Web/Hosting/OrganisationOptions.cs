using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Hosting;

/// <summary>Whose console this is, and the formats and zone it counts in (section Organisation).</summary>
public sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    [Required]
    public string Name { get; set; } = "OpsConsole";

    [Required]
    public string TimeZone { get; set; } = "America/Lima";

    /// <summary>Formats of figures; the language of the screen is each person's own.</summary>
    [Required]
    public string Culture { get; set; } = "es-PE";

    [EmailAddress]
    public string? SupportEmail { get; set; }

    [Url]
    public string? HelpUrl { get; set; }

    /// <summary>Where people find the console: what e-mails lead to; null: they lead nowhere.</summary>
    [Url]
    public string? Address { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
