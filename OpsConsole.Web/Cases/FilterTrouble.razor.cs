using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

public sealed partial class FilterTrouble
{
    [Parameter, EditorRequired]
    public required GridFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required GridAddress Address { get; set; }

    private string Away => (Address.FirstPage with { Filter = null, Alerts = true }).Href;
}
