using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Walls;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Walls;

/// <summary>"Pantallas de pared": makes, lists and revokes what lets a screen show figures without anybody signed in. The address is shown once.</summary>
public sealed partial class WallsPage
{
    public const string Address = "/tablero/pantallas";

    private IReadOnlyList<WallRow>? _walls;
    private IReadOnlyList<WallRegion> _regions = [];
    private string? _name, _region, _days = WallboardToken.LongestDays.ToString(CultureInfo.InvariantCulture), _made, _madeName;
    private bool _mayAll;

    [Inject]
    private WallQueries Walls { get; set; } = default!;

    [Inject]
    private WallDesk Desk { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private TimeZoneInfo Zone => Organisation.Value.Zone;

    protected override async Task OnInitializedAsync()
    {
        var actor = await Actors.CurrentAsync(Gone);
        (_mayAll, _regions) = (actor.MayAdminister, await Walls.RegionsAsync(actor, Gone));
        _region = _mayAll ? "" : _regions is [var first, ..] ? first.Id.ToString(CultureInfo.InvariantCulture) : null;
        await LoadAsync();
    }

    private async Task LoadAsync() => _walls = await Walls.ListAsync(await Actors.CurrentAsync(Gone), Gone);

    private async Task MakeAsync()
    {
        WallMade? made = null;
        var region = int.TryParse(_region, CultureInfo.InvariantCulture, out var id) ? id : (int?)null;
        var days = int.TryParse(_days, CultureInfo.InvariantCulture, out var many) ? many : 0;
        if (!await RunAsync(async (actor, ct) => await Desk.MakeAsync(_name, region, days, actor, ct) is var outcome && (made = outcome as WallMade) is null ? outcome : new Outcome.Done()))
            return;
        (_made, _madeName, _name) = ($"{Navigation.BaseUri.TrimEnd('/')}{WallScreen.Address}#{made!.Token}", _name, null);
        await LoadAsync();
    }

    private async Task RevokeAsync(WallRow wall)
    {
        if (await RunAsync((actor, ct) => Desk.RevokeAsync(wall.Id, actor, ct), L["Revoked", wall.Name]))
            await LoadAsync();
    }
}
