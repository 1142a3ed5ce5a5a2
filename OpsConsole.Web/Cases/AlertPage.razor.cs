using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>The address of an alert. `?modo=ver` shows it and changes nothing; without it the alert is opened to be worked.</summary>
public sealed partial class AlertPage
{
    public const string ViewMode = "ver";

    [Parameter]
    public string Code { get; set; } = "";

    [Parameter]
    public string Number { get; set; } = "";

    [SupplyParameterFromQuery(Name = "modo")]
    public string? Mode { get; set; }
}
