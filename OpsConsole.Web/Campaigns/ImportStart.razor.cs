using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Campaigns;

/// <summary>Operación: a file is chosen and sent by plain HTTP; below, what was imported before.</summary>
public sealed partial class ImportStart
{
    private const int Shown = 20;

    private IReadOnlyList<ImportView>? _recent;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (!IsMissing)
            _recent = await Imports.RecentAsync(Code, Shown, Actor!, Gone);
    }

    private static string Tag(ImportState state) => state switch
    {
        ImportState.Completed => "tag ok",
        ImportState.Failed => "tag bad",
        ImportState.Running or ImportState.Waiting => "tag info",
        ImportState.Cancelled or ImportState.Reverted => "tag",
    };
}
