using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>How the customer can be reached, and the accounts.</summary>
public sealed partial class CaseContacts
{
    private ContactPointView? _edited;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    [Parameter]
    public bool Works { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnAdd { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    private async Task EditedAsync()
    {
        _edited = null;
        Toasts.Show(L["Toast.PointChanged"]);
        await OnChanged.InvokeAsync();
    }

    /// <summary>Gone at once; whoever did not mean it puts it back by the toast.</summary>
    private async Task RemoveAsync(ContactPointView point)
    {
        var outcome = await Service.RemoveContactPointAsync(Customer!.Id, point.Id, CancellationToken.None);
        if (outcome is not Outcome.Done)
        {
            Toasts.Show(Words.Of(outcome));
            return;
        }
        var (owner, number) = (Customer.Id, Case.Number);
        Toasts.Show(L["Toast.PointRemoved"], null, async () =>
        {
            await Service.AddContactPointAsync(owner, number, new(Domain.Cases.Codes.Of(point.Type), point.Value, point.Country, null, AsTyped: !point.IsValid), CancellationToken.None);
            await OnChanged.InvokeAsync();
        });
        await OnChanged.InvokeAsync();
    }

    private static string? LinkOf(ContactPointView point) => point.Type switch
    {
        ContactPointType.Mobile or ContactPointType.Landline => $"tel:{point.Normalised}",
        ContactPointType.Email => $"mailto:{point.Value}",
        ContactPointType.Address or ContactPointType.Social => null,
    };

    internal static string Glyph(ContactPointType type) => type switch
    {
        ContactPointType.Mobile => "sms",
        ContactPointType.Landline => "call",
        ContactPointType.Email => "mail",
        ContactPointType.Address => "place",
        ContactPointType.Social => "forum",
    };
}
