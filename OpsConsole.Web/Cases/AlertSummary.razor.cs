using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>What was recorded, for whoever may not or need not change it; and what its reader had typed before somebody else finished it.</summary>
public sealed partial class AlertSummary
{
    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    [Parameter]
    public bool ViewOnly { get; set; }

    [Parameter]
    public EventCallback OnReopen { get; set; }

    [Parameter]
    public EventCallback OnDiscarded { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    private Draft? Left => Alert.Detail.Draft;

    private string? LeftPlan => Left is { } draft ? AlertDraft.Read(draft.Content, Alert.Time)?.Form.ActionPlan : null;

    private async Task DiscardAsync()
    {
        await Commands.DiscardDraftAsync(Alert.Number, CancellationToken.None);
        await OnDiscarded.InvokeAsync();
    }
}
