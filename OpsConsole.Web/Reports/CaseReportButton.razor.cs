using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Reports;

/// <summary>One case as PDF: made beside the work, shown in the strip of tasks.</summary>
public sealed partial class CaseReportButton
{
    [Parameter, EditorRequired]
    public required string Number { get; set; }

    /// <summary>It stands in a menu, not in a row of buttons.</summary>
    [Parameter]
    public bool InMenu { get; set; }

    [Inject]
    private ReportDesk Desk { get; set; } = null!;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    private async Task AskAsync()
    {
        var outcome = await Desk.RequestAsync(new(nameof(ReportType.Case), ExportJob.Pdf) { Number = Number, Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName }, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
        Toasts.Show(outcome is Outcome.Done ? L["Asked"] : Refused.Of(outcome));
        Board.Touch();
    }
}
