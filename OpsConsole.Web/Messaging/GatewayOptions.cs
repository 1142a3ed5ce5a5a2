using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Messaging;

/// <summary>The HTTP gateway that SMS and WhatsApp go out by (section Messaging:Gateway).</summary>
public sealed class GatewayOptions
{
    public const string Section = "Messaging:Gateway";

    [Url]
    public string? Url { get; set; }

    /// <summary>Signs what goes out and what is reported back.</summary>
    [MinLength(16)]
    public string? Secret { get; set; }
}
