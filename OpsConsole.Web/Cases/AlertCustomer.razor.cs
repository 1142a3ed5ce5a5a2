using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>Who the customer is and how to reach it: numbers to call and to copy, then all that the base and the survey say.</summary>
public sealed partial class AlertCustomer
{
    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    private string Customer => AlertReading.Customer(Alert) is { Length: > 0 } name ? name : L["NoName"];

    private IReadOnlyList<(string Column, string Shown, string Dialled)> Phones => AlertReading.Phones(Alert);

    private string? Email => AlertReading.Email(Alert);

    // A file's header is shown as people read: no underscores.
    private static string Name(string column) => column.Replace('_', ' ');
}
