using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Requirements;

/// <summary>The right side of a requirement: each sees what is theirs to do. What is typed stays when it is refused.</summary>
public sealed partial class RequirementPanel
{
    private IReadOnlyList<Refusal> _errors = [];
    private string _customer = RequirementFacts.NotSaid;
    private string? _answer, _reason, _text, _trouble;
    private bool _answers = true, _busy;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter, EditorRequired]
    public required RequirementView View { get; set; }

    [Parameter]
    public RequirementRights Rights { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The customer has nothing left to ask for.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CaseCommands Commands { get; set; } = default!;

    [Inject]
    private AlertCommands Notes { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private RequirementTicket Initial => View.Stand.Initial;

    private bool IsInitial => View.Asked.Id == Initial.Id;

    private RequirementCatalogue Catalogue => Case.Settings.Requirements;

    private TimeZoneInfo Zone => Case.Time.Zone;

    private Advice Advice => View.Stand.Advice(_customer);

    private string Day(RequirementTicket ticket) => ticket.DueAt is { } due ? Formats.Date(Case.Time.Day(due)) : Formats.Nothing;

    private static string SubjectOf(string action) => action == ProtocolActions.TicketDisagreement ? InsistenceRules.Disagreement : InsistenceRules.Late;

    private Task HandOverAsync() => DoAsync("Toast.HandedOver", () => Commands.HandOverAsync(Initial.Number, _customer, CancellationToken.None));

    private Task UnblockAsync() => DoAsync(_answers ? "Toast.UnblockedByAnswer" : "Toast.Unblocked", async () =>
    {
        var outcome = await Commands.UnblockAsync(Initial.Number, Given(_reason), _answers ? _answer ?? "" : null, CancellationToken.None);
        if (outcome is Outcome.Done)
            (_answer, _reason) = (null, null);
        return outcome;
    });

    private Task RespondAsync() => DoAsync("Toast.Responded", async () =>
    {
        var outcome = await Commands.AnswerAsync(Case.Number, Given(_text), CancellationToken.None);
        if (outcome is Outcome.Done)
            _text = null;
        return outcome;
    });

    /// <summary>That the agent did what the assistant says is written down.</summary>
    private Task NoteAsync(string words, string? day = null) => DoAsync("Toast.Noted", () => Notes.ActAsync(Initial.Number, AlertAction.Note, new(null, day is null ? L[words] : L[words, day]), CancellationToken.None));

    private async Task DoAsync(string done, Func<Task<Outcome>> command)
    {
        if (_busy)
            return;
        (_busy, _errors, _trouble) = (true, [], null);
        try
        {
            var outcome = await command();
            if (outcome is Outcome.Done)
            {
                await Js.InvokeVoidAsync("oc.arrived");
                Toasts.Show(L[done, Case.Number]);
                await OnChanged.InvokeAsync();
                return;
            }
            _errors = outcome switch
            {
                Outcome.Invalid invalid => invalid.Errors,
                Outcome.Refused refused => refused.Reasons,
                _ => [],
            };
            _trouble = string.Join(' ', _errors.Where(e => e.Field is null).Select(e => Words[e])) is { Length: > 0 } general ? general : _errors.Count > 0 ? null : Words.Of(outcome);
            StateHasChanged();
            if (_errors.FirstOrDefault(e => e.Field is not null) is { Field: { } first })
                await Js.InvokeVoidAsync("oc.focus", string.Create(CultureInfo.InvariantCulture, $"form-{(first == "at" ? "text" : first)}"));
        }
        finally
        {
            _busy = false;
        }
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;
}
