using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Sla;

public sealed partial class HoursFields
{
    [Parameter, EditorRequired]
    public required HoursText Hours { get; set; }

    /// <summary>What is wrong with a field, by its name.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?> Problem { get; set; }

    [Parameter]
    public string Prefix { get; set; } = "";
}
