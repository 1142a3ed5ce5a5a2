using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.People;

/// <summary>Changes of status are kept, and read by those who run the place.</summary>
public sealed class WorkStatusTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Each_change_is_written_once_and_the_last_one_is_the_state(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.PersonAsync(Role.Agent);
        var number = await organisation.AlertAsync();
        await WriteAsync(database, agent.Id, number);
        Assert.Equal([(WorkStatus.Disconnected, WorkStatus.Waiting), (WorkStatus.Waiting, WorkStatus.Managing)],
            (await database.ReadAsync(db => db.WorkStatusChanges.OrderBy(c => c.Id).ToListAsync())).Select(c => (c.From, c.To)));
        var seen = await SeenAsync(database, organisation, Role.BranchHead, agent);
        Assert.Equal((WorkStatus.Managing, number, database.Clock.UtcNow), (seen!.Status, seen.Number, seen.Since));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_runs_the_place_sees_its_people_and_nobody_else_does(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.PersonAsync(Role.Agent);
        await WriteAsync(database, agent.Id, await organisation.AlertAsync());
        foreach (var role in new[] { Role.BranchHead, Role.RegionalSupervisor, Role.ExperienceAnalyst, Role.Administrator, Role.Agent })
            Assert.NotNull(await SeenAsync(database, organisation, role, agent));
        Assert.Null(await SeenAsync(database, organisation, Role.BackOffice, agent));
        foreach (var role in new[] { Role.Agent, Role.BranchHead, Role.RegionalSupervisor })
            Assert.Null(await SeenAsync(database, organisation, role, agent, Organisation.Far));
    }

    [Theory, OnEveryDatabase]
    public async Task A_case_that_the_reader_may_not_see_is_not_named(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.PersonAsync(Role.Agent);
        await WriteAsync(database, agent.Id, await organisation.AlertAsync(Organisation.Far));
        var seen = await SeenAsync(database, organisation, Role.BranchHead, agent);
        Assert.Equal((WorkStatus.Managing, null), (seen!.Status, seen.Number));
    }

    [Fact]
    public async Task What_a_process_that_died_left_open_is_closed_at_the_next_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.PersonAsync(Role.Agent);
        await WriteAsync(database, agent.Id, await organisation.AlertAsync());
        await Runner(database).CloseAsync(None);
        Assert.Equal(WorkStatus.Disconnected, (await SeenAsync(database, organisation, Role.BranchHead, agent))!.Status);
        Assert.Equal(3, await database.ReadAsync(db => db.WorkStatusChanges.CountAsync()));
    }

    private static async Task WriteAsync(TestDatabase database, int user, string number)
    {
        var said = new List<WorkStatusChange>();
        var board = database.Get<WorkBoard>();
        board.Changed += said.Add;
        var window = board.Enter(user);
        window.Open(CaseNumber.IdOf(number));
        window.Touch();
        board.Changed -= said.Add;
        await Runner(database).WriteAsync(said, None);
    }

    private static WorkStatusRunner Runner(TestDatabase database) => new(database.Contexts, database.Log, database.Get<WorkBoard>(), database.Clock, NullLogger<WorkStatusRunner>.Instance);

    private static async Task<ColleagueAtWork?> SeenAsync(TestDatabase database, Organisation organisation, Role role, OpsUser person, string branch = Organisation.Home) =>
        (await database.Get<WorkStatusQueries>().ListAsync(await organisation.ActorAsync(role, branch), None)).SingleOrDefault(c => c.UserId == person.Id);
}
