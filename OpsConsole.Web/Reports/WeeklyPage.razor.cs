using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Reports;

/// <summary>"Informes": the frozen weeks of a project, each on the page, as PDF and as workbook; a supervisor sees those of the own branches.</summary>
public sealed partial class WeeklyPage
{
    private const int MostLate = 100;

    private Campaign? _campaign;
    private Actor? _actor;
    private IReadOnlyList<WeeklyLine> _weeks = [];
    private WeeklyPaper? _paper;
    private string? _from, _to, _problem;
    private bool _looked;

    /// <summary>Of a week's report; without one the newest is shown.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    private WeeklyReportQueries Queries { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ControlTexts> Words { get; set; } = null!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_campaign?.Code == Code && _paper is not null && _paper.View.Id == Id)
            return;
        _actor = await Actors.CurrentAsync(Gone);
        _campaign = await Campaigns.FindAsync(Code, _actor, Gone);
        if (_campaign is { Kind: not CampaignKind.CloseTheLoop })
            _campaign = null;
        if (_campaign is not null)
            await ReadAsync(_campaign, _actor);
        _looked = true;
    }

    private async Task ReadAsync(Campaign campaign, Actor actor)
    {
        _weeks = await Queries.ListAsync(campaign.Id, actor, Gone);
        var view = (Id ?? (_weeks is [var newest, ..] ? newest.Id : null)) is { } id ? await Queries.FindAsync(id, actor, Gone) : null;
        if (Id is not null && view?.Campaign.Id != campaign.Id)
            _campaign = null;
        _paper = view is null ? null : new(view, L, Words, Organisation.Value.Zone);
    }

    private void Choose(ChangeEventArgs change) => Navigation.NavigateTo(ReportPlaces.Week(Code, (string)change.Value!));

    /// <summary>Another week than those that are there.</summary>
    private async Task MakeAsync()
    {
        var (from, to) = (Day(_from), Day(_to));
        _problem = from is null ? Refused.Of("report.not_a_day") : null;
        if (from is not null && await AskAsync(from.Value, "pdf", to))
            _weeks = await Queries.ListAsync(_campaign!.Id, _actor!, Gone);
    }

    private Task AskAsync(DateOnly week, string format) => AskAsync(week, format, null);

    private async Task<bool> AskAsync(DateOnly week, string format, DateOnly? to)
    {
        if (await RequestAsync(new(nameof(ReportType.Weekly), format) { From = week, To = to }) is not { } outcome)
            return false;
        _problem = outcome is Outcome.Done ? null : Refused.Of(outcome);
        return outcome is Outcome.Done;
    }

    private string NameOf(WeeklyLine week) => L["Weekly.Period", ISOWeek.GetWeekOfYear(week.Week.ToDateTime(default)), Written(week.Week), Written(week.Week.AddDays(6))];

    /// <summary>The alerts that the branch received in the week, as they stand now.</summary>
    private async Task OpenBranchAsync(long branch)
    {
        var (figures, code) = (_paper!.Figures, _paper.View.BranchCodes[(int)branch]);
        var tree = new FilterGroup(Connector.All, [
            new FilterCondition(CaseField.Management, FieldCatalog.IsAlert, "eq", JsonSerializer.SerializeToElement(true)), new FilterCondition(CaseField.Management, FieldCatalog.Branch, "eq", JsonSerializer.SerializeToElement(code)),
            new FilterCondition(SchemaField.Meta, FieldCatalog.SurveyTime, "gte", JsonSerializer.SerializeToElement(figures.Week)), new FilterCondition(SchemaField.Meta, FieldCatalog.SurveyTime, "lte", JsonSerializer.SerializeToElement(figures.LastDay))]);
        await OpenAsync(tree, GridAddress.LoopPlace);
    }

    private static string CaseHref(long id) => $"/casos/{Domain.Cases.CaseNumber.Of(id)}";

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
