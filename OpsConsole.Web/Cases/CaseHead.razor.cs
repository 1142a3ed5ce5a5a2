using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Which case, whose, how long it has; and what can be done with it.</summary>
public sealed partial class CaseHead
{
    private CaseAction? _action;
    private AlertPresence? _presence;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    /// <summary>Of a withdrawal request; a final state ends it, and no button.</summary>
    [Parameter]
    public RetentionRequest? Request { get; set; }

    [Parameter]
    public bool Works { get; set; }

    /// <summary>The part of the page where files are added.</summary>
    [Parameter, EditorRequired]
    public required string FilesHref { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter, EditorRequired]
    public required Func<Task> OnUndo { get; set; }

    /// <summary>This one is done with.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Refusals { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? CustomerName => Case.Row.CustomerName ?? Request?.Customer;

    public void Show(CaseAction action)
    {
        _action = action;
        StateHasChanged();
    }

    /// <summary>Saved: this person edits nothing any more.</summary>
    public void Rest() => _presence?.Rest();

    private void Hide() => _action = null;

    private async Task DoneAsync(CaseAction action)
    {
        Hide();
        var undoable = action is CaseAction.Reassign or CaseAction.Close;
        Toasts.Show(L["Done." + action, Case.Number], null, undoable ? OnUndo : null, undoable ? Clock.GetUtcNow().UtcDateTime + Domain.Cases.Case.UndoWindow : null);
        if (action == CaseAction.Close)
            await OnClosed.InvokeAsync();
        else if (action == CaseAction.Reassign)
            Navigation.NavigateTo("/pendientes");
        else
            await OnChanged.InvokeAsync();
    }

    /// <summary>On to where the case lives on; for a day it can be taken back.</summary>
    private async Task MergedAsync(string target)
    {
        Hide();
        Toasts.Show(L["Done.Merge", Case.Number, target], null, OnUndo, Clock.GetUtcNow().UtcDateTime + Domain.Cases.Case.UndoWindow);
        Navigation.NavigateTo(ProjectPlaces.CaseAddress(Case.Detail.Campaign, target));
    }

    private async Task RemindAsync()
    {
        var outcome = await Commands.RemindAsync(Case.Number, CancellationToken.None);
        Toasts.Show(outcome is CaseReminded sent ? L["Reminded", string.Join(", ", sent.To)] : Refusals.Of(outcome));
        await OnChanged.InvokeAsync();
    }

    private RenderFragment Button(CaseAction action, string icon, string key, bool needsCustomer = false) => builder =>
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "type", "button");
        builder.AddAttribute(2, "class", "btn ghost sm");
        builder.AddAttribute(3, "data-key", key);
        builder.AddAttribute(4, "disabled", needsCustomer);
        builder.AddAttribute(5, "title", needsCustomer ? L["NeedsCustomer"].Value : null);
        builder.AddAttribute(6, "onclick", EventCallback.Factory.Create(this, () => Show(action)));
        builder.AddContent(7, Icons.Of(icon));
        builder.OpenElement(8, "span");
        builder.AddContent(9, L["Action." + action]);
        builder.CloseElement();
        builder.CloseElement();
    };

    private static RenderFragment Copy(string what, string label) => builder =>
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "type", "button");
        builder.AddAttribute(2, "class", "cp");
        builder.AddAttribute(3, "data-copy", what);
        builder.AddAttribute(4, "aria-label", label);
        builder.AddAttribute(5, "title", label);
        builder.AddContent(6, Icons.Of("content_copy", "s"));
        builder.CloseElement();
    };
}
