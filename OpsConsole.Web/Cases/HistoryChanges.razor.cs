using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>What one entry of the log changed, old beside new.</summary>
public sealed partial class HistoryChanges
{
    [Parameter, EditorRequired]
    public required HistoryLine Line { get; set; }

    [Parameter, EditorRequired]
    public required HistoryWords Words { get; set; }
}
