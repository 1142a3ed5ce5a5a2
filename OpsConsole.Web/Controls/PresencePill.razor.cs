using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

/// <summary>Who else is here: colleagues only, never customers.</summary>
public sealed partial class PresencePill
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public bool Editing { get; set; }

    /// <summary>In which part of the page.</summary>
    [Parameter]
    public string? Where { get; set; }

    private string FirstName => Name.Split(' ', 2)[0];
}
