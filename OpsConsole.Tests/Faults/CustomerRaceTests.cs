using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Faults;

/// <summary>Several people at one customer, and at its case: one wins where only one can, nothing is lost where all can.</summary>
public sealed class CustomerRaceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Of_several_who_change_one_version_exactly_one_wins(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var desk = database.Get<CustomerDesk>();
        var made = (Outcome.Done)await desk.CreateAsync(new() { FirstName = "Ana" }, agent, None);
        var version = made.Version;
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var outcomes = await AtOnceAsync(4, i => desk.ChangeAsync(made.Id!, version, new() { FirstName = $"Ana {round} {i}" }, agent, None));
            version = Assert.Single(outcomes.OfType<Outcome.Done>()).Version;
            Assert.Equal(3, outcomes.OfType<Outcome.Conflict>().Count());
        }
        var left = (await database.Get<CustomerQueries>().FindAsync(made.Id!, agent, None))!;
        Assert.Equal(version, left.Version);
        var keys = CustomerKeys.Of(await database.ReadAsync(async db => MatchCandidate.Of(await db.Customers.Include(c => c.ContactPoints).SingleAsync())));
        Assert.Equal(keys.Order(), (await database.ReadAsync(db => db.CustomerKeys.Select(k => k.Key).ToListAsync())).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task One_contact_point_typed_by_several_at_once_is_there_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var desk = database.Get<CustomerDesk>();
        for (var round = 0; round < Counts.Of(100); round++)
        {
            var id = ((Outcome.Done)await desk.CreateAsync(new() { FirstName = "Ana" }, agent, None)).Id!;
            var outcomes = await AtOnceAsync(4, i => desk.AddContactPointAsync(id, new("mobile", i % 2 == 0 ? "912345678" : "+51 912 345 678"), agent, None));
            Assert.Single(outcomes.OfType<Outcome.Done>());
            Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Equal("contact_point.duplicate", refused.Reasons[0].Code));
            Assert.Single((await database.Get<CustomerQueries>().FindAsync(id, agent, None))!.ContactPoints);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Work_at_the_case_and_at_its_customer_at_once_is_all_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var agent = await organisation.ActorAsync(Role.Agent);
        var (desk, cases) = (database.Get<CustomerDesk>(), database.Get<CaseDesk>());
        var number = await organisation.AlertAsync();
        var id = CaseNumber.IdOf(number);
        var ana = ((Outcome.Done)await desk.CreateAsync(new() { FirstName = "Ana" }, agent, None)).Id!;
        await cases.ChangeCustomerAsync(number, ana, true, agent, None);
        for (var round = 0; round < Counts.Of(60); round++)
            Assert.All(await AtOnceAsync(6, i => (i % 3) switch
            {
                0 => cases.NoteAsync(number, $"nota {round} {i}", agent, None),
                1 => desk.AddContactPointAsync(ana, new("social", $"@ana{round % 8}x{i}"), agent, None, number),
                _ => cases.RecordAttemptAsync(number, Forms.Attempt(), agent, None),
            }), outcome => Assert.True(outcome is Outcome.Done or Outcome.Refused, outcome.ToString()));
        var (stored, log, points) = await database.ReadAsync(async db => (await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id),
            await db.CaseEvents.Where(e => e.CaseId == id).OrderBy(e => e.Version).ToListAsync(), await db.Customers.SelectMany(c => c.ContactPoints).CountAsync()));
        Assert.Equal(Enumerable.Range(1, log.Count).Select(v => (long)v), log.Select(e => e.Version));
        Assert.Equal(log.Count, stored.Version);
        Assert.Equal(points, log.Count(e => e.Type == CaseEventType.ContactPoint));
        Assert.Equal(Counts.Of(60) * 2, log.Count(e => e.Type == CaseEventType.Note));
        Assert.Contains("@ana0x1", stored.SearchText);
    }

    private static Task<Outcome[]> AtOnceAsync(int people, Func<int, Task<Outcome>> act) => Task.WhenAll(Enumerable.Range(0, people).Select(i => Task.Run(() => act(i))));
}
