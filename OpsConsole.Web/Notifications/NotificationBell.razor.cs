using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Notifications;

/// <summary>What the person was told and has not read, in the top bar of every page; a toast for what comes while one looks elsewhere.</summary>
public sealed partial class NotificationBell
{
    private const int Lines = 12, MostToasts = 2;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300), ToastFor = TimeSpan.FromSeconds(10);

    private IReadOnlyList<NotificationView>? _told;
    private int _unread;
    private long _last;

    [Inject]
    private NotificationQueries Notifications { get; set; } = default!;

    [Inject]
    private NotificationDesk Desk { get; set; } = default!;

    [Inject]
    private NotificationFeed Feed { get; set; } = default!;

    [Inject]
    private NotificationWords Words { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Unread => _unread < NotificationQueries.MostCounted ? Formats.Number(_unread) : L["More", NotificationQueries.MostCounted - 1];

    protected override async Task OnInitializedAsync()
    {
        var actor = await Actors.CurrentAsync(Gone);
        var news = Feed.FollowAsync(actor.Id, Pace, Gone);
        _last = await Notifications.LastAsync(actor, Gone);
        _unread = await Notifications.CountAsync(actor, Gone, Feed.TurnOf(actor.Id));
        Follow(news, HearAsync);
    }

    private async Task HearAsync(long turn)
    {
        var actor = await Actors.CurrentAsync(Gone);
        _unread = await Notifications.CountAsync(actor, Gone, turn);
        Say(await Notifications.SinceAsync(_last, MostToasts + 1, actor, Gone));
        _last = await Notifications.LastAsync(actor, Gone);
        if (_told is not null)
            _told = await Notifications.PageAsync(Lines, null, false, actor, Gone);
        StateHasChanged();
    }

    private void Say(IReadOnlyList<NotificationView> news)
    {
        if (news.Count > MostToasts)
            Show(L["Several", Unread], NotificationWords.Page);
        else
            foreach (var told in news)
                Show(Words.Of(told), NotificationWords.PlaceOf(told), told);
    }

    private void Show(string text, string? place, NotificationView? told = null) =>
        Toasts.Show(text, null, place is null ? null : () => GoAsync(place, told), Clock.GetUtcNow().UtcDateTime + ToastFor, L["See"]);

    private async Task GoAsync(string place, NotificationView? told)
    {
        if (told is not null)
            await ReadAsync([told.Id]);
        Navigation.NavigateTo(place);
    }

    private async Task ToggleAsync(PanelEventArgs panel)
    {
        if (!panel.Open)
        {
            _told = null;
            return;
        }
        var actor = await Actors.CurrentAsync(Gone);
        _told = await Notifications.PageAsync(Lines, null, false, actor, Gone);
        _unread = await Notifications.CountAsync(actor, Gone);
    }

    private async Task ReadAsync(IReadOnlyList<long>? ids)
    {
        var actor = await Actors.FreshAsync(CancellationToken.None);
        await Desk.ReadAsync(ids, actor, CancellationToken.None);
        await HearAsync(Feed.TurnOf(actor.Id));         // the hand that marks it does not wait for the pace
    }
}
