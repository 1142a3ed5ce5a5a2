using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Notifications;
using Xunit;

namespace OpsConsole.Tests.Domain.Notifications;

/// <summary>"Recordar al JP": logged, told to the branch heads, and nothing of the case changes.</summary>
public sealed class ReminderTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_reminder_is_logged_and_told_to_the_branch_head_and_changes_nothing(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, supervisor, analyst) = (room.Database.Get<CaseDesk>(), await room.Organisation.ActorAsync(Role.RegionalSupervisor), await room.Organisation.ActorAsync(Role.ExperienceAnalyst));
        await room.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        await desk.OpenAsync(room.Number, room.Agent, None);
        await desk.TransferAsync(room.Number, Organisation.Sister, "Es de ellos", analyst, None);
        await room.Organisation.PersonAsync(Role.BranchHead, Organisation.Sister);
        var before = await room.FindCaseAsync();
        var done = Assert.IsType<CaseReminded>(await desk.RemindAsync(room.Number, supervisor, None));
        Assert.Equal([$"{Role.BranchHead}.{Organisation.Sister}"], done.To);
        var after = await room.FindCaseAsync();
        Assert.Equal((before.Version + 1, before.Status, before.BranchId, before.ResponsibleId, before.DueAt), (after.Version, after.Status, after.BranchId, after.ResponsibleId, after.DueAt));
        var told = Assert.Single(await OfAsync(room, await room.Organisation.ActorAsync(Role.BranchHead, Organisation.Sister)));
        Assert.Equal((NotificationKind.Reminder, room.Number, supervisor.Name), (told.Kind, told.Number, told.By));
        Assert.Empty(await OfAsync(room, room.Head));
        Assert.IsType<CaseReminded>(await desk.RemindAsync(room.Number, supervisor, None));
        Assert.Equal(1, await RemindersAsync(room.Database));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.UndoAsync(room.Number, analyst, None));
        Assert.Equal(room.Organisation.Branches[Organisation.Home].Id, (await room.FindCaseAsync()).BranchId);
    }

    [Theory, OnEveryDatabase]
    public async Task A_completed_case_and_a_branch_without_a_head_are_refused(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, analyst) = (room.Database.Get<CaseDesk>(), await room.Organisation.ActorAsync(Role.ExperienceAnalyst));
        var headless = await room.Organisation.AlertAsync(Organisation.Far, room.Clock.UtcNow.AddDays(-9));
        Assert.Equal("remind.no_branch_head", CodeOf(await desk.RemindAsync(headless, analyst, None)));
        Assert.Equal("remind.no_branch_head", CodeOf(await desk.RemindBranchAsync(room.Organisation.Branches[Organisation.Far].Id, null, analyst, None)));
        Assert.Equal("remind.none_late", CodeOf(await desk.RemindBranchAsync(room.Organisation.Branches[Organisation.Sister].Id, null, analyst, None)));
        await room.CloseAsync();
        Assert.Equal("case.illegal_transition", CodeOf(await desk.RemindAsync(room.Number, analyst, None)));
        Assert.Equal(0, await RemindersAsync(room.Database));
    }

    [Theory, OnEveryDatabase]
    public async Task All_late_cases_of_a_branch_are_one_notification_that_leads_to_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var (desk, head, supervisor) = (database.Get<CaseDesk>(), await organisation.ActorAsync(Role.BranchHead), await organisation.ActorAsync(Role.RegionalSupervisor));
        var late = Enumerable.Range(0, 102).Select(_ => organisation.Alert(receivedAt: database.Clock.UtcNow.AddDays(-9))).ToList();
        await database.CommitAsync(db =>
        {
            db.Cases.AddRange(late);
            db.CaseEvents.AddRange(late.SelectMany(c => c.Log));
        });
        var onTime = await organisation.AlertAsync(receivedAt: database.Clock.UtcNow);
        var elsewhere = await organisation.AlertAsync(Organisation.Sister, database.Clock.UtcNow.AddDays(-9));
        var home = organisation.Branches[Organisation.Home].Id;
        for (var clicks = 0; clicks < 2; clicks++)
        {
            var done = Assert.IsType<BranchReminded>(await desk.RemindBranchAsync(home, organisation.Campaign.Id, supervisor, None));
            Assert.Equal((102, head.Name), (done.Count, Assert.Single(done.To)));
        }

        Assert.Equal(102, await RemindersAsync(database));
        Assert.Equal(0, await database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.Reminder && (e.CaseId == CaseNumber.IdOf(onTime) || e.CaseId == CaseNumber.IdOf(elsewhere)))));
        var told = Assert.Single(await database.Get<NotificationQueries>().PageAsync(10, null, false, head, None));
        Assert.Equal((NotificationKind.Reminder, 102, Organisation.Home), (told.Kind, told.Count, told.Branch));
        Assert.Equal("/tablero/casos?cifra=vencidas&agencia=HOME", NotificationWords.PlaceOf(told));
        Assert.Equal([home], (await database.Get<ReminderQueries>().LastAsync(supervisor, None)).Keys);
        Assert.Empty(await database.Get<ReminderQueries>().LastAsync(await organisation.ActorAsync(Role.RegionalSupervisor, Organisation.Far), None));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_is_sent_to_a_campaign_that_is_kept_from_them(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var analyst = await room.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var version = await room.Database.ReadAsync(db => db.Campaigns.Where(c => c.Code == "servicio").Select(c => c.Version).SingleAsync());
        Assert.IsAssignableFrom<Outcome.Done>(await room.Database.Get<CampaignDesk>().ShareAsync("servicio", version, new() { Roles = [nameof(Role.Agent)] }, analyst, None));
        Assert.Equal("remind.no_branch_head", CodeOf(await room.Database.Get<CaseDesk>().RemindAsync(room.Number, analyst, None)));
    }

    private static string CodeOf(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reasons[0].Code;

    private static Task<int> RemindersAsync(TestDatabase database) => database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.Reminder));

    private static Task<IReadOnlyList<NotificationView>> OfAsync(MessageRoom room, Actor actor) => room.Database.Get<NotificationQueries>().PageAsync(10, null, false, actor, None);
}
