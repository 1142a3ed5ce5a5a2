using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Shell;

public sealed partial class UserMenu
{
    public const string SignOutPath = "/signout";

    private string _name = "";
    private string _role = "";

    [Inject]
    private ProfileDesk Profile { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [CascadingParameter]
    private Look Look { get; set; } = Look.Default;

    /// <summary>Where the language switch comes back to; the fragment never reaches a server.</summary>
    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        _name = user.Identity?.Name ?? "";
        var role = user.FindFirstValue(ClaimTypes.Role);
        _role = role is null ? "" : L["Role." + role];
    }

    private (string Name, string Label, string Now, IReadOnlyList<string> Choices)[] Looks =>
        [("theme", "Theme", Look.Theme, Look.Themes), ("density", "Density", Look.Density, Look.Densities)];

    private async Task KeepAsync(string name, string choice) =>
        await Profile.ChooseAsync(null, name == "theme" ? choice : null, name == "density" ? choice : null, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
}
