using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>"Buscar coincidencias": who may be meant, how likely and why. Choosing asks once more, then the case belongs to that customer.</summary>
public sealed partial class MatchDialog
{
    private IReadOnlyList<CustomerMatch>? _found;
    private CustomerSummary? _chosen;
    private string? _error;
    private bool _sending;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    [Parameter, EditorRequired]
    public required MatchRequest Asked { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<CustomerSummary> OnDone { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _found = Asked.IsEmpty ? [] : await Service.MatchAsync(Asked, CancellationToken.None);

    private async Task ConfirmAsync()
    {
        if (_sending || _chosen is not { } chosen)
            return;
        _sending = true;
        var outcome = await Service.AssignCustomerAsync(Case.Number, chosen.Id, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Done)
            await OnDone.InvokeAsync(chosen);
        else
            _error = Words.Of(outcome);
    }

    /// <summary>As the contract writes it, which names the text.</summary>
    private static string JsonCode(MatchReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
