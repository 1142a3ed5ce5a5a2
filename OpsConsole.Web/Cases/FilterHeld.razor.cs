using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>Whether a part of the filter holds for the case that was asked for: in words, never by colour alone.</summary>
public sealed partial class FilterHeld
{
    [Parameter]
    public bool? Holds { get; set; }
}
