using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Shell;

/// <summary>The places of the product. A place holds its own address and everything below it; a case belongs to the place that one came from.</summary>
public sealed partial class Rail : IDisposable
{
    private bool _isAdministrator, _mayAudit, _seesBoard;
    private string _place = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _place = PlaceOf(Navigation.Uri);
        Navigation.LocationChanged += Moved;
        var user = (await Authentication).User;
        _isAdministrator = user.IsInRole(nameof(Role.Administrator));
        _mayAudit = _isAdministrator || user.IsInRole(nameof(Role.RegionalSupervisor)) || user.IsInRole(nameof(Role.ExperienceAnalyst));
        _seesBoard = !user.IsInRole(nameof(Role.Agent));
    }

    public void Dispose() => Navigation.LocationChanged -= Moved;

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        var place = PlaceOf(e.Location);
        if (place == _place)
            return;
        _place = place;
        InvokeAsync(StateHasChanged);
    }

    private static string PlaceOf(string address) => ProjectPlaces.IsFromQueue(address) ? ShellSetup.Queue : "/" + new Uri(address).AbsolutePath.Split('/', 3)[1];

    private RenderFragment Link(string href, string icon, string text) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "class", "nav");
        builder.AddAttribute(2, "href", href);
        if (_place == href)
            builder.AddAttribute(3, "aria-current", "page");
        builder.AddContent(4, Icons.Of(icon));
        builder.AddContent(5, text);
        builder.CloseElement();
    };
}
