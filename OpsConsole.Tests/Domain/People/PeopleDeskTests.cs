using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.People;

public sealed class PeopleDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task What_a_role_does_not_use_is_not_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        foreach (var role in Enum.GetValues<Role>())
        {
            var made = await database.ActorAsync(await database.HireAsync(organisation, $"{role}@example.test", role));
            Assert.Equal(role is Role.Agent or Role.BranchHead, made.BranchId is not null);
            Assert.Equal(role is Role.RegionalSupervisor, made.RegionIds.Count == 1);
            Assert.Equal(role is Role.Agent or Role.BackOffice, made.CampaignIds.Count == 1);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Each_wrong_field_is_named(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await database.HireAsync(organisation);
        var (desk, admin) = (database.Get<PeopleDesk>(), await organisation.ActorAsync(Role.Administrator));
        async Task<string> ErrorsAsync(PersonForm form, string? password = Staff.Password) =>
            string.Join(' ', Assert.IsType<Outcome.Invalid>(await desk.CreateAsync(form, password, admin, None)).Errors.Select(e => $"{e.Field}:{e.Code}"));
        Assert.Equal("name:required email:required role:required password:required", await ErrorsAsync(new(), null));
        Assert.Equal("email:person.email_invalid branch:required password:person.password_short", await ErrorsAsync(new() { Name = "X", Email = "x@y", Role = Role.Agent }, "1234567"));
        Assert.Equal("email:person.email_taken", await ErrorsAsync(new() { Name = "X", Email = "ANA@EXAMPLE.TEST", Role = Role.ExperienceAnalyst }));
        Assert.Equal("branch:unknown campaigns:unknown", await ErrorsAsync(new() { Name = "X", Email = "x@example.test", Role = Role.Agent, BranchId = 999, CampaignIds = [999] }));
        Assert.Equal("regions:required", await ErrorsAsync(new() { Name = "X", Email = "x@example.test", Role = Role.RegionalSupervisor }));
        Assert.Equal("regions:unknown", await ErrorsAsync(new() { Name = "X", Email = "x@example.test", Role = Role.RegionalSupervisor, RegionIds = [999] }));
    }

    [Theory, OnEveryDatabase]
    public async Task Changed_rights_are_new_rights_and_a_changed_name_is_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        var (desk, admin) = (database.Get<PeopleDesk>(), await organisation.ActorAsync(Role.Administrator));
        var form = new PersonForm { Name = "Ana Otra", Email = ana.Email, Role = Role.BranchHead, BranchId = ana.BranchId };
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync(ana.Id, form, admin, None));
        Assert.Equal(ana.RightsStamp, await StampAsync(database, ana.Id));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync(ana.Id, form with { BranchId = organisation.Branches[Organisation.Far].Id }, admin, None));
        Assert.Equal(ana.RightsStamp + 1, await StampAsync(database, ana.Id));
        var audit = await database.ReadAsync(db => db.Audit.AsNoTracking().Where(e => e.Type.StartsWith("user.")).OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["user.created", "user.changed", "user.changed"], audit.Select(e => e.Type));
        Assert.Contains("\"branch\":[", audit[2].Data);
        Assert.All(audit.Zip(audit.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.PrevHash));
        Assert.IsType<Outcome.Missing>(await desk.ChangeAsync(999, form, admin, None));
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_active_administrator_stays_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (desk, admin) = (database.Get<PeopleDesk>(), await organisation.ActorAsync(Role.Administrator));
        Assert.Equal("person.last_administrator", Assert.IsType<Outcome.Refused>(await desk.DisableAsync(admin.Id, admin, None)).Reasons[0].Code);
        Assert.IsType<Outcome.Refused>(await desk.ChangeAsync(admin.Id, new() { Name = "X", Email = admin.Email, Role = Role.ExperienceAnalyst }, admin, None));
        for (var round = 0; round < 5; round++)
        {
            var other = await database.ActorAsync(await database.HireAsync(organisation, $"otro{round}@example.test", Role.Administrator));
            admin = await organisation.ActorAsync(Role.Administrator);
            var outcomes = await Task.WhenAll(desk.DisableAsync(other.Id, admin, None), desk.DisableAsync(admin.Id, other, None));
            Assert.Single(outcomes, o => o is Outcome.Done);
            var left = await database.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Role == Role.Administrator && !u.IsDisabled));
            if (left.Id != admin.Id)
                Assert.IsAssignableFrom<Outcome.Done>(await desk.EnableAsync(admin.Id, await database.ActorAsync(left), None));
            if (left.Id == other.Id)
                Assert.IsAssignableFrom<Outcome.Done>(await desk.DisableAsync(other.Id, await organisation.ActorAsync(Role.Administrator), None));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task People_are_found_by_name_without_accents_by_role_and_a_page_at_a_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var admin = await organisation.ActorAsync(Role.Administrator);
        var desk = database.Get<PeopleDesk>();
        foreach (var name in new[] { "Íñigo Peña", "Ana Núñez", "Zoe Alba" })
            await desk.CreateAsync(new() { Name = name, Email = $"{name[0]}@example.test", Role = Role.ExperienceAnalyst }, Staff.Password, admin, None);
        var queries = database.Get<PeopleQueries>();
        async Task<string> NamesAsync(PeopleFilter filter, int skip = 0, int take = 10) =>
            string.Join(", ", (await queries.PageAsync(filter, skip, take, admin, None)).Rows.Select(r => r.Name));
        Assert.Equal("Íñigo Peña", await NamesAsync(new("pena INIGO")));
        Assert.Equal("Ana Núñez, Íñigo Peña, Zoe Alba", await NamesAsync(new(Role: Role.ExperienceAnalyst)));
        Assert.Equal("Íñigo Peña", await NamesAsync(new(Role: Role.ExperienceAnalyst), 1, 1));
        Assert.Equal("", await NamesAsync(new("nadie")));
        Assert.Equal(4, (await queries.PageAsync(new(), 0, 1, admin, None)).Total);
    }

    [Theory, OnEveryDatabase]
    public async Task Places_have_codes_that_are_unique_when_folded_and_are_retired_not_lost(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var admin = await organisation.ActorAsync(Role.Administrator);
        var (branches, regions) = (database.Get<BranchDesk>(), database.Get<RegionDesk>());
        var north = organisation.Regions["NORTH"].Id;
        Assert.IsAssignableFrom<Outcome.Done>(await branches.CreateAsync("CAÑETE", "Cañete", north, admin, None));
        Assert.Equal("branch.code_taken", Assert.IsType<Outcome.Invalid>(await branches.CreateAsync("canete", "Otra", north, admin, None)).Errors[0].Code);
        Assert.Equal("code.invalid", Assert.IsType<Outcome.Invalid>(await branches.CreateAsync("<b>", "Otra", north, admin, None)).Errors[0].Code);
        var supervisor = await organisation.ActorAsync(Role.RegionalSupervisor);
        var home = organisation.Branches[Organisation.Home].Id;
        await database.HireAsync(organisation);
        Assert.Equal("branch.has_people", Assert.IsType<Outcome.Refused>(await branches.RetireAsync(home, admin, None)).Reasons[0].Code);
        Assert.IsAssignableFrom<Outcome.Done>(await branches.RetireAsync(organisation.Branches[Organisation.Far].Id, admin, None));
        Assert.IsAssignableFrom<Outcome.Done>(await branches.ChangeAsync(home, "Casa", organisation.Regions["SOUTH"].Id, admin, None));
        Assert.NotEqual(supervisor.Stamp, await StampAsync(database, supervisor.Id));       // what the region's supervisor sees has changed
        Assert.Equal("region.in_use", Assert.IsType<Outcome.Refused>(await regions.RemoveAsync(north, admin, None)).Reasons[0].Code);
        Assert.IsAssignableFrom<Outcome.Done>(await regions.CreateAsync("ESTE", "Este", admin, None));
        var rows = await database.Get<OrganisationQueries>().RegionsAsync(admin, None);
        Assert.IsAssignableFrom<Outcome.Done>(await regions.RemoveAsync(rows.Single(r => r.Code == "ESTE").Id, admin, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Everybody_keeps_language_and_look_for_oneself(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.ActorAsync(await database.HireAsync(organisation));
        await database.Get<ProfileDesk>().ChooseAsync("en", "dark", null, ana, None);
        await database.Get<ProfileDesk>().ChooseAsync("fr", null, "compact", ana, None);
        var session = await database.SignInAsync();
        Assert.Equal(("en", "dark", "compact"), (session.Culture, session.Theme, session.Density));
        Assert.Equal(ana.Stamp, session.Stamp);
    }

    private static Task<int> StampAsync(TestDatabase database, int id) => database.ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.RightsStamp).SingleAsync());
}
