using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Imports;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Campaigns;

/// <summary>What would happen: totals, the first rows, and every row that would stay out with the reason.</summary>
public sealed partial class ImportReview
{
    private const string First = "primeras", Errors = "errores", Warnings = "avisos";
    private const int FirstRows = 50, MostProblems = 200;

    private IReadOnlyList<BoundColumn> _columns = [];
    private IReadOnlyList<PreviewRow> _rows = [];
    private IEnumerable<KeyValuePair<string, int>> _reasons = [];
    private string _show = First;

    [SupplyParameterFromQuery(Name = "ver")]
    private string? Shown { get; set; }

    [Inject]
    private ImportPeek Peek { get; set; } = default!;

    private int ToImport => Import!.Created + Import.Updated;

    private bool MayRun => Import is { State: ImportState.Completed, DryRun: true } && ToImport > 0;

    private IEnumerable<string> Notices =>
    [
        .. Import!.Notices.Where(n => n.Code is not (ImportNotice.Header or ImportNotice.Shape or ImportNotice.Cases)).Select(Words.Of),
        .. Import.WithoutBase > 0 ? [L["Notice.base.missing", Controls.Formats.Number(Import.WithoutBase)].Value] : Array.Empty<string>(),
    ];

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (IsMissing || Import is null)
            return;
        if (!Import.DryRun)
            Navigation.NavigateTo(ImportAddress.Result(Code, Id));
        else if (Import.State == ImportState.Waiting)
            Navigation.NavigateTo(ImportAddress.Columns(Code, Id));
        else if (IsRunning)
            Follow(WhileRunningAsync(Gone), _ => AgainAsync());
    }

    protected override Task OnParametersSetAsync() => Import is null || IsRunning ? Task.CompletedTask : ShowAsync();

    private async Task AgainAsync()
    {
        await LoadAsync();
        if (!IsRunning)
            await ShowAsync();
        StateHasChanged();
    }

    private async Task ShowAsync()
    {
        if (Import is not { State: ImportState.Completed } import)
            return;
        var mapping = ImportMapping.Parse(import.Mapping);
        var (file, _) = await Peek.OpenAsync(import, mapping, Gone);
        if (file is null)
            return;
        _columns = [.. ColumnPlan.For(file, mapping, Campaign!, import.Kind).Columns.Where(c => c.Index is not null)];
        _reasons = (await Imports.ReasonsAsync(Id, warnings: false, Actor!, Gone)).OrderByDescending(r => r.Value).Take(4);
        _show = Shown is First or Errors or Warnings ? Shown : import.Rejected > 0 ? Errors : First;
        var problems = await Imports.ProblemsAsync(Id, _show == Warnings, MostProblems, Actor!, Gone);
        _rows = _show == First
            ? [.. (await ImportPeek.FirstAsync(file, FirstRows, Gone)).Select(row => PreviewRow.Of(row, _columns, problems))]
            : [.. PreviewRow.Of(problems, _columns)];
    }

    private async Task StartAsync()
    {
        if (await DoAsync(actor => Desk.StartAsync(Id, actor, Gone)))
            Navigation.NavigateTo(ImportAddress.Result(Code, Id));
    }

    private string? Here(string show) => _show == show ? "true" : null;
}
