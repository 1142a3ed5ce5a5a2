using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Notifications;

/// <summary>What is told is written with what happened, read under the scope, and kept ninety days.</summary>
public sealed class NotificationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Whoever_gets_a_case_is_told_with_the_same_commit_and_taking_it_back_takes_that_back_too(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        await room.Database.Get<CaseDesk>().OpenAsync(room.Number, room.Agent, None);
        await ReassignAsync(room);
        Assert.Empty(await OfAsync(room, room.Agent));
        var told = Assert.Single(await OfAsync(room, room.Head));
        Assert.Equal((NotificationKind.Reassigned, room.Number, room.Agent.Name, "Sale de vacaciones", true), (told.Kind, told.Number, told.By, told.Reason, told.IsUnread));
        Assert.Equal("servicio", told.Campaign);
        Assert.IsAssignableFrom<Outcome.Done>(await room.Database.Get<CaseDesk>().UndoAsync(room.Number, room.Agent, None));
        Assert.Empty(await OfAsync(room, room.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task A_refused_command_tells_nobody(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        Assert.IsType<Outcome.Invalid>(await room.Database.Get<CaseDesk>().ReassignAsync(room.Number, room.Head.Email, "", room.Agent, None));
        Assert.Equal(0, await room.Database.ReadAsync(db => db.Notifications.CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_takeover_a_share_and_a_message_of_the_customer_are_told(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, analyst) = (room.Database.Get<CaseDesk>(), await room.Organisation.ActorAsync(Role.ExperienceAnalyst));
        await desk.OpenAsync(room.Number, room.Agent, None);
        await room.Desk.AddAsync(room.Number, MessageRoom.In("Sigo sin línea", "p-1"), analyst, None);
        await room.Desk.AddAsync(room.Number, MessageRoom.In("Sigo sin línea", "p-1"), analyst, None);
        await desk.TakeOverAsync(room.Number, room.Head, None);
        var far = await room.Organisation.PersonAsync(Role.Agent, Organisation.Far);
        await desk.ShareAsync(room.Number, far.Email, room.Head, None);
        Assert.Equal([NotificationKind.TakenOver, NotificationKind.Message], (await OfAsync(room, room.Agent)).Select(n => n.Kind));
        Assert.Equal([NotificationKind.Shared], (await OfAsync(room, await room.Database.ActorAsync(far))).Select(n => n.Kind));
        Assert.Empty(await OfAsync(room, room.Head));
        Assert.Empty(await OfAsync(room, analyst));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_a_case_that_one_may_no_longer_see_nothing_is_shown(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var desk = room.Database.Get<CaseDesk>();
        var far = await room.Organisation.PersonAsync(Role.Agent, Organisation.Far);
        await desk.ShareAsync(room.Number, far.Email, room.Head, None);
        Assert.Equal(room.Number, Assert.Single(await OfAsync(room, await room.Database.ActorAsync(far))).Number);
        await desk.UnshareAsync(room.Number, far.Email, room.Head, None);
        var told = Assert.Single(await OfAsync(room, await room.Database.ActorAsync(far)));
        Assert.True(told.IsOutOfReach);
        Assert.Equal((null, null, null, null), (told.Number, told.Campaign, told.By, told.Reason));
    }

    [Theory, OnEveryDatabase]
    public async Task An_agreed_contact_that_comes_due_is_said_once_in_the_whole_installation(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var at = room.Clock.UtcNow.AddHours(2);
        await room.Database.Get<CaseDesk>().DisposeAsync(room.Number, 1, new(["contacto_efectivo", "volver_a_llamar"], null, at), room.Agent, None);
        ContactWatch[] nodes = [Watch(room), Watch(room)];
        Assert.Equal(0, await nodes[0].RaiseAsync(None));
        room.Clock.Advance(TimeSpan.FromHours(2));
        var said = await Task.WhenAll(nodes.Select(n => n.RaiseAsync(None)));
        Assert.Equal(1, said.Sum());
        Assert.Equal(0, await nodes[1].RaiseAsync(None));
        var told = Assert.Single(await OfAsync(room, room.Agent));
        Assert.Equal((NotificationKind.NextContactDue, room.Number), (told.Kind, told.Number));
        Assert.Equal(1, await room.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.NextContactDue && e.ById == null)));
    }

    [Theory, OnEveryDatabase]
    public async Task Another_time_agreed_is_said_anew_and_a_closed_case_not_at_all(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, watch) = (room.Database.Get<CaseDesk>(), Watch(room));
        for (var day = 1; day <= 2; day++)
        {
            var version = (await room.FindCaseAsync()).Version;
            await desk.DisposeAsync(room.Number, version, new(["contacto_efectivo", "volver_a_llamar"], null, room.Clock.UtcNow.AddHours(1)), room.Agent, None);
            room.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(1, await watch.RaiseAsync(None));
        }
        await desk.DisposeAsync(room.Number, (await room.FindCaseAsync()).Version, new(["contacto_efectivo", "volver_a_llamar"], null, room.Clock.UtcNow.AddHours(1)), room.Agent, None);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.CloseAsync(room.Number, room.Agent, None));
        room.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await watch.RaiseAsync(None));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_read_is_counted_no_more_and_nobody_reads_for_another(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        await room.Database.Get<CaseDesk>().OpenAsync(room.Number, room.Agent, None);
        await ReassignAsync(room);
        var (desk, queries, feed) = (room.Database.Get<NotificationDesk>(), room.Database.Get<NotificationQueries>(), room.Database.Get<NotificationFeed>());
        var told = Assert.Single(await OfAsync(room, room.Head));
        await desk.ReadAsync([told.Id], room.Agent, None);
        Assert.Equal(1, await queries.CountAsync(room.Head, None, feed.TurnOf(room.Head.Id)));
        await desk.ReadAsync([told.Id], room.Head, None);
        Assert.Equal(0, await queries.CountAsync(room.Head, None, feed.TurnOf(room.Head.Id)));
        Assert.False(Assert.Single(await OfAsync(room, room.Head)).IsUnread);
        Assert.Empty(await queries.PageAsync(10, null, true, room.Head, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Many_of_one_hand_are_one_that_counts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (to, actor) = (await organisation.PersonAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead));
        foreach (var batch in new[] { 3, 2 })
        {
            List<string> numbers = [];
            for (var i = 0; i < batch; i++)
                numbers.Add(await organisation.AlertAsync());
            var ids = numbers.ConvertAll(CaseNumber.IdOf);
            var cases = await database.ReadAsync(db => db.Cases.Where(c => ids.Contains(c.Id)).Include(c => c.Shares).Include(c => c.Branch!.Region).ToListAsync());
            await database.CommitAsync(db =>
            {
                db.UpdateRange(cases);
                cases.ForEach(c => c.Reassign(organisation.Campaign, to, "Reparto", actor, database.Clock.UtcNow));
                db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
            });
        }
        var told = Assert.Single(await database.Get<NotificationQueries>().PageAsync(10, null, false, await database.ActorAsync(to), None));
        Assert.Equal((NotificationKind.Reassigned, 5, null), (told.Kind, told.Count, told.Number));
    }

    [Theory, OnEveryDatabase]
    public async Task After_ninety_days_it_is_gone(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        await room.Database.Get<CaseDesk>().OpenAsync(room.Number, room.Agent, None);
        await ReassignAsync(room);
        room.Clock.Advance(TimeSpan.FromDays(90));
        await room.Database.Get<Housekeeping>().PruneAsync(None);
        Assert.Single(await OfAsync(room, room.Head));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Database.Get<Housekeeping>().PruneAsync(None);
        Assert.Empty(await OfAsync(room, room.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task The_pump_wakes_the_windows_of_those_who_were_told_and_no_others(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        await room.Database.Get<CaseDesk>().OpenAsync(room.Number, room.Agent, None);
        var (pump, feed) = (room.Database.Get<CaseFeedPump>(), room.Database.Get<NotificationFeed>());
        await pump.StartAsync(None);
        await pump.Started;
        await using var head = feed.FollowAsync(room.Head.Id, TimeSpan.Zero, None).GetAsyncEnumerator();
        var woken = head.MoveNextAsync();
        await ReassignAsync(room);
        Assert.True(await woken.AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, head.Current);
        Assert.Equal(0, feed.TurnOf(room.Agent.Id));
        await pump.StopAsync(None);
    }

    private static ContactWatch Watch(MessageRoom room) => new(room.Database.Contexts, room.Database.Log, room.Clock, NullLogger<ContactWatch>.Instance);

    private static async Task ReassignAsync(MessageRoom room) =>
        Assert.IsAssignableFrom<Outcome.Done>(await room.Database.Get<CaseDesk>().ReassignAsync(room.Number, room.Head.Email, "Sale de vacaciones", room.Agent, None));

    private static Task<IReadOnlyList<NotificationView>> OfAsync(MessageRoom room, Actor actor) => room.Database.Get<NotificationQueries>().PageAsync(10, null, false, actor, None);
}
