using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>A record of feedback for somebody of the week's five.</summary>
public sealed partial class FeedbackDialog
{
    private string? _process, _error, _reinforcement, _commitment, _problem;
    private bool _sending;

    [Parameter, EditorRequired]
    public required string Campaign { get; set; }

    [Parameter, EditorRequired]
    public required CellAgent Agent { get; set; }

    [Parameter, EditorRequired]
    public required DateOnly Week { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    private FeedbackDesk Desk { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private string Keep => FormattableString.Invariant($"feedback:{Campaign}:{Agent.Id}:{Week:yyyyMMdd}");

    private async Task SendAsync()
    {
        if (_sending)
            return;
        _sending = true;
        try
        {
            var outcome = await Desk.OpenAsync(Campaign, Agent.Id, Week, new(_process, _error, _reinforcement, _commitment), await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            _problem = outcome is Outcome.Done ? null : Refused.Of(outcome);
            if (outcome is not Outcome.Done)
                return;
            await Js.InvokeVoidAsync("oc.arrived");
            await OnDone.InvokeAsync();
        }
        finally
        {
            _sending = false;
        }
    }
}
