using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Notifications;

/// <summary>The one place that mails notifications: what the person would read in the console now, in their language, with the way there and nothing of a customer (docs/rules.md, "Ways of being told").</summary>
public sealed partial class NotificationMailer(MailQueue queue, ActorQueries actors, NotificationQueries notifications, NotificationWords words, IStringLocalizer<NotificationTexts> text, IEnumerable<IMessageCarrier> carriers,
    IOptions<OrganisationOptions> organisation, TimeProvider clock, ILogger<NotificationMailer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Null where no mail server is configured.</summary>
    public IMessageCarrier? Carrier => carriers.FirstOrDefault(c => c.Carries(AttemptChannel.Email) && c.Lacks.Count == 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var released = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (!released)
                    await queue.ReleaseAbandonedAsync(stoppingToken);
                released = true;
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the lease ends by itself, and it is mailed then
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Mails what may go now. A server that takes none now is left alone until the next turn.</summary>
    internal async Task WorkAsync(CancellationToken ct)
    {
        if (Carrier is not { } carrier)
        {
            await queue.DropAsync(ct);
            return;
        }
        while (await queue.ClaimAsync(ct) is { } mail)
        {
            var result = await ComposeAsync(mail, ct) is { } message ? await HandOverAsync(carrier, message) : null;
            await queue.RecordAsync(mail, result, CancellationToken.None);
            if (result is Handover.Later)
                return;
        }
    }

    private static async Task<Handover> HandOverAsync(IMessageCarrier carrier, OutgoingMessage message) =>
        MailAddress.TryCreate(message.Address, out _) ? await carrier.HandOverAsync(message) : new Handover.Refused("delivery.address_refused");

    /// <summary>Null where the person is gone, or may not see any more what it is about.</summary>
    private async Task<OutgoingMessage?> ComposeAsync(DueMail mail, CancellationToken ct)
    {
        if (await actors.FindAsync(mail.UserId, null, ct) is not { } person || await notifications.FindAsync(mail.Id, person, ct) is not { IsOutOfReach: false } told)
            return null;
        CultureInfo.CurrentUICulture = new(mail.Culture ?? Languages.Spanish);
        var said = words.Of(told);
        var home = organisation.Value.Address?.TrimEnd('/');
        List<string> lines = [said, ""];
        if (home is not null && NotificationWords.PlaceOf(told) is { } place)
            lines.AddRange([text["Mail.See", home + place], ""]);
        lines.Add(text[home is null ? "Mail.Why" : "Mail.WhyAt", organisation.Value.Name, $"{home}{Account.AccountPage.Address}"]);
        return new(mail.MessageId, told.Number ?? "", AttemptChannel.Email, person.Email, $"{organisation.Value.Name} · {said}", string.Join('\n', lines), mail.At, mail.Tries);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Notifications could not be mailed; tried again at the next turn.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
