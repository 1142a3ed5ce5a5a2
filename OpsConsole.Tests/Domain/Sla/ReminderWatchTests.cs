using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Notifications;
using Xunit;

namespace OpsConsole.Tests.Domain.Sla;

/// <summary>Reminders by the rules of a project (docs/rules.md, "Automatic reminders").</summary>
public sealed class ReminderWatchTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ReminderRules All = new() { HoursBefore = 8, When = true, Daily = true };

    [Theory, OnEveryDatabase]
    public async Task A_case_is_told_of_eight_working_hours_before_its_deadline_at_it_and_on_each_working_day_after(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var head = await organisation.ActorAsync(Role.BranchHead);
        await RuleAsync(organisation, database, All);
        var number = await organisation.AlertAsync(receivedAt: new(2026, 1, 13, 17, 0, 0, DateTimeKind.Utc));      // due on Friday the 16th, 12:00 in Lima
        for (var halfHours = 0; halfHours < 2 * 24 * 5 + 1; halfHours++, database.Clock.Advance(TimeSpan.FromMinutes(30)))
            await database.Get<ReminderWatch>().RaiseAsync(None);
        Assert.Equal(
            ["before 2026-01-15T18:00", "at 2026-01-16T17:00", "each_day 2026-01-19T14:00", "each_day 2026-01-20T14:00"],
            (await SaidAsync(database)).Select(s => $"{s.Rule} {s.At:yyyy-MM-ddTHH:mm}"));
        Assert.All(await SaidAsync(database), s => Assert.Equal((CaseNumber.IdOf(number), null, head.Id), (s.CaseId, s.ById, Assert.Single(s.To))));
        Assert.Equal(
            [NotificationKind.DeadlinePassed, NotificationKind.DeadlinePassed, NotificationKind.DeadlinePassed, NotificationKind.DeadlineNear],
            (await ToldAsync(database, head)).Select(n => n.Kind));
    }

    [Theory, OnEveryDatabase]
    public async Task A_hundred_and_fifty_late_cases_are_one_notification_and_one_mail_though_three_nodes_look_at_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var head = await organisation.ActorAsync(Role.BranchHead);
        await RuleAsync(organisation, database, new() { Daily = true });
        var late = Enumerable.Range(0, 150).Select(_ => organisation.Alert(receivedAt: database.Clock.UtcNow.AddDays(-9))).ToList();
        await database.CommitAsync(db =>
        {
            db.Cases.AddRange(late);
            db.CaseEvents.AddRange(late.SelectMany(c => c.Log));
        });
        ReminderWatch Node() => new(database.Contexts, database.Log, database.Get<ActorQueries>(), database.Clock, NullLogger<ReminderWatch>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Node().RaiseAsync(None))));
        Assert.Equal(0, await Node().RaiseAsync(None));
        var said = await SaidAsync(database);
        Assert.Equal((150, 150), (said.Count, said.Select(s => s.CaseId).Distinct().Count()));
        var told = Assert.Single(await ToldAsync(database, head));
        Assert.Equal((NotificationKind.DeadlinePassed, 150, "/pendientes"), (told.Kind, told.Count, NotificationWords.PlaceOf(told)));
        Assert.Equal([MailState.Queued], await database.ReadAsync(db => db.Notifications.Select(n => n.Mail!.Value).ToListAsync()));

        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(150, await Node().RaiseAsync(None));
        Assert.Equal([150, 150], (await ToldAsync(database, head)).Select(n => n.Count));
        database.Clock.Advance(TimeSpan.FromDays(1));       // Saturday
        Assert.Equal(0, await Node().RaiseAsync(None));
    }

    [Theory, OnEveryDatabase]
    public async Task Clocks_that_jump_forth_and_back_leave_nothing_out_and_say_nothing_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.PersonAsync(Role.BranchHead);
        await RuleAsync(organisation, database, All with { Daily = false });
        var start = database.Clock.UtcNow;
        foreach (var minutes in new[] { 1, 60, 90, 119, 150, 600 })
            await organisation.AlertAsync(receivedAt: start.AddDays(-3).AddMinutes(minutes));
        var watch = database.Get<ReminderWatch>();
        foreach (var jump in new[] { 0, 2.0, -2, 0.5, 2, -2, 0.25 })
        {
            database.Clock.Jump(TimeSpan.FromHours(jump));
            await watch.RaiseAsync(None);
        }
        for (var hours = 0; hours < 48; hours++, database.Clock.Advance(TimeSpan.FromHours(1)))
            await watch.RaiseAsync(None);
        var said = await SaidAsync(database);
        Assert.Equal(6, said.Count(s => s.Rule == ReminderRules.AtDeadline));
        Assert.Equal(6, said.Where(s => s.Rule == ReminderRules.AtDeadline).Select(s => s.CaseId).Distinct().Count());
        Assert.Equal(said.Count, said.DistinctBy(s => (s.CaseId, s.Rule)).Count());
        var log = await database.ReadAsync(db => db.CaseEvents.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
        Assert.Equal(log.Order(), log);
    }

    [Theory, OnEveryDatabase]
    public async Task The_responsible_is_told_the_branch_head_where_there_is_none_and_nobody_of_what_is_over_paused_or_kept_from_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (agent, head, analyst) = (await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead), await organisation.ActorAsync(Role.ExperienceAnalyst));
        var desk = database.Get<CaseDesk>();
        await RuleAsync(organisation, database, new() { Daily = true }, [CaseStatus.Shared]);
        async Task<string> LateAsync() => await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-9));
        var (own, free, moved, paused, over) = (await LateAsync(), await LateAsync(), await LateAsync(), await LateAsync(), await LateAsync());
        Done(await desk.ReassignAsync(own, agent.Email, "Turno", head, None));
        Done(await desk.ReassignAsync(moved, agent.Email, "Turno", head, None));
        Done(await desk.TransferAsync(moved, Organisation.Sister, "Es de ellos", head, None));      // nobody is responsible there, and nobody leads it
        Done(await desk.ShareAsync(paused, agent.Email, head, None));
        await WriteAsync(database, db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(over)).ExecuteUpdate(set => set.SetProperty(c => c.IsOpen, false).SetProperty(c => c.Status, CaseStatus.Completed)));
        var watch = database.Get<ReminderWatch>();
        Assert.Equal(2, await watch.RaiseAsync(None));
        Assert.Equal([(CaseNumber.IdOf(own), agent.Id), (CaseNumber.IdOf(free), head.Id)], (await SaidAsync(database)).Select(s => (s.CaseId, s.To.Single())).Order());

        // Who may not sign in any more is not told, and a settings row of the person decides what is written for them.
        await WriteAsync(database, db => db.Users.Where(u => u.Id == agent.Id).ExecuteUpdate(set => set.SetProperty(u => u.IsDisabled, true)));
        Done(await database.Get<NotificationDesk>().ChooseAsync(new(NotificationKind.DeadlinePassed, false, false), head, None));
        var before = await database.ReadAsync(db => db.Notifications.CountAsync());
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await watch.RaiseAsync(None));
        Assert.Equal([head.Id, head.Id], (await SaidAsync(database)).TakeLast(2).Select(s => s.To.Single()));
        Assert.Equal(before, await database.ReadAsync(db => db.Notifications.CountAsync()));

        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync());
        Done(await database.Get<CampaignDesk>().ShareAsync("operaciones", campaign.Version, new() { Roles = [nameof(Role.Agent)] }, analyst, None));
        database.Clock.Advance(TimeSpan.FromDays(3));       // Monday
        Assert.Equal(0, await watch.RaiseAsync(None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_reminder_bars_no_undo_and_a_project_that_turned_it_off_or_is_closed_reminds_of_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (agent, head) = (await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead));
        var number = await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-3).AddSeconds(5));
        Assert.Equal(0, await database.Get<ReminderWatch>().RaiseAsync(None));
        await RuleAsync(organisation, database, new() { When = true });
        Done(await database.Get<CaseDesk>().ReassignAsync(number, agent.Email, "Turno", head, None));
        database.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await database.Get<ReminderWatch>().RaiseAsync(None));
        Done(await database.Get<CaseDesk>().UndoAsync(number, head, None));
        Assert.Equal(0, await database.Get<ReminderWatch>().RaiseAsync(None));

        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        await RuleAsync(organisation, database, new() { Daily = true });
        var closed = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync());
        Done(await database.Get<CampaignDesk>().ChangeAsync("operaciones", closed.Version, CampaignChange.Of(closed) with { Status = CampaignStatus.Closed }, analyst, None));
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await database.Get<ReminderWatch>().RaiseAsync(None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deadline_that_moves_away_and_back_is_warned_of_once_and_a_warning_longer_than_the_deadline_is_none(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, watch, clock) = (room.Database.Get<CaseDesk>(), room.Database.Get<ReminderWatch>(), room.Clock);
        async Task PriorityAsync(string priority) =>
            Done(await desk.DescribeAsync(room.Number, (await room.FindCaseAsync()).Version, new() { Type = "Reclamo", Account = "C-7", Priority = priority }, room.Agent, None));
        await RuleAsync(room.Organisation, room.Database, new() { HoursBefore = 24 }, code: "servicio");       // as long as the whole
        Assert.Equal(0, await watch.RaiseAsync(None));
        await RuleAsync(room.Organisation, room.Database, new() { HoursBefore = 12, When = true }, code: "servicio");
        clock.Advance(new DateTime(2026, 1, 16, 18, 30, 0) - clock.UtcNow);        // Friday 13:30, due on Monday at 16:00
        Assert.Equal(1, await watch.RaiseAsync(None));
        await PriorityAsync("low");
        Assert.Equal(0, await watch.RaiseAsync(None));
        Done(await desk.UndoAsync(room.Number, room.Agent, None));
        Assert.Equal(0, await watch.RaiseAsync(None));
        await PriorityAsync("high");        // was due on Thursday
        Assert.Equal(1, await watch.RaiseAsync(None));
        await PriorityAsync("normal");
        Assert.Equal(0, await watch.RaiseAsync(None));
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await watch.RaiseAsync(None));      // it was said to be late meanwhile
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await watch.RaiseAsync(None));
        Assert.Equal([ReminderRules.Before, ReminderRules.AtDeadline, ReminderRules.Before, ReminderRules.AtDeadline], (await SaidAsync(room.Database)).Select(s => s.Rule));
    }

    [Fact]
    public async Task Rules_out_of_range_are_refused_and_what_is_saved_stands_in_the_audit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var form = SlaForm.Of(organisation.Campaign) with { Reminders = new() { HoursBefore = 201 } };
        Assert.Equal([new("campaign.number_range", "hoursBefore", 1, SlaForm.WarningMax)], Assert.IsType<Outcome.Invalid>(await database.Get<SlaDesk>().ChangeAsync("operaciones", 0, form, analyst, None)).Errors);
        await RuleAsync(organisation, database, All);
        Assert.Equal(All, SlaForm.Of(await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync())).Reminders);
        Assert.Contains("\"hoursBefore\":8", (await database.ReadAsync(db => db.Audit.SingleAsync(a => a.Type == "campaign.sla_changed"))).Data);
    }

    private static async Task RuleAsync(Organisation organisation, TestDatabase database, ReminderRules rules, CaseStatus[]? pauses = null, string code = "operaciones")
    {
        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == code));
        var form = SlaForm.Of(campaign) with { Calendar = "PE", PauseStates = pauses ?? [], Reminders = rules };
        Done(await database.Get<SlaDesk>().ChangeAsync(code, campaign.Version, form, await organisation.ActorAsync(Role.ExperienceAnalyst), None));
    }

    private static async Task WriteAsync(TestDatabase database, Action<OpsConsole.Domain.Data.OpsDbContext> write)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await database.Log.CommitAsync(db, None, write);
    }

    private static void Done(Outcome outcome) => Assert.True(outcome is Outcome.Done, outcome.ToString());

    private static async Task<List<(long CaseId, int? ById, DateTime At, string Rule, List<int> To)>> SaidAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.CaseEvents.AsNoTracking().Where(e => e.Type == CaseEventType.Reminder).OrderBy(e => e.Sequence).ToListAsync())).ConvertAll(e =>
        {
            var data = System.Text.Json.JsonElement.Parse(e.Data);
            return (e.CaseId, e.ById, e.At, data.GetProperty("rule").GetString()!, data.GetProperty("to").EnumerateArray().Select(id => id.GetInt32()).ToList());
        });

    private static Task<IReadOnlyList<NotificationView>> ToldAsync(TestDatabase database, Actor actor) => database.Get<NotificationQueries>().PageAsync(20, null, false, actor, None);
}
