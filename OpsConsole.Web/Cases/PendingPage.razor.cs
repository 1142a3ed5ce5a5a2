using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>"Casos pendientes": what waits for the person, in the order of work. It follows the log and the clock; while somebody's hand is on the list its order stays and a bar offers the new one.</summary>
public sealed partial class PendingPage
{
    /// <summary>Cases that are shown; whoever has more waiting works from the top.</summary>
    private const int Most = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromSeconds(20);

    private readonly Dictionary<int, Campaign?> _campaigns = [];
    private IReadOnlyList<PendingRow>? _shown, _waiting;
    private Actor? _actor;
    private OwnDay? _day;
    private bool _isNew, _isTouched;

    [Inject]
    private QueueQueries Queue { get; set; } = default!;

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

    private CampaignTime Time => new(Organisation.Value.Zone, Clock);

    private PendingRow? First => (_waiting ?? _shown) is [var first, ..] ? first : null;

    protected override async Task OnInitializedAsync()
    {
        var changes = Feed.FollowAsync(Pace, Gone);
        await ReadAsync();
        Follow(changes, Concerns);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => PassAsync());
    }

    private Task Concerns(CaseChanges changes) => _actor is { } actor && (changes.Everything || changes.Entries.Any(e => actor.Reaches(e.BranchId) || actor.HasShares || (_shown ?? []).Any(r => r.Row.Id == e.CaseId)))
        ? ReadAsync() : Task.CompletedTask;

    /// <summary>Time alone moves a case: a contact that was agreed on, a deadline.</summary>
    private Task PassAsync()
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        return (_waiting ?? _shown ?? []).Any(r => r.MovesAt <= now) ? ReadAsync() : Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        var rows = new List<PendingRow>();
        foreach (var row in _actor.MayWork ? await Queue.ReadAsync(Most, _actor, Gone) : [])
        {
            if (!_campaigns.TryGetValue(row.CampaignId, out var campaign))
                _campaigns[row.CampaignId] = campaign = await Campaigns.OfIdAsync(row.CampaignId, _actor, Gone);
            if (campaign is not null)
                rows.Add(new(row, campaign, CampaignTime.Of(campaign, Clock)));
        }
        if (_actor.Role is Role.Agent or Role.BranchHead)
            _day = await Queue.DayAsync(Time.StartOf(Time.Today), _actor, Gone);
        Take(rows);
        StateHasChanged();
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
        _shown = [.. shown.Select(r => now.TryGetValue(r.Row.Id, out var patched) && patched.Group == r.Group ? patched : r)];
        _waiting = rows;
    }

    private static (long, PendingGroup) Place(PendingRow row) => (row.Row.Id, row.Group);

    private void ShowWaiting() => (_shown, _waiting) = (_waiting ?? _shown, null);

    private void Touch(bool touched)
    {
        _isTouched = touched;
        if (!touched && _waiting is not null)
            ShowWaiting();
    }

    private static string? CssOf(PendingGroup group) => group switch { PendingGroup.Now => "pri", PendingGroup.Overdue => "hot", PendingGroup.Today or PendingGroup.Later => null };

    private static string Moment(DateTime at, PendingRow row) => row.Time.Day(at) == row.Time.Today ? Formats.Time(at, row.Time.Zone) : Formats.Moment(at, row.Time.Zone);
}
