using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace OpsConsole.Web.Messaging;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    None,
    StartTls,
}

/// <summary>The mail server that e-mails go out by (section Smtp).</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>An address, or a name with an address in angle brackets.</summary>
    public string? From { get; set; }
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public MailAddress? Sender => MailAddress.TryCreate(From, out var sender) ? sender : null;
}
