using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Notifications;
using OpsConsole.Web.Notifications;

namespace OpsConsole.Web.Account;

/// <summary>Of what one is told in the console and by e-mail. A choice is kept as it is made.</summary>
public sealed partial class NotificationsCard
{
    private IReadOnlyList<ToldHow> _hows = [];

    [Inject]
    private NotificationQueries Own { get; set; } = default!;

    [Inject]
    private NotificationDesk Desk { get; set; } = default!;

    [Inject]
    private NotificationMailer Mailer { get; set; } = default!;

    private bool CanMail => Mailer.Carrier is not null;

    protected override async Task OnInitializedAsync() => _hows = await Own.HowsAsync(await Actors.CurrentAsync(Gone), Gone);

    private async Task KeepAsync(ToldHow how)
    {
        if (await RunAsync((actor, ct) => Desk.ChooseAsync(how, actor, ct), L["WaysKept"]))
            _hows = [.. _hows.Select(h => h.Kind == how.Kind ? how : h)];
    }
}
