using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>The one question that a service case asks, since after the seconds of the undo it never comes back.</summary>
public sealed partial class CloseDialog
{
    private string? _error;
    private bool _sending;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    /// <summary>What has to be there first.</summary>
    private string? Lacks => Case.Row.Subject switch
    {
        { Escalation.State: EscalationState.Open } => L["Close.NeedsAnswer"].Value,
        { Escalation: { } cell } => string.IsNullOrEmpty(cell.Management?.Management) ? L["Close.NeedsManagement"].Value : null,
        { Requirement: { } requirement } => requirement.Block is not null ? L["Close.Blocked"].Value : requirement.Response is null ? L["Close.NeedsResponse"].Value : null,
        { Path: not null } => null,
        _ => L["Close.NeedsDisposition"].Value,
    };

    private async Task CloseAsync()
    {
        if (_sending)
            return;
        _sending = true;
        var outcome = await Service.CloseAsync(Case.Number, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Done)
            await OnDone.InvokeAsync();
        else
            _error = Words.Of(outcome);
    }
}
