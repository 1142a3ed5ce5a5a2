using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace OpsConsole.Web.Shell;

/// <summary>The document round every page. Account pages are static (they set cookies); all others live in one circuit, never rendered twice.</summary>
public sealed partial class App
{
    private static readonly InteractiveServerRenderMode Circuit = new(prerender: false);

    private Look _look = Look.Default;
    private bool _interactive;
    private IComponentRenderMode? _mode;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    protected override void OnInitialized()
    {
        _look = Look.From(Http.Request.Cookies);
        _interactive = Http.AcceptsInteractiveRouting();
        _mode = _interactive ? Circuit : null;
    }
}
