using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Notifications;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Notifications;

public sealed partial class NotificationLines
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<NotificationView> Told { get; set; }

    [Parameter]
    public EventCallback<NotificationView> OnRead { get; set; }

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private TimeZoneInfo Zone => Organisation.Value.Zone;

    private Task ReadAsync(NotificationView told) => told.IsUnread ? OnRead.InvokeAsync(told) : Task.CompletedTask;
}
