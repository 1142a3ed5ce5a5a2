using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Board;

/// <summary>The rows behind one figure of the board, over campaigns; the late list too. It says when it is no longer what the figure counts, and moves nothing under the hand.</summary>
public sealed partial class FigureListPage
{
    /// <summary>Stands in the address for cases that nobody is responsible for.</summary>
    public const string Nobody = "nadie";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private FigurePage? _page;
    private FigureKind? _kind;
    private FigureList? _list;
    private Actor? _actor;
    private string? _place;
    private bool _unknown, _isOld;

    [SupplyParameterFromQuery(Name = BoardAddress.Figure)]
    public string? Figure { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.Campaign)]
    public string? Campaign { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.Region)]
    public string? Region { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.Branch)]
    public string? Branch { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.Person)]
    public string? Person { get; set; }

    [SupplyParameterFromQuery(Name = BoardAddress.From)]
    public string? From { get; set; }

    [Inject]
    private BoardQueries Board { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string Heading => _kind is { } kind ? string.Join(" · ", new[] { L["List." + kind].Value, _place }.Where(part => !string.IsNullOrEmpty(part))) : L["Title"];

    protected override void OnInitialized() => Follow(Feed.FollowAsync(Pace, Gone), Heard);

    protected override async Task OnParametersSetAsync()
    {
        _kind = BoardAddress.KindOf(Figure);
        _actor = await Actors.CurrentAsync(Gone);
        if (_kind is not { } kind)
            return;
        var board = await Board.ReadAsync(new(), Organisation.Value.Zone, _actor, Gone);
        var campaign = board.Campaigns.FirstOrDefault(c => c.Code == Campaign);
        var region = board.Regions.FirstOrDefault(r => r.Code == Region);
        var branch = board.Branches.FirstOrDefault(b => b.Code == Branch);
        var person = Person == Nobody ? 0 : int.TryParse(Person, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (int?)null;
        _unknown = (Campaign is not null && campaign is null) || (Region is not null && region is null) || (Branch is not null && branch is null) || (Person is not null && person is null);
        _place = string.Join(" · ", new[] { branch?.Name ?? region?.Name, campaign?.Name }.Where(part => part is not null));
        (_list, _page) = (new(kind, campaign?.Id, region?.Id, branch?.Id, person), null);
        if (!_unknown)
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_list is not { } list || _actor is null)
            return;
        var page = await Board.ListAsync(list, Organisation.Value.Zone, From, _actor = await Actors.CurrentAsync(Gone), Gone);
        if (list == _list)
            (_page, _isOld) = (page, false);
    }

    private async Task Heard(CaseChanges changes)
    {
        if (_page is not { } shown || _isOld || _list is not { } list || _actor is null)
            return;
        var now = await Board.ListAsync(list, Organisation.Value.Zone, From, _actor, Gone);
        if (!ReferenceEquals(shown, _page))
            return;
        _isOld = now.Total != shown.Total || !now.Rows.Select(r => (r.Id, r.Version)).SequenceEqual(shown.Rows.Select(r => (r.Id, r.Version)));
        if (_isOld)
            StateHasChanged();
    }

    private string Address(string? from) => BoardAddress.ListOf(_kind!.Value, Campaign, Region, Branch, Person, from);

    private string Href(CaseRow row)
    {
        var campaign = _page!.Campaigns[row.CampaignId];
        return ProjectPlaces.CaseAddress(campaign.Code, campaign.Kind, row.Number);
    }

    private TimeZoneInfo ZoneOf(CaseRow row) => TimeZoneInfo.FindSystemTimeZoneById(_page!.Campaigns[row.CampaignId].TimeZone);
}
