using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Shell;

public sealed partial class MainLayout : IDisposable
{
    private string _name = "", _role = "";

    [Inject]
    private ProfileDesk Profile { get; set; } = default!;

    [Inject]
    private ProfileQueries Own { get; set; } = default!;

    [Inject]
    private SingleKeys Keys { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    public void Dispose() => Keys.Changed -= Redraw;

    protected override async Task OnInitializedAsync()
    {
        Keys.Changed += Redraw;
        var user = (await Authentication).User;
        _name = user.Identity?.Name ?? "";
        _role = user.FindFirstValue(ClaimTypes.Role) is { } role ? L["Role." + role] : "";
        Keys.Set((await Own.WaysAsync(await Actors.CurrentAsync(CancellationToken.None), CancellationToken.None)).NoSingleKeys);
    }

    private void Redraw() => InvokeAsync(StateHasChanged);

    /// <summary>The browser has the look already; it is kept for the person's other browsers.</summary>
    private async Task KeepLookAsync(LookEventArgs chosen) =>
        await Profile.ChooseAsync(null, chosen.Name == "theme" ? chosen.Value : null, chosen.Name == "density" ? chosen.Value : null, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
}
