using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>Who keeps, sees and shares which filter (decisions, "Saved filters").</summary>
public sealed class SavedFilterTests
{
    private const string Campaign = "operaciones";

    private static readonly JsonElement Alerts = JsonElement.Parse("""{"connector":"all","items":[{"source":"management","field":"Es alerta","op":"eq","value":true}]}""");

    [Theory, OnEveryDatabase]
    public async Task A_private_filter_is_there_for_its_owner_and_for_nobody_else(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        var id = await world.SavedAsync(head, "Mis alertas");
        Assert.Matches("^[A-Za-z0-9_-]{22}$", id);
        Assert.Equal(["Mis alertas"], await world.NamesAsync(head));
        foreach (var role in Enum.GetValues<Role>().Except([Role.BranchHead]))
        {
            var other = await world.AskAsync(role);
            Assert.Empty(await world.NamesAsync(other));
            Assert.Null(await world.Queries.FindAsync(Campaign, id, other, default));
            Assert.IsType<Outcome.Missing>(await world.Desk.ChangeAsync(Campaign, id, new("Otro", Alerts), other, default));
            Assert.IsType<Outcome.Missing>(await world.Desk.RemoveAsync(Campaign, id, other, default));
            Assert.IsType<Outcome.Missing>(await world.Desk.ChooseDefaultAsync(Campaign, id, other, default));
        }
        Assert.Null(await world.Queries.FindAsync("otra", id, head, default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_filter_shared_with_a_branch_is_known_there_and_to_its_supervisor_and_the_analysts(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        var id = await world.SavedAsync(head, "De la agencia", new FilterShare(Branch: Organisation.Home));
        foreach (var (role, branch, knows) in new[]
        {
            (Role.Agent, Organisation.Home, true), (Role.Agent, Organisation.Sister, false), (Role.BranchHead, Organisation.Far, false),
            (Role.RegionalSupervisor, Organisation.Home, true), (Role.RegionalSupervisor, Organisation.Far, false), (Role.ExperienceAnalyst, Organisation.Home, true), (Role.BackOffice, Organisation.Home, false),
        })
        {
            var other = await world.AskAsync(role, branch);
            Assert.Equal(knows, (await world.NamesAsync(other)).Contains("De la agencia"));
            Assert.Equal(knows, await world.Queries.FindAsync(Campaign, id, other, default) is { IsOwn: false, Owner: "BranchHead.HOME" });
        }
        Assert.IsType<Outcome.Forbidden>(await world.Desk.RemoveAsync(Campaign, id, await world.AskAsync(Role.Agent), default));
        Assert.IsAssignableFrom<Outcome.Done>(await world.Desk.ChooseDefaultAsync(Campaign, id, await world.AskAsync(Role.Agent), default));
        Assert.True((await world.Queries.FindAsync(Campaign, id, await world.AskAsync(Role.Agent), default))!.IsDefault);
        Assert.False((await world.Queries.FindAsync(Campaign, id, head, default))!.IsDefault);
    }

    [Theory, OnEveryDatabase]
    public async Task Sharing_reaches_as_far_as_the_sharer_and_is_in_the_audit_log(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        async Task<Outcome> ShareAsync(Role role, FilterShare with) => await world.Desk.CreateAsync(Campaign, new($"{role} {with}", Alerts) { SharedWith = [with] }, await world.AskAsync(role), default);
        var (home, sister, far, agents) = (new FilterShare(Branch: Organisation.Home), new FilterShare(Branch: Organisation.Sister), new FilterShare(Branch: Organisation.Far), new FilterShare(Role: "Agent"));
        foreach (var (role, with, may) in new[]
        {
            (Role.BranchHead, home, true), (Role.BranchHead, sister, false), (Role.BranchHead, agents, false),
            (Role.RegionalSupervisor, home, true), (Role.RegionalSupervisor, sister, true), (Role.RegionalSupervisor, far, false), (Role.RegionalSupervisor, agents, false),
            (Role.ExperienceAnalyst, far, true), (Role.ExperienceAnalyst, agents, true),
            (Role.Agent, home, false), (Role.BackOffice, agents, false), (Role.Administrator, agents, false),
        })
            Assert.Equal((role, with, may), (role, with, await ShareAsync(role, with) is Outcome.Done));
        var entries = await world.Database.ReadAsync(db => db.Audit.Where(a => a.Type == "filter.shared").Select(a => a.Data).ToListAsync());
        Assert.Equal(5, entries.Count);
        Assert.Contains(entries, e => e.Contains("[[],[\"HOME\"]]"));
        Assert.DoesNotContain(entries, e => e.Contains("Es alerta"));
        Assert.Equal([Organisation.Home, Organisation.Sister], (await world.Queries.ShareTargetsAsync(await world.AskAsync(Role.RegionalSupervisor), default)).Select(b => b.Code));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_is_refused_with_its_path_and_names_are_given_once(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        async Task RefusedAsync(SavedFilterForm form, params string[] paths) =>
            Assert.Equal(paths, Assert.IsType<Outcome.Invalid>(await world.Desk.CreateAsync(Campaign, form, head, default)).Errors.Select(e => $"{e.Field} {e.Code}"));
        await RefusedAsync(new(" ", JsonElement.Parse("""{"connector":"all","items":[{"source":"base","field":"Nada","op":"eq","value":1}]}""")), "name required", "filter.items[0].field unknown");
        await RefusedAsync(new("a", JsonElement.Parse("""{"connector":"some","items":[]}""")), "filter.connector unknown");
        await RefusedAsync(new("a", Alerts) { Sort = [new(null, "Nada")], Columns = [new("base", "Nada")], SharedWith = [new(), new(Branch: "NOWHERE")] },
            "sort[0].field unknown", "columns[0].field unknown", "sharedWith[0] required", "sharedWith[1].branch unknown");
        var id = await world.SavedAsync(head, "Única");
        Assert.Equal("filter.name_taken", Assert.IsType<Outcome.Refused>(await world.Desk.CreateAsync(Campaign, new("unica ", Alerts), head, default)).Reasons[0].Code);
        Assert.IsAssignableFrom<Outcome.Done>(await world.Desk.ChangeAsync(Campaign, id, new("Única", Alerts), head, default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_filter_is_gone_and_comes_back_when_that_is_taken_back(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        var id = await world.SavedAsync(head, "Va y viene");
        Assert.IsAssignableFrom<Outcome.Done>(await world.Desk.RemoveAsync(Campaign, id, head, default));
        Assert.Empty(await world.NamesAsync(head));
        Assert.Null(await world.Queries.FindAsync(Campaign, id, head, default));
        Assert.IsType<Outcome.Missing>(await world.Desk.RestoreAsync(Campaign, id, await world.AskAsync(Role.ExperienceAnalyst), default));
        Assert.IsAssignableFrom<Outcome.Done>(await world.Desk.RestoreAsync(Campaign, id, head, default));
        Assert.Equal(["Va y viene"], await world.NamesAsync(head));
    }

    [Theory, OnEveryDatabase]
    public async Task A_filter_applied_without_saving_has_one_address_that_opens_under_each_readers_scope(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        var id = ((Outcome.Done)await world.Desk.ApplyAsync(Campaign, Alerts, head, default)).Id!;
        Assert.Equal(id, ((Outcome.Done)await world.Desk.ApplyAsync(Campaign, Alerts, head, default)).Id);
        var agent = await world.AskAsync(Role.Agent, Organisation.Far);
        var tree = (await world.Queries.FindAsync(Campaign, id, agent, default))!.Tree!;
        await world.Organisation.AlertAsync(Organisation.Home);
        await world.Organisation.AlertAsync(Organisation.Far);
        var cases = world.Database.Get<CaseQueries>();
        var query = new CaseQuery(world.Organisation.Campaign.Id) { Filter = tree };
        Assert.Equal((1, 1), (await cases.CountAsync(query, agent, default), await cases.CountAsync(query, head, default)));
        Assert.NotEqual((await cases.PageAsync(query, agent, default)).Rows[0].Id, (await cases.PageAsync(query, head, default)).Rows[0].Id);
        Assert.Empty(await world.NamesAsync(head));
        Assert.IsType<Outcome.Missing>(await world.Desk.RemoveAsync(Campaign, id, agent, default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_stored_filter_that_somebody_tampered_with_says_where_it_is_damaged_and_matches_nothing(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        foreach (var (stored, path) in new[]
        {
            ("{\"connector\":\"all\",\"items\":[{\"source\":\"management\",\"field\":\"Es alerta\",\"op\":\"eq\",\"value\":true},{\"source\":\"base\",\"field\":\"x\",\"op\":\"eq\",\"value\":\"1\"}]}", "filter.items[1].field"),
            ("{\"connector\":\"all\",\"items\":[", "filter"), ("[]", "filter"), ("{\"connector\":\"all\",\"items\":[],\"or\":1}", "filter.or"),
        })
        {
            var id = await world.SavedAsync(head, $"Filtro {Guid.NewGuid():N}");
            await world.Database.CommitAsync(db => db.SavedFilters.Single(f => f.Id == id).Tree = stored);
            var read = (await world.Queries.FindAsync(Campaign, id, head, default))!;
            Assert.Null(read.Tree);
            Assert.Equal(path, Assert.Single(read.Problems).Field);
            Assert.Contains(await world.Queries.ListAsync(Campaign, head, default) ?? [], f => f.Id == id && f.Tree is null);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_half_built_is_kept_for_its_builder_alone(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var head = await world.AskAsync(Role.BranchHead);
        await world.Desk.KeepDraftAsync(Campaign, "uno", head, default);
        await world.Desk.KeepDraftAsync(Campaign, "dos ñ", head, default);
        Assert.Equal("dos ñ", (await world.Queries.DraftAsync(Campaign, head, default))!.Content);
        Assert.Null(await world.Queries.DraftAsync(Campaign, await world.AskAsync(Role.Agent), default));
        await world.Desk.KeepDraftAsync(Campaign, null, head, default);
        Assert.Null(await world.Queries.DraftAsync(Campaign, head, default));
    }

    private sealed class World(TestDatabase database, Organisation organisation) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;
        public Organisation Organisation { get; } = organisation;
        public SavedFilterDesk Desk => Database.Get<SavedFilterDesk>();
        public SavedFilterQueries Queries => Database.Get<SavedFilterQueries>();

        public static async Task<World> CreateAsync(DatabaseKind kind)
        {
            var database = await TestDatabase.CreateAsync(kind);
            return new(database, await Organisation.CreateAsync(database));
        }

        public Task<Actor> AskAsync(Role role, string branch = Organisation.Home) => Organisation.ActorAsync(role, branch);

        public async Task<string> SavedAsync(Actor actor, string name, params FilterShare[] shares) =>
            ((Outcome.Done)await Desk.CreateAsync(Campaign, new(name, Alerts) { SharedWith = shares }, actor, default)).Id!;

        public async Task<List<string>> NamesAsync(Actor actor) => [.. (await Queries.ListAsync(Campaign, actor, default) ?? []).Select(f => f.Name!)];

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
