using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Reports;

/// <summary>Mails the week of a cell to its client on Monday, with the alarms and the plan of action: once, also when the mail server was away (docs/rules.md, "Reports of the cell").</summary>
public sealed partial class ClientWeekMailer(ClientWeekQueue queue, IStringLocalizer<ReportTexts> text, IEnumerable<IMessageCarrier> carriers, IOptions<OrganisationOptions> organisation, TimeProvider clock, ILogger<ClientWeekMailer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Who has this week already, where others have yet to get it.</summary>
    private readonly HashSet<(int Campaign, DateOnly Week, string Address)> _had = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // taken again when its lease is over
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Sends what is due. Without a mail server nothing is taken.</summary>
    internal async Task WorkAsync(CancellationToken ct)
    {
        if (carriers.FirstOrDefault(c => c.Carries(AttemptChannel.Email) && c.Lacks.Count == 0) is not { } carrier)
            return;
        while (await queue.ClaimAsync(ct) is var (campaign, week))
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new(Languages.Spanish), new(organisation.Value.Culture));
            var paper = new CellWeekPaper(week, campaign, text, CampaignTime.Of(campaign, clock).Zone);
            var (subject, body, recipients) = ($"{organisation.Value.Name} · {campaign.Name} · {paper.Title} · {paper.Period}", paper.Plain, campaign.Settings.Cell.ClientRecipients);
            foreach (var (at, address) in recipients.Index())
            {
                if (_had.Contains((campaign.Id, week.Week, address)))
                    continue;
                var message = new OutgoingMessage(FormattableString.Invariant($"client-week-{campaign.Id}-{week.Week:yyyyMMdd}-{at}"), "", AttemptChannel.Email, address, subject, body, clock.GetUtcNow().UtcDateTime, 1);
                if (MailAddress.TryCreate(address, out _) && await carrier.HandOverAsync(message) is Handover.Later)
                {
                    await queue.ReleaseAsync(campaign, week.Week, CancellationToken.None);
                    return;
                }
                _had.Add((campaign.Id, week.Week, address));
            }

            await queue.DoneAsync(campaign, week.Week, recipients.Count, CancellationToken.None);
            _had.RemoveWhere(h => h.Campaign == campaign.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The week of a cell could not be mailed to its client; tried again later.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
