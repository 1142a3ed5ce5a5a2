using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>A new contact point of the case's customer, or another wording of one. What breaks the rules of its type can be kept as it was typed.</summary>
public sealed partial class ContactPointDialog
{
    private string _type = Codes.Of(ContactPointType.Mobile);
    private string? _country, _area, _value, _error;
    private bool _sending, _offersAsTyped;

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required CustomerView Customer { get; set; }

    /// <summary>The one that is changed; null: a new one.</summary>
    [Parameter]
    public ContactPointView? Point { get; set; }

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

    private bool IsPhone => Codes.Parse<ContactPointType>(_type) is ContactPointType.Mobile or ContactPointType.Landline;

    protected override void OnInitialized()
    {
        (_type, _value) = (Point is null ? _type : Codes.Of(Point.Type), Point?.Value);
        _country = Point?.Country ?? (Customer.DocumentCountry is { Length: > 0 } country && DocumentRules.Countries.Contains(country) ? country : DocumentRules.Countries[0]);
    }

    private void ChooseType(ChangeEventArgs e) => (_type, _error, _offersAsTyped) = (e.Value as string ?? _type, null, false);

    private Task SendAsync() => SendAsync(asTyped: false);

    private async Task SendAsync(bool asTyped)
    {
        if (_sending)
            return;
        _sending = true;
        var form = new ContactPointForm(_type, _value?.Trim(), IsPhone ? _country : null, string.IsNullOrWhiteSpace(_area) ? null : _area.Trim(), asTyped);
        var outcome = Point is { } point
            ? await Service.ChangeContactPointAsync(Customer.Id, point.Id, Customer.Version, form, CancellationToken.None)
            : await Service.AddContactPointAsync(Customer.Id, Number, form, CancellationToken.None);
        _sending = false;
        if (outcome is Outcome.Done)
        {
            await Js.InvokeVoidAsync("oc.arrived");
            await OnDone.InvokeAsync();
            return;
        }
        _error = outcome is Outcome.Conflict ? L["CustomerChanged"] : Words.Of(outcome);
        _offersAsTyped = !asTyped && outcome is Outcome.Invalid { Errors: [{ Code: not "required" }, ..] };
    }
}
