using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>Which alert, how it stands, who else is here, and what can be done besides the form.</summary>
public sealed partial class AlertHeader
{
    private AlertAction? _action;
    private string? _about;
    private AlertPresence? _presence;

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    /// <summary>Where the person came from.</summary>
    [Parameter, EditorRequired]
    public required GridAddress List { get; set; }

    /// <summary>The pending queue led here, not the list.</summary>
    [Parameter]
    public bool FromQueue { get; set; }

    /// <summary>Goes to the alert before this one in the list (true), or after it.</summary>
    [Parameter, EditorRequired]
    public required Func<bool, Task> OnStep { get; set; }

    [Parameter]
    public bool ViewOnly { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Takes the action back that was just done.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> OnUndo { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Refusals { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string DueKey => Alert.Sla == SlaState.Overdue || Alert.IsCompleted ? "Due.Past" : "Due.Ahead";

    private string Back => FromQueue ? ShellSetup.Queue : List.Href;

    private string OtherMode => FromQueue ? ProjectPlaces.FromQueue(List.CaseHref(Alert.Number, !ViewOnly)) : List.CaseHref(Alert.Number, !ViewOnly);

    private IEnumerable<AlertAction> Offered => Alert.IsCompleted
        ? Alert.Actor.MayReopen ? [AlertAction.Reopen] : []
        : Alert.Actor.MayTransfer ? [AlertAction.Share, AlertAction.Transfer, AlertAction.Reassign, AlertAction.Note] : [AlertAction.Share, AlertAction.Reassign, AlertAction.Note];

    /// <summary>The dialog of an action.</summary>
    public void Show(AlertAction action)
    {
        (_action, _about) = (action, null);
        StateHasChanged();
    }

    /// <summary>A note that asks somebody about something.</summary>
    public void Ask(string about)
    {
        (_action, _about) = (AlertAction.Note, about);
        StateHasChanged();
    }

    /// <summary>Saved: this person edits nothing any more.</summary>
    public void Rest() => _presence?.Rest();

    private void Hide() => _action = null;

    private async Task DoneAsync(AlertAction action)
    {
        Hide();
        var undoable = action is AlertAction.Share or AlertAction.Unshare or AlertAction.Transfer or AlertAction.Reassign;
        Toasts.Show(L["Done." + action, Alert.Number], null, undoable ? OnUndo : null, undoable ? Clock.GetUtcNow().UtcDateTime + Case.UndoWindow : null);
        await OnChanged.InvokeAsync();
    }

    private async Task RemindAsync()
    {
        var outcome = await Commands.RemindAsync(Alert.Number, CancellationToken.None);
        Toasts.Show(outcome is CaseReminded sent ? L["Reminded", string.Join(", ", sent.To)] : Refusals.Of(outcome));
        await OnChanged.InvokeAsync();
    }

    // What stands beside the menu on a wide screen is in it on a narrow one.
    private static string? OnlySmall(AlertAction action) => action is AlertAction.Share or AlertAction.Transfer ? "only-s" : null;

    private static string Glyph(AlertAction action) => action switch
    {
        AlertAction.Share or AlertAction.Unshare => "group_add",
        AlertAction.Transfer => "swap_horiz",
        AlertAction.Reassign => "manage_accounts",
        AlertAction.Note => "comment",
        AlertAction.Reopen => "lock_open",
    };
}
