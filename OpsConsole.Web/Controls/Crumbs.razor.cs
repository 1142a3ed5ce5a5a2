using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class Crumbs
{
    public const string Section = "crumbs";

    /// <summary>A page may put things into the top bar (who is here, what is live) through this section.</summary>
    public const string TopbarSection = "topbar";

    [Parameter, EditorRequired]
    public required string Here { get; set; }

    [Parameter]
    public IReadOnlyList<(string Href, string Text)> Above { get; set; } = [];
}
