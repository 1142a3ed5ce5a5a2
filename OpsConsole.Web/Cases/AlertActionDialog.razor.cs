using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Asks what an action needs: somebody or some branch, and a reason or a text. A refusal is said in it; what was written stays.</summary>
public sealed partial class AlertActionDialog
{
    private IReadOnlyList<(string Value, string Name, Role? Role, string? Branch)>? _targets;
    private string? _target;
    private string? _text;
    private string? _error;
    private bool _tried;
    private bool _sending;

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    [Parameter, EditorRequired]
    public required AlertAction Action { get; set; }

    /// <summary>What a note begins with.</summary>
    [Parameter]
    public string? About { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<AlertAction> OnDone { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>A service case is not called an alert.</summary>
    private string Kind => Alert.Detail.Campaign.Kind.IsServiceWork() ? "Case." : "";

    private bool NamesTarget => Action is AlertAction.Share or AlertAction.Transfer or AlertAction.Reassign;
    private bool NeedsText => Action is AlertAction.Transfer or AlertAction.Reassign or AlertAction.Note or AlertAction.Reopen;
    private int MaxLength => Action == AlertAction.Note ? TextRules.NoteMax : TextRules.ReasonMax;

    private string Glyph => Action switch
    {
        AlertAction.Share or AlertAction.Unshare => "group_add",
        AlertAction.Transfer => "swap_horiz",
        AlertAction.Reassign => "manage_accounts",
        AlertAction.Note => "comment",
        AlertAction.Reopen => "lock_open",
    };

    protected override async Task OnInitializedAsync()
    {
        _text = About;
        _targets = await Commands.TargetsAsync(Alert.Number, Action, CancellationToken.None);
    }

    private Task UnshareAsync(int person) => ActAsync(AlertAction.Unshare, new(person.ToString(System.Globalization.CultureInfo.InvariantCulture), null));

    private Task SendAsync() => ActAsync(Action, new(_target, _text?.Trim()));

    private async Task ActAsync(AlertAction action, AlertActionInput input)
    {
        if (_sending)
            return;
        (_sending, _tried) = (true, true);
        var outcome = await Commands.ActAsync(Alert.Number, action, input, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Done && action == Action)
            await Js.InvokeVoidAsync("oc.arrived");
        if (outcome is Outcome.Done)
            await OnDone.InvokeAsync(action);
        else
            _error = Words.Of(outcome);
    }

    private string? Invalid(string? value) => _tried && string.IsNullOrWhiteSpace(value) ? "true" : null;

    private string Label(string name, Role? role, string? branch) =>
        role is { } known ? string.Join(" · ", new[] { name, Shell["Role." + known].Value, branch }.Where(part => part is not null)) : name;
}
