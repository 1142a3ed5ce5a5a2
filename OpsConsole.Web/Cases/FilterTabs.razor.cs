using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>The sets one can look at with a click: alerts, all records, the saved filters one knows of, each with its count. Counting costs a tenth of the time at most.</summary>
public sealed partial class FilterTabs : LiveComponent
{
    /// <summary>Counts follow changes at most this often, and less often where counting is slow.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Further filters are in a menu, so that the row stays one row.</summary>
    public const int MostShown = 7;

    private const int Rest = 10;

    private readonly Dictionary<string, int?> _counts = [];
    private IReadOnlyList<Tab> _tabs = [];
    private int _revision = -1;

    [Parameter, EditorRequired]
    public required GridAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required GridFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    /// <summary>Who looks: the grid's own reader, whose rights the circuit watches.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The reader asked for nothing to change on screen.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    /// <summary>Further buttons of the row.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private SavedFilterQueries Saved { get; set; } = null!;

    [Inject]
    private CaseQueries Queries { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private IEnumerable<Tab> Shown => _tabs.Take(MostShown);

    private IReadOnlyList<Tab> Hidden => [.. _tabs.Skip(MostShown)];

    protected override void OnInitialized() => Follow(Feed.FollowAsync(Pace, Gone), FollowAsync);

    /// <summary>Figures that are slow to count are counted less often; what changes meanwhile is counted then.</summary>
    private async Task FollowAsync(CaseChanges changes)
    {
        if (!changes.Concerns(Campaign.Id))
            return;
        var started = Clock.GetUtcNow();
        await CountAsync(changes.LastSequence);
        await Task.Delay((Clock.GetUtcNow() - started) * Rest, Clock, Gone);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_revision == Filter.Revision)
            return;
        _revision = Filter.Revision;
        try
        {
            var saved = await Saved.ListAsync(Address.Campaign, Actor, Gone) ?? [];
            var home = new GridAddress { Campaign = Address.Campaign, Place = Address.Place };
            Tab[] first = Address.Place == GridAddress.CasesPlace
                ? [new("all", L["TabAll"], 1, (home with { All = true }).Href, FilterNode.Everything, false)]
                : [new("alerts", L["TabAlerts"], 1, (home with { Alerts = true }).Href, GridFilter.AlertsOnly, false), new("all", L["TabAll"], 2, (home with { All = true }).Href, FilterNode.Everything, false)];
            List<Tab> tabs =
            [
                .. first,
                .. saved.Index().Select(s => new Tab(s.Item.Id, s.Item.Name!, s.Index + first.Length + 1, (home with { Filter = s.Item.Id }).Href, s.Item.Tree, !s.Item.IsOwn)),
            ];
            _tabs = tabs;
            StateHasChanged();
            await CountAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>One after the other: many windows under one scope share each count, and none of them holds the database for itself.</summary>
    private async Task CountAsync(long? since = null)
    {
        if (IsPaused)
            return;
        foreach (var tab in _tabs)
        {
            try
            {
                if (tab.Tree is not null)
                    _counts[tab.Id] = await Queries.CountAsync(new(Campaign.Id) { Known = Campaign, Filter = tab.Tree }, Actor, Gone, since);
            }
            catch (RefusedException)        // too slow, or no longer a filter of this campaign: no number is better than an old one
            {
                _counts[tab.Id] = null;
            }
        }
        StateHasChanged();
    }

    private string? CountOf(Tab tab) => _counts.TryGetValue(tab.Id, out var count) ? count is { } known ? Formats.Number(known) : Formats.Nothing : null;

    private bool IsCurrent(Tab tab) => Address.Filter is { } id ? tab.Id == id : tab.Id == (Address.ShowsAll ? "all" : "alerts");

    private sealed record Tab(string Id, string Name, int Number, string Href, FilterNode? Tree, bool IsShared)
    {
        public string Place => Number.ToString(CultureInfo.InvariantCulture);
    }
}
