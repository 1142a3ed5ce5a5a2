using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>"Casos pendientes": first contacts whose time has come, then overdue, then soonest due, then priority, then oldest (spec 02).</summary>
public sealed class QueueTests(ITestOutputHelper log)
{
    [Theory, OnEveryDatabase]
    public async Task The_queue_is_what_the_rule_says_of_every_open_case_in_the_order_of_work(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var service = await organisation.ServiceAsync();
        var (head, colleague) = (await organisation.ActorAsync(Role.BranchHead), await organisation.ActorAsync(Role.ExperienceAnalyst));
        var (desk, random) = (database.Get<CaseDesk>(), Counts.Seeded(log));
        string[] priorities = ["low", "normal", "high", "urgent"];
        for (var i = 0; i < 60; i++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
            var away = random.Next(4) == 0;
            var made = (Outcome.Done)await desk.CreateAsync(service.Code, away ? Organisation.Far : Organisation.Home, new() { Type = service.Settings.CaseTypes[0], Priority = priorities[random.Next(4)] }, null, null, colleague, default);
            if (random.Next(3) == 0)
                await desk.OpenAsync(made.Id!, away || random.Next(2) == 0 ? colleague : head, default);
            if (random.Next(3) == 0)
                await desk.DisposeAsync(made.Id!, 1, new(["contacto_efectivo", "volver_a_llamar"], null, database.Clock.UtcNow.AddHours(random.Next(1, 20))), away ? colleague : head, default);
        }
        foreach (var score in new[] { 3, 4 })
            await organisation.AlertAsync(score: score);
        await database.CommitAsync(db =>
        {
            var calm = organisation.Alert(score: 10);
            db.Cases.Add(calm);
            db.CaseEvents.AddRange(calm.Log);
        });
        database.Clock.Advance(TimeSpan.FromHours(9));

        var now = database.Clock.UtcNow;
        var all = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Branch).ToListAsync());
        var expected = all.Where(c => c.Branch!.Code == Organisation.Home && c.IsOpen && (c.IsAlert || c.CampaignId == service.Id) && (c.ResponsibleId == head.Id || c.ResponsibleId is null))
            .OrderBy(c => c.NextContactAt <= now ? 0 : 1).ThenBy(c => c.NextContactAt <= now ? c.NextContactAt : null).ThenBy(c => c.DueAt is null).ThenBy(c => c.DueAt)
            .ThenByDescending(c => c.Priority).ThenBy(c => c.ReceivedAt).ThenBy(c => c.Id).Select(c => c.Number).ToList();
        var queue = database.Get<QueueQueries>();
        Assert.Equal(expected, (await queue.ReadAsync(QueueQueries.Most, head, default)).Select(r => r.Number));
        Assert.Equal(expected.Take(5), (await queue.ReadAsync(5, head, default)).Select(r => r.Number));
        Assert.Equal(expected.Count, await queue.CountAsync(head, default));
        Assert.Contains(all, c => c.NextContactAt <= now && c.Branch!.Code == Organisation.Home);
        Assert.All(await queue.ReadAsync(QueueQueries.Most, colleague, default), r => Assert.Equal(colleague.Id, r.ResponsibleId));
    }

    [Theory, OnEveryDatabase]
    public async Task The_figures_of_the_day_are_the_persons_own_and_of_this_day(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var service = await organisation.ServiceAsync();
        var (agent, head, desk) = (await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead), database.Get<CaseDesk>());
        async Task<string> StartedAsync(Actor by)
        {
            var number = ((Outcome.Done)await desk.CreateAsync(service.Code, Organisation.Home, new() { Type = service.Settings.CaseTypes[0] }, null, null, head, default)).Id!;
            await desk.OpenAsync(number, by, default);
            return number;
        }
        var yesterday = await StartedAsync(agent);
        database.Clock.Advance(TimeSpan.FromDays(10));
        var since = database.Clock.UtcNow.AddHours(-1);
        var closed = await StartedAsync(agent);
        await StartedAsync(head);
        await desk.RecordAttemptAsync(closed, Forms.Attempt(), agent, default);
        await desk.RecordAttemptAsync(yesterday, Forms.Attempt(), head, default);
        await desk.DisposeAsync(closed, 3, new(["contacto_efectivo", "resuelto"], null, null), agent, default);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.CloseAsync(closed, agent, default));
        Assert.Equal(new(Taken: 1, Completed: 1, Attempts: 1, Overdue: 1), await database.Get<QueueQueries>().DayAsync(since, agent, default));
    }
}
