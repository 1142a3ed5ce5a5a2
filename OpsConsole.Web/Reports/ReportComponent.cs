using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Reports;

/// <summary>A page of a project's figures: they can be asked for as a file, and lead to the cases behind them.</summary>
public abstract class ReportComponent : LiveComponent
{
    private bool _asking;

    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    protected IStringLocalizer<ReportTexts> L { get; set; } = null!;

    [Inject]
    protected CampaignQueries Campaigns { get; set; } = null!;

    [Inject]
    protected ActorAccessor Actors { get; set; } = null!;

    [Inject]
    protected RefusalWords Refused { get; set; } = null!;

    [Inject]
    protected Toasts Toasts { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ReportDesk Desk { get; set; } = null!;

    [Inject]
    private SavedFilterDesk Filters { get; set; } = null!;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    /// <summary>The file that is asked for is made under Tareas. Null: one is being asked for already.</summary>
    protected async Task<Outcome?> RequestAsync(NewReport wanted)
    {
        if (_asking)
            return null;
        _asking = true;
        try
        {
            var outcome = await Desk.RequestAsync(wanted with { Campaign = Code, Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName }, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            if (outcome is Outcome.Done)
                Toasts.Show(L["Asked"]);
            return outcome;
        }
        finally
        {
            _asking = false;
            Board.Touch();
        }
    }

    protected async Task AskAsync(NewReport wanted)
    {
        if (await RequestAsync(wanted) is { } outcome and not Outcome.Done)
            Toasts.Show(Refused.Of(outcome));
    }

    /// <summary>The list behind a figure.</summary>
    protected async Task OpenAsync(FilterNode? tree, string place)
    {
        if (tree is not null && await Filters.ApplyAsync(Code, JsonSerializer.SerializeToElement(FilterJson.ToJson(tree)), await Actors.FreshAsync(Gone), Gone) is Outcome.Done { Id: { } id })
            Navigation.NavigateTo(new GridAddress { Campaign = Code, Place = place, Filter = id }.Href);
    }

    protected static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
