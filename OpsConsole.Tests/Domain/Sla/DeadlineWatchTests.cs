using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Sla;

public sealed class DeadlineWatchTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_deadline_that_passes_is_written_to_the_log_once_though_nobody_is_connected(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var due = await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-3).AddSeconds(7));
        await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-20));       // late when it came: that is no news
        await organisation.AlertAsync();
        var watch = database.Get<DeadlineWatch>();
        Assert.Equal(0, await watch.RaiseAsync(None));
        database.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(1, await watch.RaiseAsync(None));
        Assert.Equal(0, await watch.RaiseAsync(None));
        Assert.Equal([(CaseNumber.IdOf(due), null, database.Clock.UtcNow)], await PassedAsync(database));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_nodes_that_look_at_the_same_moment_say_each_deadline_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        for (var i = 0; i < 12; i++)
            await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-3).AddSeconds(1 + (i % 3)));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        DeadlineWatch Node() => new(database.Contexts, database.Log, database.Get<CaseFeed>(), database.Clock, NullLogger<DeadlineWatch>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Node().RaiseAsync(None))));
        var said = await PassedAsync(database);
        Assert.Equal((12, 12), (said.Count, said.Select(s => s.CaseId).Distinct().Count()));
    }

    [Theory, OnEveryDatabase]
    public async Task Clocks_that_jump_forth_and_back_leave_nothing_out_and_say_nothing_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var start = database.Clock.UtcNow;
        long[] ids = [.. await OneAfterTheOther([1, 60, 90, 119, 150], minutes => organisation.AlertAsync(receivedAt: start.AddDays(-3).AddMinutes(minutes)))];
        var watch = database.Get<DeadlineWatch>();
        foreach (var jump in new[] { 2.0, -2, 0.5, 2, -2, 0.25 })
        {
            database.Clock.Jump(TimeSpan.FromHours(jump));
            await watch.RaiseAsync(None);
        }
        database.Clock.Advance(TimeSpan.FromHours(3));
        await watch.RaiseAsync(None);
        Assert.Equal(ids.Order(), (await PassedAsync(database)).Select(s => s.CaseId).Order());
        var log = await database.ReadAsync(db => db.CaseEvents.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
        Assert.Equal(log.Order(), log);
    }

    [Fact]
    public void A_clock_that_jumps_by_more_than_a_minute_is_noticed_once()
    {
        var clock = new FakeClock();
        var check = new ClockCheck(clock);
        clock.Advance(TimeSpan.FromHours(5));
        Assert.Null(check.Jump());
        clock.Jump(TimeSpan.FromSeconds(59));
        Assert.Null(check.Jump());
        clock.Jump(TimeSpan.FromHours(-2));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromHours(-2), check.Jump());
        Assert.Null(check.Jump());
    }

    [Theory, OnEveryDatabase]
    public async Task A_passed_deadline_bars_no_undo_and_a_case_reopened_later_is_said_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var number = await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-3).AddSeconds(3));
        var head = await organisation.ActorAsync(Role.BranchHead);
        var desk = database.Get<CaseDesk>();
        Assert.IsAssignableFrom<OpsConsole.Domain.Kernel.Outcome.Done>(await desk.ReassignAsync(number, (await organisation.PersonAsync(Role.Agent)).Email, "Turno", head, None));
        database.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, await database.Get<DeadlineWatch>().RaiseAsync(None));
        Assert.IsAssignableFrom<OpsConsole.Domain.Kernel.Outcome.Done>(await desk.UndoAsync(number, head, None));
        Assert.Equal(0, await database.Get<DeadlineWatch>().RaiseAsync(None));
    }

    private static async Task<List<long>> OneAfterTheOther(int[] minutes, Func<int, Task<string>> make)
    {
        var made = new List<long>();
        foreach (var minute in minutes)
            made.Add(CaseNumber.IdOf(await make(minute)));
        return made;
    }

    private static async Task<List<(long CaseId, int? ById, DateTime At)>> PassedAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.CaseEvents.Where(e => e.Type == CaseEventType.DeadlinePassed).OrderBy(e => e.Sequence).ToListAsync())).Select(e => (e.CaseId, e.ById, e.At))];
}
