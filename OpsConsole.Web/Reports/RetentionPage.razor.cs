using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Reports;

/// <summary>"Cifras" of a retention campaign: how the requests of a time came out; it follows the log and the clock, and each figure leads to its cases.</summary>
public sealed partial class RetentionPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromSeconds(20);

    private Campaign? _campaign;
    private Actor? _actor;
    private RetentionAddress _address = new("");
    private RetentionPaper? _paper;
    private DateOnly _today;
    private string? _from, _to, _problem;
    private bool _looked;

    [SupplyParameterFromQuery(Name = RetentionAddress.Named)]
    public string? Span { get; set; }

    [SupplyParameterFromQuery(Name = RetentionAddress.First)]
    public string? First { get; set; }

    [SupplyParameterFromQuery(Name = RetentionAddress.Last)]
    public string? Last { get; set; }

    [Inject]
    private RetentionQueries Queries { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        Follow(Feed.FollowAsync(Pace, Gone), change => _campaign is { } campaign && change.Concerns(campaign.Id) ? ReadAsync(change.LastSequence) : Task.CompletedTask);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => _campaign is not null && Today != _today ? ReadAsync() : Task.CompletedTask);     // a new day has begun
    }

    protected override async Task OnParametersSetAsync()
    {
        var address = RetentionAddress.Parse(Code, Span, First, Last);
        if (_looked && address == _address)
            return;
        if (_campaign?.Code != Code)
        {
            _actor = await Actors.CurrentAsync(Gone);
            _campaign = await Campaigns.FindAsync(Code, _actor, Gone) is { Kind: CampaignKind.Retention } found ? found : null;
        }
        (_address, _paper) = (address, null);
        if (_campaign is not null)
            await ReadAsync();
        _looked = true;
    }

    private DateOnly Today => CampaignTime.Of(_campaign!, Clock).Today;

    private async Task ReadAsync(long? since = null)
    {
        var (campaign, address) = (_campaign!, _address);
        _today = Today;
        var (from, to, areDays) = address.DaysOn(_today);
        var (period, wrong) = areDays ? RetentionPeriod.Of(from, to, _today) : (default, new("report.not_a_day", "from"));
        (_from, _to) = address.Span is null ? (address.From, address.To) : (Iso(period.From), Iso(period.To));
        _problem = wrong is null ? null : Refused[wrong];
        if (wrong is not null)
        {
            _paper = null;
            StateHasChanged();
            return;
        }
        _actor = await Actors.CurrentAsync(Gone);
        var figures = await Queries.ReadAsync(campaign, period, _actor, Gone, since);
        if (address != _address)        // the person looks at another time by now
            return;
        _paper = new(figures, campaign, L);
        StateHasChanged();
    }

    private void ShowDays() => Navigation.NavigateTo(new RetentionAddress(Code, null, _from, _to).Href);

    private Task AskAsync(string format) =>
        _paper is { Figures: var figures } ? AskAsync(new NewReport(nameof(ReportType.Retention), format) { From = figures.From, To = figures.To }) : Task.CompletedTask;

    private FilterNode? Find(RetentionFigure figure) => Of(figure, _paper!.Figures.Total);

    private FilterNode? OfMotive(int row, int column) =>
        RetentionPaper.CountedOfMotives[column] is { } figure && _paper!.Figures.Motives.ElementAtOrDefault(row) is { } motive ? RetentionList.Of(figure, motive, _paper.Figures) : null;

    private FilterNode? OfAgent(int row, int column) => Of(column, _paper!.Figures.Agents.ElementAtOrDefault(row) is { } agent ? (agent.Count, RetentionList.By(agent)) : null);

    private FilterNode? OfLine(int row, int column) => Of(column, _paper!.Figures.Lines.ElementAtOrDefault(row) is { } line ? (line.Count, RetentionList.Of(line)) : null);

    private FilterNode? OfDay(int row, int column) => Of(column, _paper!.Figures.Days.ElementAtOrDefault(row) is { } day ? (day.Count, RetentionList.On(day)) : null);

    /// <param name="row">Null: the line of the totals.</param>
    private FilterNode? Of(int column, (RetentionCount Count, FilterNode Narrower)? row) => RetentionPaper.Counted[column] is not { } figure ? null
        : row is { } found ? Of(figure, found.Count, found.Narrower) : Of(figure, _paper!.Figures.Total);

    private FilterNode? Of(RetentionFigure figure, RetentionCount count, params IReadOnlyList<FilterNode> narrower) =>
        RetentionList.Of(figure, count, _paper!.Figures, _campaign!.Settings.Retention, narrower);

    private Task OpenAsync(FilterNode? tree) => OpenAsync(tree, GridAddress.CasesPlace);
}
