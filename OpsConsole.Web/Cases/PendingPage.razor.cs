using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>"Casos pendientes": what waits for the person, in the order of work, and beside it what is agreed on, shared and done today. It follows the log and the clock; while somebody's hand is on the list its order stays and a bar offers the new one.</summary>
public sealed partial class PendingPage
{
    /// <summary>Cases that are shown; whoever has more waiting works from the top.</summary>
    private const int Most = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromSeconds(20);

    /// <summary>Wherever a campaign is, its day begins at one of these.</summary>
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly Dictionary<int, Campaign?> _campaigns = [];
    private IReadOnlyList<PendingRow>? _shown, _waiting;
    private CasePreview? _preview;
    private QueueCounts? _counts;
    private QueueList? _read;
    private Actor? _actor;
    private OwnDay? _day;
    private string? _first, _chosen, _given;
    private DateTime _readAt;
    private bool _isNew, _isTouched, _returns;

    [SupplyParameterFromQuery(Name = QueueAddress.ListParameter)]
    public string? ListName { get; set; }

    /// <summary>The case that was looked at when the page was left; while it is here, the browser keeps it in the address.</summary>
    [SupplyParameterFromQuery(Name = QueueAddress.CaseParameter)]
    public string? Given { get; set; }

    [Inject]
    private QueueQueries Queue { get; set; } = default!;

    [Inject]
    private PreviewQueries Previews { get; set; } = default!;

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private QueueList List => QueueAddress.ListOf(ListName);

    private CampaignTime Time => new(Organisation.Value.Zone, Clock);

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string EmptyIcon => List switch
    {
        QueueList.Pending => "done_all",
        QueueList.Scheduled => "event_available",
        QueueList.Shared => "share",
        QueueList.ClosedToday => "task_alt",
        QueueList.Escalated => "block",
    };

    protected override async Task OnInitializedAsync()
    {
        var changes = Feed.FollowAsync(Pace, Gone);
        await ShowAsync();
        Follow(changes, Concerns);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => PassAsync());
    }

    protected override Task OnParametersSetAsync() => ShowAsync();

    // Back from a case: the row one came from has the focus again.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_returns || _shown is null)
            return;
        _returns = false;
        await Script.InvokeAsync<bool>("oc.focus", Gone, PendingRows.IdOf(_chosen!));
    }

    /// <summary>What the address says: another list, another case.</summary>
    private async Task ShowAsync()
    {
        var (isOther, isGiven) = (_read != List, _given != Given);
        if (isGiven)
            (_given, _chosen, _returns) = (Given, Given, Given is not null);
        if (isOther)
        {
            (_read, _shown, _waiting) = (List, null, null);
            if (Given is null)
                (_chosen, _preview) = (null, null);
            await ReadAsync();
        }
        else if (isGiven)
            await PreviewAsync();
    }

    private Task Concerns(CaseChanges changes) => _actor is { } actor && (changes.Everything || changes.Entries.Any(e => actor.Reaches(e.BranchId) || actor.HasShares || (_shown ?? []).Any(r => r.Row.Id == e.CaseId)))
        ? ReadAsync() : Task.CompletedTask;

    /// <summary>Time alone moves a case: a contact that was agreed on, a deadline, a day that begins.</summary>
    private Task PassAsync()
    {
        var now = Now;
        return now.Ticks / Quarter.Ticks != _readAt.Ticks / Quarter.Ticks || (_waiting ?? _shown ?? []).Any(r => r.MovesAt <= now) ? ReadAsync() : Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        var list = List;
        (_actor, _readAt) = (await Actors.CurrentAsync(Gone), Now);
        var rows = await RowsAsync(list, Most, _actor);
        var first = list == QueueList.Pending ? rows : await RowsAsync(QueueList.Pending, 1, _actor);
        var counts = _actor.MayWork ? await Queue.CountsAsync(_actor, Gone) : null;
        if (_actor.Role is Role.Agent or Role.BranchHead)
            _day = await Queue.DayAsync(Time.StartOf(Time.Today), _actor, Gone);
        if (list != List)       // the person is in another list by now
            return;
        (_counts, _first) = (counts, first is [var next, ..] ? next.Href : null);
        Take(rows);
        await PreviewAsync();
        StateHasChanged();
    }

    private async Task<List<PendingRow>> RowsAsync(QueueList list, int most, Actor actor)
    {
        var rows = new List<PendingRow>();
        foreach (var row in actor.MayWork ? await Queue.ListAsync(list, most, actor, Gone) : [])
        {
            if (!_campaigns.TryGetValue(row.CampaignId, out var campaign))
                _campaigns[row.CampaignId] = campaign = await Campaigns.OfIdAsync(row.CampaignId, actor, Gone);
            if (campaign is not null)
                rows.Add(new(row, campaign, CampaignTime.Of(campaign, Clock), list));
        }
        return rows;
    }

    private Task PickAsync(PickEventArgs picked)
    {
        _chosen = picked.Number;
        return PreviewAsync();
    }

    /// <summary>Reading alone: whoever looks at a case has not opened it.</summary>
    private async Task PreviewAsync()
    {
        var number = _chosen;
        var found = number is null || _actor is null ? null : await Previews.FindAsync(number, _actor, Gone);
        if (number == _chosen)
            _preview = found;
    }

    /// <summary>Rows under somebody's hand are patched where they stand.</summary>
    private void Take(List<PendingRow> rows)
    {
        if (!_isTouched || _shown is not { Count: > 0 } shown || shown.Select(Place).SequenceEqual(rows.Select(Place)))
        {
            (_shown, _waiting) = (rows, null);
            return;
        }
        var now = rows.ToDictionary(r => r.Row.Id);
        _shown = [.. shown.Select(r => now.TryGetValue(r.Row.Id, out var patched) && patched.Section == r.Section ? patched : r)];
        _waiting = rows;
    }

    private static (long, string) Place(PendingRow row) => (row.Row.Id, row.Section);

    private void ShowWaiting() => (_shown, _waiting) = (_waiting ?? _shown, null);

    private void Touch(bool touched)
    {
        _isTouched = touched;
        if (!touched && _waiting is not null)
            ShowWaiting();
    }

    private string Count(int count) => count < QueueQueries.MostCounted ? Formats.Number(count) : L["MoreThan", QueueQueries.MostCounted - 1];
}
