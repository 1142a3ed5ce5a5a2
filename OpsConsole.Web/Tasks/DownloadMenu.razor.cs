using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Tasks;

/// <summary>The list on screen as a file: made beside the work, shown in the strip of tasks.</summary>
public sealed partial class DownloadMenu
{
    private bool _asking;

    [Parameter, EditorRequired]
    public required string Campaign { get; set; }

    /// <summary>What the file is called before its date.</summary>
    [Parameter, EditorRequired]
    public required string Prefix { get; set; }

    /// <summary>The list as it is shown when somebody asks.</summary>
    [Parameter, EditorRequired]
    public required Func<CaseQuery> Query { get; set; }

    [Parameter, EditorRequired]
    public required Func<IReadOnlyList<ExportColumn>> Columns { get; set; }

    /// <summary>Rows it would have; null while they are counted.</summary>
    [Parameter]
    public int? Total { get; set; }

    [Inject]
    private ExportDesk Exports { get; set; } = null!;

    [Inject]
    private ReportDesk Reports { get; set; } = null!;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    private Task AskAsync(string format, string? separator) => AskAsync(actor =>
        Exports.RequestAsync(new(Campaign, format, _ => Query(), Columns(), separator) { Prefix = Prefix, Language = Language }, actor, CancellationToken.None));

    /// <summary>The filter in words, totals, charts and the rows.</summary>
    private Task AskSummaryAsync() => AskAsync(actor =>
        Reports.RequestAsync(new(nameof(ReportType.Grid), ExportJob.Pdf) { Campaign = Campaign, Query = _ => Query(), Columns = Columns(), Language = Language }, actor, CancellationToken.None));

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private async Task AskAsync(Func<Actor, Task<Outcome>> ask)
    {
        if (_asking)
            return;
        _asking = true;
        try
        {
            var outcome = await ask(await Actors.FreshAsync(CancellationToken.None));
            if (outcome is not Outcome.Done)
                Toasts.Show(Refused.Of(outcome));
        }
        finally
        {
            _asking = false;
        }
        Board.Touch();
    }
}
