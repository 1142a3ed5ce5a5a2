using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Campaigns;

/// <summary>The projects a person sees, with figures that follow the cases; search, status and order stand in the address.</summary>
public sealed partial class Projects
{
    /// <summary>Figures of a whole project need no more: during an import it would otherwise be counted again four times a second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private static readonly CampaignStatus[] StatusOrder = [CampaignStatus.Published, CampaignStatus.Draft, CampaignStatus.Closed];

    private Actor? _actor;
    private IReadOnlyList<CampaignSummary>? _all;
    private IReadOnlyList<CampaignSummary> _shown = [];
    private ProjectList _list = ProjectList.From(null, null, null);
    private string? _typedAtFirst;
    private int _searchBox;

    [SupplyParameterFromQuery(Name = "buscar")]
    private string? Typed { get; set; }

    [SupplyParameterFromQuery(Name = "estado")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "orden")]
    private string? Order { get; set; }

    [Inject]
    private CampaignQueries Queries { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private IEnumerable<(CampaignStatus Status, int Count)> CountsByStatus =>
        from status in StatusOrder
        let count = _all!.Count(p => p.Status == status)
        where count > 0 || status == _list.Status
        select (status, count);

    /// <summary>How many there are, for those who do not see the rows come and go.</summary>
    private string Said => _shown.Count == _all!.Count
        ? L[_shown.Count == 1 ? "Count.One" : "Count", Formats.Number(_shown.Count)]
        : L["Count.Of", Formats.Number(_shown.Count), Formats.Number(_all.Count)];

    protected override async Task OnInitializedAsync()
    {
        Follow(Feed.FollowAsync(Pace, Gone), LoadAgainAsync);
        _typedAtFirst = Typed;
        await LoadAsync();
    }

    protected override void OnParametersSet()
    {
        _list = ProjectList.From(Typed, Status, Order);
        if (_all is not null)
            _shown = _list.Of(_all);
    }

    /// <summary>Working a case leaves the figures of its project alone.</summary>
    private static bool MovesFigures(CaseChange change) =>
        change.Type is CaseEventType.Created or CaseEventType.UpdatedByImport or CaseEventType.BaseUpdated or CaseEventType.ImportReverted or CaseEventType.Transferred or CaseEventType.Undone
            or CaseEventType.Merged or CaseEventType.MergeUndone;

    private static string? Current(bool here) => here ? "true" : null;

    private async Task LoadAgainAsync(CaseChanges changes)
    {
        if (!changes.Everything && !changes.Entries.Any(MovesFigures))
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        _all = await Queries.ListAsync(_actor, Gone);
        _shown = _list.Of(_all);
    }

    // The box keeps what is typed by itself: rendering its value again could swallow letters typed meanwhile.
    private void Search(ChangeEventArgs e) => Go(_list with { Search = ((string?)e.Value)?.Trim() is { Length: > 0 } typed ? typed : null });

    private void ClearSearch()
    {
        (_typedAtFirst, _searchBox) = (null, _searchBox + 1);
        Go(_list with { Search = null, Status = null });
    }

    private void Go(ProjectList list) => Navigation.NavigateTo(list.Link(), replace: true);
}
