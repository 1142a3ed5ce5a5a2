using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Shell;

/// <summary>The document round every page. Account pages are static (they set cookies); all others live in one circuit, never rendered twice.</summary>
public sealed partial class App
{
    private static readonly InteractiveServerRenderMode Circuit = new(prerender: false);

    private Look _look = Look.Default;
    private bool _interactive;
    private bool _signedIn;
    private int? _user;
    private IComponentRenderMode? _mode;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ControlTexts> Words { get; set; } = default!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    /// <summary>The words in which app.js counts on.</summary>
    private string ClockWords => JsonSerializer.Serialize(TimeLeft.Keys.ToDictionary(key => key, key => Words["Clock." + key].Value));

    protected override void OnInitialized()
    {
        _look = Look.From(Http.Request.Cookies);
        _signedIn = Http.User.Identity?.IsAuthenticated == true;
        _user = SessionClaims.Of(Http.User)?.UserId;
        _interactive = Http.AcceptsInteractiveRouting();
        _mode = _interactive ? Circuit : null;
    }
}
