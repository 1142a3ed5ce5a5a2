using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Shell;

public sealed partial class MainLayout
{
    private string _name = "", _role = "";

    [Inject]
    private ProfileDesk Profile { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        _name = user.Identity?.Name ?? "";
        _role = user.FindFirstValue(ClaimTypes.Role) is { } role ? L["Role." + role] : "";
    }

    /// <summary>The browser has the look already; it is kept for the person's other browsers.</summary>
    private async Task KeepLookAsync(LookEventArgs chosen) =>
        await Profile.ChooseAsync(null, chosen.Name == "theme" ? chosen.Value : null, chosen.Name == "density" ? chosen.Value : null, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
}
