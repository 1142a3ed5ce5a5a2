using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Who the customer is; and looking for one that is known already.</summary>
public sealed partial class CaseCustomer
{
    private CustomerTyping _typed = new();
    private string? _error;
    private long _version;
    private bool _sending, _matches;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    [Parameter]
    public bool Works { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter, EditorRequired]
    public required Func<Task> OnUndo { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>What is known of who is meant: the fields as they stand, and how the customer is reached.</summary>
    private MatchRequest Asked => MatchRequest.Of(_typed.Form with { ContactPoints = [.. (Customer?.ContactPoints ?? []).Select(p => new ContactPointForm(Domain.Cases.Codes.Of(p.Type), p.Value))] });

    protected override void OnInitialized() => Begin();

    private void Begin() => (_typed, _version) = (CustomerTyping.Of(Customer), Customer?.Version ?? 0);

    private async Task SaveAsync()
    {
        if (_sending || !Works)
            return;
        _sending = true;
        var outcome = Customer is { } known ? await Service.ChangeCustomerAsync(known.Id, _version, _typed.Form, CancellationToken.None) : await CreateAsync();
        _sending = false;
        if (outcome is Outcome.Conflict conflict)
        {
            (_error, _version) = (L["ChangedMeanwhile", conflict.ChangedBy ?? L["SomebodyElse"]], conflict.Version);     // said once; a second press is a decision
            return;
        }
        if (outcome is not Outcome.Done done)
        {
            _error = outcome is Outcome.Invalid { Errors: [{ Field: { } field } error, ..] } ? L["FieldSays", L["Field." + field], Words[error]] : Words.Of(outcome);
            return;
        }
        (_error, _version) = (null, done.Version);
        await Js.InvokeVoidAsync("oc.arrived");
        Toasts.Show(L["Toast.CustomerSaved"]);
        await OnChanged.InvokeAsync();
    }

    /// <summary>A new customer, and the case is theirs.</summary>
    private async Task<Outcome> CreateAsync()
    {
        var made = await Service.CreateCustomerAsync(_typed.Form, CancellationToken.None);
        return made is Outcome.Done { Id: { } id } ? await Service.AssignCustomerAsync(Case.Number, id, CancellationToken.None) : made;
    }

    private async Task MatchedAsync(CustomerSummary chosen)
    {
        _matches = false;
        Toasts.Show(L["Toast.CustomerChanged", Case.Number], null, OnUndo, Clock.GetUtcNow().UtcDateTime + Domain.Cases.Case.UndoWindow);
        await OnChanged.InvokeAsync();
    }
}
