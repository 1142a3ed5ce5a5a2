using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Requirements;

/// <summary>The right side of a requirement: each sees what is theirs to do. What is typed stays when it is refused.</summary>
public sealed partial class RequirementPanel
{
    private string _customer = RequirementFacts.NotSaid;
    private string? _answer, _reason, _text;
    private bool _answers = true;

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

    private RequirementTicket Initial => View.Stand.Initial;

    private bool IsInitial => View.Asked.Id == Initial.Id;

    private RequirementCatalogue Catalogue => Case.Settings.Requirements;

    private TimeZoneInfo Zone => Case.Time.Zone;

    private Advice Advice => View.Stand.Advice(_customer);

    private string Day(RequirementTicket ticket) => ticket.DueAt is { } due ? Formats.Date(Case.Time.Day(due)) : Formats.Nothing;

    /// <summary>By which row, and with which ticket, the supervisors came to have it.</summary>
    private IEnumerable<string> Why
    {
        get
        {
            var block = Initial.Data.Block!;
            yield return L["Blocked.Why", block.Result, Formats.Moment(block.At, Zone)];
            if (block.Subject is { } refused)
                yield return L["Blocked.Refused", Catalogue.Subject(refused)?.Label ?? refused];
        }
    }

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

    private Task DoAsync(string done, Func<Task<Outcome>> command) => RunAsync(command, _ =>
    {
        Toasts.Show(L[done, Case.Number]);
        return OnChanged.InvokeAsync();
    });

    protected override string? TroubleOf(Outcome outcome) => outcome.Refusals.Count > 0 ? null : base.TroubleOf(outcome);

    protected override string IdOf(string field) => base.IdOf(field == "at" ? "text" : field);
}
