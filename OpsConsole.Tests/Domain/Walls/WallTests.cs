using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Walls;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Walls;

/// <summary>Tokens of screens on walls: who makes them, what they show, and when they show nothing.</summary>
public sealed class WallTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_supervisor_shows_the_own_region_and_only_an_administrator_all(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (desk, queries, door) = (database.Get<WallDesk>(), database.Get<WallQueries>(), database.Get<WallDoor>());
        var (north, south) = (organisation.Regions["NORTH"].Id, organisation.Regions["SOUTH"].Id);
        var (supervisor, administrator) = (await organisation.ActorAsync(Role.RegionalSupervisor), await organisation.ActorAsync(Role.Administrator));
        for (var i = 0; i < 3; i++)
            await organisation.AlertAsync(i == 0 ? Organisation.Far : Organisation.Home, database.Clock.UtcNow.AddDays(-9));
        Assert.Equal(["name", "region", "days"], Assert.IsType<Outcome.Invalid>(await desk.MakeAsync(" ", south, 91, supervisor, None)).Errors.Select(e => e.Field));
        Assert.Equal("region", Assert.Single(Assert.IsType<Outcome.Invalid>(await desk.MakeAsync("Todas", null, 9, supervisor, None)).Errors).Field);
        Assert.IsType<Outcome.Forbidden>(await desk.MakeAsync("Sala", null, 9, await organisation.ActorAsync(Role.ExperienceAnalyst), None));

        var own = Assert.IsType<WallMade>(await desk.MakeAsync("Sala Norte", north, 90, supervisor, None));
        var all = Assert.IsType<WallMade>(await desk.MakeAsync("Gerencia", null, 1, administrator, None));
        var view = (await door.ReadAsync(own.Token, TimeZoneInfo.Utc, None))!;
        Assert.Equal(("Sala Norte", "NORTH", 2, 2), (view.Name, view.Region, view.Open, view.Overdue));
        Assert.Equal([Organisation.Home], view.Branches.Select(b => b.Branch));
        Assert.Equal((3, (string?)null), ((await door.ReadAsync(all.Token, TimeZoneInfo.Utc, None))!.Open, (await door.ReadAsync(all.Token, TimeZoneInfo.Utc, None))!.Region));

        Assert.Equal(["Sala Norte"], (await queries.ListAsync(supervisor, None)).Select(w => w.Name));
        Assert.Equal(["Gerencia", "Sala Norte"], (await queries.ListAsync(administrator, None)).Select(w => w.Name));
        Assert.Equal([north], (await queries.RegionsAsync(supervisor, None)).Select(r => r.Id));
        Assert.IsType<Outcome.Missing>(await desk.RevokeAsync(all.Wall, supervisor, None));
        Assert.Equal(["wall.made", "wall.made"], await database.ReadAsync(db => db.Audit.Where(a => a.Type.StartsWith("wall.")).Select(a => a.Type).ToListAsync()));
        Assert.DoesNotContain(own.Token, await database.ReadAsync(db => db.WallboardTokens.Where(w => w.Id == own.Wall).Select(w => w.Hash + w.Name).SingleAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_revoked_or_has_ended_or_was_never_made_shows_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (desk, door, supervisor) = (database.Get<WallDesk>(), database.Get<WallDoor>(), await organisation.ActorAsync(Role.RegionalSupervisor));
        var (first, second) = (await MakeAsync(), await MakeAsync());
        Assert.NotEqual(first.Token, second.Token);
        Assert.True(first.Token.Length >= 22);
        Assert.Null(await door.ReadAsync(first.Token + "x", TimeZoneInfo.Utc, None));
        Assert.NotNull(await door.ReadAsync(first.Token, TimeZoneInfo.Utc, None));
        Assert.IsType<Outcome.Done>(await desk.RevokeAsync(first.Wall, supervisor, None));
        Assert.IsType<Outcome.Done>(await desk.RevokeAsync(first.Wall, supervisor, None));
        Assert.Null(await door.ReadAsync(first.Token, TimeZoneInfo.Utc, None));
        Assert.NotNull(await door.ReadAsync(second.Token, TimeZoneInfo.Utc, None));
        Assert.Equal(1, await database.ReadAsync(db => db.Audit.CountAsync(a => a.Type == "wall.revoked" && a.ById == supervisor.Id)));
        database.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(await door.ReadAsync(second.Token, TimeZoneInfo.Utc, None));
        var row = (await database.Get<WallQueries>().ListAsync(supervisor, None)).Single(w => w.Id == second.Wall);
        Assert.Equal((false, database.Clock.UtcNow.AddDays(-30)), (row.IsLive, row.LastSeenAt));

        async Task<WallMade> MakeAsync() => Assert.IsType<WallMade>(await desk.MakeAsync("Sala", organisation.Regions["NORTH"].Id, 30, supervisor, None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_wall_shows_a_change_soon_and_nothing_of_a_campaign_that_is_kept_from_supervisors(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var door = database.Get<WallDoor>();
        var wall = Assert.IsType<WallMade>(await database.Get<WallDesk>().MakeAsync("Sala", organisation.Regions["NORTH"].Id, 30, await organisation.ActorAsync(Role.RegionalSupervisor), None));
        Assert.Equal(0, (await door.ReadAsync(wall.Token, TimeZoneInfo.Utc, None))!.Open);
        await organisation.AlertAsync();
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await door.ReadAsync(wall.Token, TimeZoneInfo.Utc, None))!.Open);
        var version = await database.ReadAsync(db => db.Campaigns.Where(c => c.Id == organisation.Campaign.Id).Select(c => c.Version).SingleAsync());
        await database.Get<OpsConsole.Domain.Campaigns.CampaignDesk>().ShareAsync(organisation.Campaign.Code, version, new() { Roles = [nameof(Role.Agent)] }, await organisation.ActorAsync(Role.ExperienceAnalyst), None);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await door.ReadAsync(wall.Token, TimeZoneInfo.Utc, None))!.Open);
    }
}
