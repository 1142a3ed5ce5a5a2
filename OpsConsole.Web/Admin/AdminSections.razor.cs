using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Admin;

public sealed partial class AdminSections
{
    private static readonly (string Key, string Address, string Icon)[] All =
    [
        ("Users", AdminPage.Users, "group"), ("Branches", AdminPage.Branches, "storefront"), ("Regions", AdminPage.Regions, "map"), ("Roles", AdminPage.Roles, "badge"), ("Calendars", AdminPage.Calendars, "calendar_month"),
    ];

    /// <summary>The section that the page belongs to.</summary>
    [Parameter, EditorRequired]
    public required string Here { get; set; }
}
