using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>The address of a service case; `?pestana=` says which part of it is shown.</summary>
public sealed partial class WorkspacePage
{
    [Parameter]
    public string Code { get; set; } = "";

    [Parameter]
    public string Number { get; set; } = "";

    [SupplyParameterFromQuery(Name = CaseTabs.Parameter)]
    public string? Tab { get; set; }
}
