using OpsConsole.Domain.Imports;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Campaigns;

/// <summary>The run as it goes and what came of it; within 24 hours it can be taken back from here.</summary>
public sealed partial class ImportResult
{
    private const int MostKept = 500;

    private IReadOnlyList<ImportProblem> _kept = [];

    private bool MayTakeBack => Import is { State: ImportState.Completed, DryRun: false, CancelRequested: false, FinishedAt: { } at } && Clock.GetUtcNow().UtcDateTime - at <= Domain.Imports.Import.TakeBackWindow;

    private string Progress => Import switch
    {
        { State: ImportState.Completed } => L["TakingBack"],
        { CancelRequested: true } => L["Cancelling"],
        { RowsInFile: 0 } => L["Queued"],
        { } running => L["Running", Formats.Number(running.Total), Formats.Number(running.RowsInFile)],
        null => "",
    };

    protected override async Task OnInitializedAsync()
    {
        await AgainAsync();
        if (IsMissing || Import is null)
            return;
        if (Import is { DryRun: true, State: not (ImportState.Failed or ImportState.Cancelled) })
            Navigation.NavigateTo(Import.State == ImportState.Waiting ? ImportAddress.Columns(Code, Id) : ImportAddress.Review(Code, Id));
        else if (IsRunning)
            Follow(WhileRunningAsync(Gone), _ => AgainAsync());
    }

    private async Task AgainAsync()
    {
        await LoadAsync();
        if (Import is { State: ImportState.Reverted or ImportState.Cancelled })
            _kept = [.. (await Imports.ProblemsAsync(Id, warnings: true, MostKept, Actor!, Gone)).Where(p => p.Code == "revert.kept")];
        StateHasChanged();
    }

    private async Task CancelAsync()
    {
        var wasRunning = IsRunning;
        await DoAsync(actor => Desk.CancelAsync(Id, actor, Gone));
        await AgainAsync();
        if (IsRunning && !wasRunning)
            Follow(WhileRunningAsync(Gone), _ => AgainAsync());
    }
}
