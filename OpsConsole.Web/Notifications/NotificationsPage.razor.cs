using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Notifications;

/// <summary>"Avisos": everything the person was told in the last ninety days, the newest first, a page at a time; the address says which part.</summary>
public sealed partial class NotificationsPage
{
    private const int Lines = 50;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    private IReadOnlyList<NotificationView>? _told;

    /// <summary>The last one of the page before.</summary>
    [SupplyParameterFromQuery(Name = "antes")]
    public long? Before { get; set; }

    /// <summary>"1": without those that were read.</summary>
    [SupplyParameterFromQuery(Name = "sinleer")]
    public string? Unread { get; set; }

    [Inject]
    private NotificationQueries Notifications { get; set; } = default!;

    [Inject]
    private NotificationDesk Desk { get; set; } = default!;

    [Inject]
    private NotificationFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool OnlyUnread => Unread == "1";

    protected override async Task OnInitializedAsync() =>
        Follow(Feed.FollowAsync((await Actors.CurrentAsync(Gone)).Id, Pace, Gone), async _ =>
        {
            await LoadAsync();
            StateHasChanged();
        });

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _told = await Notifications.PageAsync(Lines, Before, OnlyUnread, await Actors.CurrentAsync(Gone), Gone);

    private async Task ReadAsync(IReadOnlyList<long>? ids)
    {
        await Desk.ReadAsync(ids, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
        await LoadAsync();
    }

    private void Filter(ChangeEventArgs chosen) => Navigation.NavigateTo(NotificationWords.Page + (chosen.Value is true ? "?sinleer=1" : ""));

    private string AddressOf(long? before) => Navigation.GetUriWithQueryParameter("antes", before);
}
