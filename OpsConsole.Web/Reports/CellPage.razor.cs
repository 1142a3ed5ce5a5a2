using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Reports;

/// <summary>"Cifras" of a repeat-contacts cell: its day, its week as the client is told, its quality; it follows the log, and each figure leads to its cases.</summary>
public sealed partial class CellPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private Campaign? _campaign;
    private Actor? _actor;
    private CellAddress _address = new("");
    private CellPaper? _paper;
    private DateOnly _day;
    private CellAgent? _opening;
    private string? _problem;
    private bool _looked;

    [SupplyParameterFromQuery(Name = CellAddress.Report)]
    public string? Report { get; set; }

    [SupplyParameterFromQuery(Name = CellAddress.Date)]
    public string? Date { get; set; }

    [SupplyParameterFromQuery(Name = CellAddress.Columns)]
    public string? Columns { get; set; }

    [Inject]
    private CellQueries Queries { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override void OnInitialized() =>
        Follow(Feed.FollowAsync(Pace, Gone), change => _campaign is { } campaign && change.Concerns(campaign.Id) ? ReadAsync(change.LastSequence) : Task.CompletedTask);

    protected override async Task OnParametersSetAsync()
    {
        var address = CellAddress.Parse(Code, Report, Date, Columns);
        if (_looked && address == _address)
            return;
        if (_campaign?.Code != Code)
        {
            _actor = await Actors.CurrentAsync(Gone);
            _campaign = await Campaigns.FindAsync(Code, _actor, Gone) is { Kind: CampaignKind.RepeatContact } found ? found : null;
        }
        var turned = _address with { ByArea = address.ByArea } == address;
        _address = address;
        if (!turned)
            _paper = null;
        if (_campaign is not null)
            await ReadAsync();
        _looked = true;
    }

    private bool HasAny => _paper switch
    {
        CellDayPaper { Figures.Total.Forms: > 0 } or CellWeekPaper { Figures.Total.Forms: > 0 } => true,
        CellQualityPaper paper => paper.Figures.Total.Marked > 0 || paper.HasTrend,
        _ => false,
    };

    private Task ReadNowAsync() => ReadAsync();

    private async Task ReadAsync(long? since = null)
    {
        var (campaign, address, today) = (_campaign!, _address, CampaignTime.Of(_campaign!, Clock).Today);
        var (day, wrong) = address.Tab == CellTab.Day ? CellHour.Day(address.Day, today) : CellHour.Week(address.Day is { } asked ? CellHour.MondayOf(asked) : null, today);
        (_day, _problem) = (wrong is null ? day : address.Day ?? today, wrong is null ? null : Refused[wrong]);
        if (wrong is not null)
        {
            _paper = null;
            StateHasChanged();
            return;
        }
        _actor = await Actors.CurrentAsync(Gone);
        CellPaper paper = address.Tab switch
        {
            CellTab.Day => new CellDayPaper(await Queries.DayAsync(campaign, day, _actor, Gone, since), campaign, L),
            CellTab.Week => new CellWeekPaper(await Queries.WeekAsync(campaign, day, _actor, Gone), campaign, L, CampaignTime.Of(campaign, Clock).Zone),
            CellTab.Quality => new CellQualityPaper(await Queries.QualityAsync(campaign, day, _actor, Gone), campaign, L),
        };
        if (address != _address)        // the person looks at something else by now
            return;
        _paper = paper;
        StateHasChanged();
    }

    private void Choose(ChangeEventArgs e)
    {
        if (DateOnly.TryParseExact(e.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Navigation.NavigateTo((_address with { Day = _address.Tab == CellTab.Day ? day : CellHour.MondayOf(day) }).Href);
    }

    private CellAddress Beside(int step) => _address with { Day = _day.AddDays(step * (_address.Tab == CellTab.Day ? 1 : 7)) };

    private Task AskAsync(string format) => AskAsync(_address.Tab switch
    {
        CellTab.Day => new NewReport(nameof(ReportType.Daily), format) { From = _day, To = _day },
        CellTab.Week => new(nameof(ReportType.WeeklyClient), format) { From = _day, To = _day.AddDays(6) },
        CellTab.Quality => new(_paper is CellQualityPaper { Figures.Total.Marked: 0 } ? nameof(ReportType.Causes) : nameof(ReportType.TopErrors), format) { From = _day, To = _day.AddDays(6) },
    });

    private RepeatCell Cell => _campaign!.Settings.Cell;

    private FilterNode? OfTile(int at) => (_paper, at) switch
    {
        (CellDayPaper day, _) => OfTotal(day.Figures.Total, at, day.Figures.Day, day.Figures.Day),
        (CellWeekPaper week, < 2) => OfTotal(week.Figures.Total, at, week.Figures.Week, week.Figures.LastDay),
        (CellQualityPaper quality, 0) when quality.Figures.Total.Marked > 0 => CellList.Of(quality.Figures.Week, quality.Figures.LastDay, CellList.Marked),
        (CellQualityPaper quality, 1) when quality.Figures.Total.Wrong > 0 => CellList.Of(quality.Figures.Week, quality.Figures.LastDay, CellList.Wrong(Cell)),
        _ => null,
    };

    /// <param name="at">0 forms, 1 escalated, 2 pending.</param>
    private static FilterNode? OfTotal(CellCount count, int at, DateOnly from, DateOnly to, params IReadOnlyList<FilterNode?> narrower) => at switch
    {
        0 when count.Forms > 0 => CellList.Of(from, to, narrower),
        1 when count.Escalated > 0 => CellList.Of(from, to, [.. narrower, CellList.Escalated]),
        2 when count.Pending > 0 => CellList.Of(from, to, [.. narrower, CellList.Pending]),
        _ => null,
    };

    private FilterNode? OfPivot(int row, int column)
    {
        if (_paper is not CellDayPaper paper || column == 0)
            return null;
        var (day, heads) = (paper.Figures.Day, _address.ByArea ? paper.Areas.Count : CellPaper.States.Count);
        var isTotal = row >= paper.Causes.Count;
        var groups = paper.Figures.Groups.Where(g => isTotal || g.Cause == paper.Causes[row]);
        List<FilterNode?> narrower = isTotal ? [] : [CellList.Cause(paper.Causes[row], Cell)];
        if (column > heads)
            return OfTotal(CellCount.Sum(groups), column - heads - 1, day, day, narrower);
        var at = column - 1;
        var own = groups.Where(g => _address.ByArea ? g.Area == paper.Areas[at] : g.State == CellPaper.States[at]);
        return OfTotal(CellCount.Sum(own), 0, day, day, [.. narrower, _address.ByArea ? CellList.Area(paper.Areas[at], Cell) : CellList.State(CellPaper.States[at])]);
    }

    private FilterNode? OfWeekCause(int row, int column)
    {
        if (_paper is not CellWeekPaper { Figures: var week } paper || column == 0)
            return null;
        return row >= paper.Causes.Count ? OfTotal(week.Total, column - 1, week.Week, week.LastDay)
            : OfTotal(CellCount.Sum(week.Groups.Where(g => g.Cause == paper.Causes[row])), column - 1, week.Week, week.LastDay, CellList.Cause(paper.Causes[row], Cell));
    }

    private FilterNode? OfWeekArea(int row, int column)
    {
        if (_paper is not CellWeekPaper { Figures: var week } paper || column != 1)
            return null;
        var areas = paper.Areas.OfType<string>().Where(week.Areas.ContainsKey).ToList();
        return row >= areas.Count ? OfTotal(week.Total, 1, week.Week, week.LastDay) : CellList.Of(week.Week, week.LastDay, CellList.Area(areas[row], Cell), CellList.Escalated);
    }

    private FilterNode? OfAgent(IReadOnlyList<CellAgent> agents, int row, int column)
    {
        if (_paper is not CellQualityPaper { Figures: var quality } || agents.ElementAtOrDefault(row) is not { } agent)
            return null;
        return column switch
        {
            2 => CellList.Of(quality.Week, quality.LastDay, CellList.By(agent), CellList.Wrong(Cell)),
            3 => CellList.Of(quality.Week, quality.LastDay, CellList.By(agent), CellList.Marked),
            _ => null,
        };
    }

    private void OpenFeedback(long agent) => _opening = _paper is CellQualityPaper paper ? paper.Figures.Top.FirstOrDefault(a => a.Id == agent) : null;

    private async Task FeedbackOpenedAsync()
    {
        _opening = null;
        Toasts.Show(L["Feedback.Opened"]);
        await ReadAsync();
    }

    private Task OpenAsync(FilterNode? tree) => OpenAsync(tree, GridAddress.CasesPlace);
}
