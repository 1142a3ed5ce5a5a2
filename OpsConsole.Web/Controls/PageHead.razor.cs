using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

public sealed partial class PageHead
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The last crumb, where it is shorter than the title.</summary>
    [Parameter]
    public string? Here { get; set; }

    [Parameter]
    public IReadOnlyList<(string Href, string Text)> Above { get; set; } = [];

    [Parameter]
    public int? Count { get; set; }

    /// <summary>For pages whose section links already say it: the heading is only for screen readers.</summary>
    [Parameter]
    public bool Hidden { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnParametersSet() => Topbar.Show(Here ?? Title, Above);
}
