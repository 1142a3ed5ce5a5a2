using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Beside what is pending: what is agreed on, shared and closed today, each under the scope and along an index (docs/rules.md, "Pending queue").</summary>
public sealed class QueueListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Scheduled_are_the_own_open_cases_whose_contact_lies_ahead_by_their_hour(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        var (late, soon, tomorrow) = (await room.AgreeAsync(room.Agent, 5), await room.AgreeAsync(room.Agent, 2), await room.AgreeAsync(room.Agent, 26));
        await room.AgreeAsync(room.Head, 3);
        await room.MadeAsync(room.Agent);
        Assert.Equal([soon, late, tomorrow], await room.ListAsync(QueueList.Scheduled, room.Agent));
        Assert.Equal([soon, late], await room.ListAsync(QueueList.Scheduled, room.Agent, 2));
        room.Database.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal([late, tomorrow], await room.ListAsync(QueueList.Scheduled, room.Agent));
        Assert.Equal(soon, (await room.ListAsync(QueueList.Pending, room.Agent))[0]);
        await room.CloseAsync(late, room.Agent);
        Assert.Equal([tomorrow], await room.ListAsync(QueueList.Scheduled, room.Agent));
    }

    [Theory, OnEveryDatabase]
    public async Task Shared_are_the_open_cases_that_somebody_shared_with_the_person_wherever_they_are(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        var person = await room.Organisation.PersonAsync(Role.Agent, Organisation.Far);
        Assert.Empty(await room.ListAsync(QueueList.Shared, await room.Database.ActorAsync(person)));
        var (first, second) = (await room.MadeAsync(room.Agent), await room.MadeAsync(room.Agent));
        await room.MadeAsync(room.Agent);
        foreach (var number in new[] { first, second })
            Assert.IsAssignableFrom<Outcome.Done>(await room.Desk.ShareAsync(number, person.Email, room.Head, None));
        var far = await room.Database.ActorAsync(person);
        Assert.Equal([first, second], await room.ListAsync(QueueList.Shared, far));
        Assert.Empty(await room.ListAsync(QueueList.Shared, room.Head));
        await room.Desk.UnshareAsync(first, person.Email, room.Head, None);
        Assert.Equal([second], await room.ListAsync(QueueList.Shared, await room.Database.ActorAsync(person)));
        await room.CloseAsync(second, room.Agent);
        Assert.Empty(await room.ListAsync(QueueList.Shared, await room.Database.ActorAsync(person)));
    }

    [Theory, OnEveryDatabase]
    public async Task Closed_today_is_what_the_person_was_responsible_for_since_midnight_where_the_campaign_is_the_newest_first(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        var time = CampaignTime.Of(room.Service, room.Database.Clock);
        room.Database.Clock.Advance(time.StartOf(time.Today.AddDays(1)) - time.UtcNow - TimeSpan.FromMinutes(10));
        await room.CloseAsync(await room.MadeAsync(room.Agent), room.Agent);        // ten minutes before midnight
        Assert.Single(await room.ListAsync(QueueList.ClosedToday, room.Agent));
        room.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty(await room.ListAsync(QueueList.ClosedToday, room.Agent));
        var first = await room.MadeAsync(room.Agent);
        await room.CloseAsync(first, room.Agent);
        room.Database.Clock.Advance(TimeSpan.FromHours(3));
        var second = await room.MadeAsync(room.Agent);
        await room.CloseAsync(second, room.Agent);
        await room.CloseAsync(await room.MadeAsync(room.Head), room.Head);
        Assert.Equal([second, first], await room.ListAsync(QueueList.ClosedToday, room.Agent));
    }

    [Theory, OnEveryDatabase]
    public async Task Each_campaign_has_its_own_midnight(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        var there = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        var time = CampaignTime.Of(room.Service, room.Database.Clock);
        room.Database.Clock.Advance(time.StartOf(time.Today.AddDays(1)).AddHours(9) - time.UtcNow);     // nine in the morning here, late in the evening there
        var number = await room.MadeAsync(room.Agent);
        await room.CloseAsync(number, room.Agent);
        await room.Database.CommitAsync(db => db.Campaigns.Single(c => c.Id == room.Service.Id).TimeZone = there.Id);
        Assert.Equal([number], await room.ListAsync(QueueList.ClosedToday, room.Agent));
        room.Database.Clock.Advance(TimeSpan.FromHours(5));         // there the next day has begun
        Assert.Empty(await room.ListAsync(QueueList.ClosedToday, room.Agent));
        Assert.Equal(0, (await room.Queue.CountsAsync(room.Agent, None)).ClosedToday);
    }

    [Theory, OnEveryDatabase]
    public async Task All_lists_are_counted_in_two_statements(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        await room.AgreeAsync(room.Agent, 3);
        await room.CloseAsync(await room.MadeAsync(room.Agent), room.Agent);
        var number = await room.MadeAsync(room.Head);
        await room.Desk.ShareAsync(number, (await room.Organisation.PersonAsync(Role.Agent)).Email, room.Head, None);
        var agent = await room.Organisation.ActorAsync(Role.Agent);
        using var log = new StatementLog(room.Database.Connection);
        var counts = await room.Queue.CountsAsync(agent, None);
        Assert.Equal(2, log.Statements.Count);
        foreach (var list in Enum.GetValues<QueueList>())
            Assert.Equal((await room.ListAsync(list, agent)).Count, counts.Of(list));
        Assert.Equal((1, 1, 1), (counts.Scheduled, counts.Shared, counts.ClosedToday));
        Assert.Equal(await room.Queue.CountAsync(agent, None), counts.Pending);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_list_and_count_is_read_along_an_index(DatabaseKind kind)
    {
        await using var room = await RoomAsync(kind);
        await room.AgreeAsync(room.Agent, 3);
        await room.CloseAsync(await room.MadeAsync(room.Agent), room.Agent);
        var shared = await room.MadeAsync(room.Head);
        await room.Desk.ShareAsync(shared, (await room.Organisation.PersonAsync(Role.Agent)).Email, room.Head, None);
        var agent = await room.Organisation.ActorAsync(Role.Agent);
        Assert.Contains("IX_Cases_OwnContact", await PlanAsync(room, () => room.Queue.ListAsync(QueueList.Scheduled, 50, agent, None), 0));
        Assert.Contains("IX_Cases_OwnClosed", await PlanAsync(room, () => room.Queue.ListAsync(QueueList.ClosedToday, 50, agent, None), 1));
        NoScan(await PlanAsync(room, () => room.Queue.ListAsync(QueueList.Shared, 50, agent, None), 0));
        NoScan(await PlanAsync(room, () => room.Queue.CountsAsync(agent, None), 1));
    }

    private static void NoScan(string plan)
    {
        foreach (Match scanned in Regex.Matches(plan, "SCAN (c[0-9]*)$", RegexOptions.Multiline))
            Assert.Contains($"CO-ROUTINE {scanned.Groups[1].Value}\n", plan);        // what is counted of a part that was found by its index
        Assert.DoesNotContain("Seq Scan on \"Cases\"", plan);
    }

    /// <summary>How the database means to answer one of the statements.</summary>
    private static async Task<string> PlanAsync(Room room, Func<Task> asked, int which)
    {
        (string Text, List<(string Name, object? Value)> Values) statement;
        using (var log = new StatementLog(room.Database.Connection))
        {
            await asked();
            statement = log.All[which];
        }
        return await Plans.ExplainAsync(room.Database, statement);
    }

    private static async Task<Room> RoomAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var service = await organisation.ServiceAsync();
        return new(database, organisation, service, await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead));
    }

    private sealed record Room(TestDatabase Database, Organisation Organisation, Campaign Service, Actor Agent, Actor Head) : IAsyncDisposable
    {
        public CaseDesk Desk => Database.Get<CaseDesk>();

        public QueueQueries Queue => Database.Get<QueueQueries>();

        public async Task<string> MadeAsync(Actor by)
        {
            var number = ((Outcome.Done)await Desk.CreateAsync(Service.Code, Organisation.Home, new() { Type = Service.Settings.CaseTypes[0] }, null, null, Head, None)).Id!;
            Assert.IsAssignableFrom<Outcome.Done>(await Desk.OpenAsync(number, by, None));
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
            return number;
        }

        public async Task<string> AgreeAsync(Actor by, int hours)
        {
            var number = await MadeAsync(by);
            Assert.IsAssignableFrom<Outcome.Done>(await Desk.DisposeAsync(number, 2, new(["contacto_efectivo", "volver_a_llamar"], null, Database.Clock.UtcNow.AddHours(hours)), by, None));
            return number;
        }

        public async Task CloseAsync(string number, Actor by)
        {
            var version = await Database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(number)).Select(c => c.Version).SingleAsync());
            Assert.IsAssignableFrom<Outcome.Done>(await Desk.DisposeAsync(number, version, new(["contacto_efectivo", "resuelto"], null, null), by, None));
            Assert.IsAssignableFrom<Outcome.Done>(await Desk.CloseAsync(number, by, None));
        }

        public async Task<List<string>> ListAsync(QueueList list, Actor actor, int take = QueueQueries.Most) => [.. (await Queue.ListAsync(list, take, actor, None)).Select(r => r.Number)];

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
