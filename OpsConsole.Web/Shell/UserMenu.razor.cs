using System.Security.Claims;
using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

public sealed partial class UserMenu
{
    public const string Id = "user-menu", SignOutPath = "/signout";

    [Parameter, EditorRequired]
    public required ClaimsPrincipal User { get; set; }

    [Parameter, EditorRequired]
    public required Look Look { get; set; }

    private string? Role => User.FindFirstValue(ClaimTypes.Role) is { } role ? L["Role." + role].Value : null;

    private (string Name, string Label, string Now, IReadOnlyList<string> Choices)[] Looks =>
        [("theme", "Theme", Look.Theme, Look.Themes), ("density", "Density", Look.Density, Look.Densities)];
}
