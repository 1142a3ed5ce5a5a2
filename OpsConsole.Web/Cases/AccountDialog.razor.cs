using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>A new account of the case's customer.</summary>
public sealed partial class AccountDialog
{
    private string? _number, _about, _error;
    private bool _sending;

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required CustomerView Customer { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private async Task SendAsync()
    {
        if (_sending)
            return;
        _sending = true;
        var outcome = await Service.AddAccountAsync(Customer.Id, Number, new(_number?.Trim(), string.IsNullOrWhiteSpace(_about) ? null : _about.Trim()), CancellationToken.None);
        _sending = false;
        if (outcome is not Outcome.Done)
        {
            _error = Words.Of(outcome);
            return;
        }
        await Js.InvokeVoidAsync("oc.arrived");
        await OnDone.InvokeAsync();
    }
}
