using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Messaging;

/// <summary>E-mails, one connection each. A message has the same Message-Id at every try, so that whoever gets it twice can tell (docs/rules.md, "Conversation").</summary>
public sealed class SmtpCarrier(IOptions<SmtpOptions> options, IOptions<OrganisationOptions> organisation, TimeProvider clock) : IMessageCarrier
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public bool Carries(AttemptChannel channel) => channel == AttemptChannel.Email;

    public IReadOnlyList<Refusal> Lacks =>
    [
        .. string.IsNullOrWhiteSpace(options.Value.Host) ? [new Refusal("delivery.smtp_host_missing", "channel")] : Array.Empty<Refusal>(),
        .. options.Value.Sender is null ? [new Refusal("delivery.smtp_from_missing", "channel")] : Array.Empty<Refusal>(),
    ];

    public async Task<Handover> HandOverAsync(OutgoingMessage message)
    {
        using var mail = Compose(message, options.Value.Sender!, organisation.Value.Name);
        using var server = Server(message.Address);
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await server.SendMailAsync(mail, patience.Token);
            return new Handover.Accepted();
        }
        catch (OperationCanceledException)
        {
            return new Handover.Later("delivery.smtp_silent");
        }
        catch (SmtpException e)
        {
            return Read(e);
        }
    }

    /// <summary>Text as base64: whatever stands in it arrives as it was written, and no line of it can be taken for a command.</summary>
    private static MailMessage Compose(OutgoingMessage message, MailAddress sender, string organisation)
    {
        var mail = new MailMessage(sender, new MailAddress(message.Address))
        {
            Subject = message.Subject ?? $"{organisation} · {message.CaseNumber}",
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = message.Text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", "\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        mail.Headers["Message-ID"] = $"<{message.Id}@{sender.Host}>";
        return mail;
    }

    private SmtpClient Server(string to)
    {
        var smtp = options.Value;
        return new(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.Security == SmtpSecurity.StartTls,
            Credentials = string.IsNullOrEmpty(smtp.User) ? null : new NetworkCredential(smtp.User, smtp.Password),
            DeliveryFormat = Ascii.IsValid(to) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
        };
    }

    private Handover Read(SmtpException e)
    {
        return e switch
        {
            { InnerException: SocketException or IOException } => new Handover.Later("delivery.smtp_unreachable"),
            { InnerException: AuthenticationException } => new Handover.Later("delivery.smtp_security", e.Message),
            { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } when options.Value.Security != SmtpSecurity.None => new Handover.Later("delivery.smtp_security", e.Message),
            SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath } => new Handover.Refused("delivery.address_refused", e.Message),
            { StatusCode: SmtpStatusCode.ClientNotPermitted or SmtpStatusCode.MustIssueStartTlsFirst } or { StatusCode: (SmtpStatusCode)535 } => new Handover.Later("delivery.smtp_sign_in", e.Message),
            _ => new Handover.Later("delivery.smtp_refused", e.Message),
        };
    }
}
