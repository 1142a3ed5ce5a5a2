using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

public sealed partial class CustomerFields
{
    [Parameter, EditorRequired]
    public required CustomerTyping Typed { get; set; }

    /// <summary>What the ids begin with.</summary>
    [Parameter, EditorRequired]
    public required string Prefix { get; set; }

    /// <summary>With birth date and sex.</summary>
    [Parameter]
    public bool Whole { get; set; }
}
