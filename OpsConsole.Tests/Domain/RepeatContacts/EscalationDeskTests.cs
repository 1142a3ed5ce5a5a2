using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>The way of an escalation: form, back office, area, back office (docs/rules.md, "Escalations").</summary>
public sealed class EscalationDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_form_is_a_case_with_a_business_day_to_be_done_in(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        at.Database.Clock.Jump(TimeSpan.FromHours(12));         // ten at night in Bogotá: still the 15th there
        var found = await at.FindAsync(await at.FillAsync(Forms.Escalation()));
        Assert.Equal((new DateOnly(2026, 1, 15), at.Front.Id, "C", null, null, "Visitas técnicas"), (found.FormOn!.Value, found.FormById!.Value, found.Cause!, found.Area, found.EscalationState, found.Type!));
        Assert.Equal((CaseStatus.Unmanaged, "8800123", "Visita incumplida por segunda vez", (string?)null, 1L), (found.Status, found.Account!, found.Description!, found.CustomerId, found.Version));
        Assert.Equal(at.Organisation.Cell!.Settings.Sla.DueAt(found.ReceivedAt, CampaignTime.Of(at.Organisation.Cell, at.Database.Clock), CasePriority.Normal), found.DueAt);
        Assert.InRange(found.DueAt!.Value, found.ReceivedAt.AddHours(12), found.ReceivedAt.AddHours(27));
        Assert.Equal([CaseEventType.Created], await at.LogAsync(found.Number));
    }

    [Theory, OnEveryDatabase]
    public async Task The_customer_is_whoever_holds_the_account_where_exactly_one_does(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var holder = await at.CustomerAsync("8800123");
        Assert.Equal(holder, (await at.FindAsync(await at.FillAsync(Forms.Escalation(account: " 8800123 ")))).CustomerId);
        await at.CustomerAsync("8800123");
        Assert.Null((await at.FindAsync(await at.FillAsync(Forms.Escalation()))).CustomerId);
        Assert.Equal(holder, (await at.FindAsync(Done(await at.Desk.FillFormAsync("recurrentes", Organisation.Home, Forms.Escalation(), holder, at.Front, None)))).CustomerId);
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_that_is_wrong_out_of_reach_or_of_another_kind_makes_no_case(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        Assert.Equal("cause", Assert.Single(Assert.IsType<Outcome.Invalid>(await at.Desk.FillFormAsync("recurrentes", Organisation.Home, Forms.Escalation() with { Cause = null }, null, at.Front, None)).Errors).Field);
        Assert.Equal("branch", Assert.Single(Assert.IsType<Outcome.Invalid>(await at.Desk.FillFormAsync("recurrentes", Organisation.Far, Forms.Escalation(), null, at.Front, None)).Errors).Field);
        Assert.Equal("case.other_kind", Refused(await at.Desk.FillFormAsync("operaciones", Organisation.Home, Forms.Escalation(), null, at.Front, None)));
        Assert.IsType<Outcome.Missing>(await at.Desk.FillFormAsync("nada", Organisation.Home, Forms.Escalation(), null, at.Front, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.FillFormAsync("recurrentes", Organisation.Home, Forms.Escalation(), null, await at.Organisation.ActorAsync(Role.Administrator), None));
        Assert.Equal(0, await at.Database.ReadAsync(db => db.Cases.CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task An_escalation_is_managed_asked_answered_and_closed(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.FillAsync(Forms.Escalation());
        Done(await at.Desk.ManageAsync(number, 1, new() { Cause = "A", Checks = new Dictionary<string, bool> { ["reinicio"] = true }, Management = "Se revisó la cuenta", CaseState = "En gestión" }, at.Back, None));
        var found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.FollowUp, "A", "Soporte técnico", at.Back.Id), (found.Status, found.Cause!, found.Type!, found.ResponsibleId!.Value));
        Assert.Equal("escalation.not_open", Refused(await at.Desk.AnswerAsync(number, "Listo", null, at.Back, None)));
        Done(await at.Desk.EscalateAsync(number, "soporte", "¿Cuándo se repara?", at.Back, None));
        found = await at.FindAsync(number);
        Assert.Equal((EscalationState.Open, "soporte", FakeClock.Start, FakeClock.Start.AddHours(8), true), (found.EscalationState!.Value, found.Area!, found.EscalatedAt!.Value, found.AnswerDueAt!.Value, found.AwaitsAnswer));
        Assert.Equal([(at.AreaPerson.Id, "soporte")], found.Shares.Select(s => (s.UserId, s.Area!)));
        Assert.Equal("escalation.open_already", Refused(await at.Desk.EscalateAsync(number, "cartera", "¿Y el cobro?", at.Back, None)));
        Assert.Equal("escalation.open_still", Refused(await at.Desk.CloseAsync(number, at.Back, None)));
        Assert.Equal("answer.not_of_area", Refused(await at.Desk.AnswerAsync(number, "Listo", null, at.Back, None)));
        at.Database.Clock.Jump(TimeSpan.FromHours(2));
        Assert.Equal("at", Assert.Single(Assert.IsType<Outcome.Invalid>(await at.Desk.AnswerAsync(number, "Listo", FakeClock.Start.AddHours(3), at.AreaPerson, None)).Errors).Field);
        Assert.Equal("answer.before_question", Refused(await at.Desk.AnswerAsync(number, "Listo", FakeClock.Start.AddHours(-1), at.AreaPerson, None)));
        Done(await at.Desk.AnswerAsync(number, "Se repara mañana", FakeClock.Start.AddHours(1), at.AreaPerson, None));
        found = await at.FindAsync(number);
        var round = Assert.Single(found.Escalation!.Rounds);
        Assert.Equal((EscalationState.Answered, false, "Se repara mañana", FakeClock.Start.AddHours(1), at.AreaPerson.Id), (found.EscalationState!.Value, found.AwaitsAnswer, round.Answer!, round.AnsweredAt!.Value, round.AnsweredById!.Value));
        Assert.Equal("finish.role", Refused(await at.Desk.CloseAsync(number, at.Front, None)));
        Done(await at.Desk.CloseAsync(number, at.Back, None));
        found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Completed, false, EscalationState.Closed, 0), (found.Status, found.IsOpen, found.EscalationState!.Value, found.Shares.Count));
        Assert.Equal([CaseEventType.Created, CaseEventType.Opened, CaseEventType.Saved, CaseEventType.Escalated, CaseEventType.Answered, CaseEventType.Completed], await at.LogAsync(number));
        Assert.Equal("case.illegal_transition", Refused(await at.Desk.EscalateAsync(number, "soporte", "Otra vez", at.Back, None)));
        Done(await at.Desk.UndoAsync(number, at.Back, None));
        found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.FollowUp, true, EscalationState.Answered), (found.Status, found.IsOpen, found.EscalationState!.Value));
        Assert.Equal([(at.AreaPerson.Id, "soporte")], found.Shares.Select(s => (s.UserId, s.Area!)));
    }

    [Theory, OnEveryDatabase]
    public async Task Without_management_nothing_closes_and_front_agents_neither_manage_nor_escalate(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.FillAsync(Forms.Escalation());
        Assert.Equal("close.management_missing", Refused(await at.Desk.CloseAsync(number, at.Back, None)));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.ManageAsync(number, 1, new() { Management = "x" }, at.Front, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.EscalateAsync(number, "soporte", "x", at.Front, None));
        Assert.Equal("quality.not_yours", Refused(await at.Desk.RuleAsync(number, "ok", null, at.Front, None)));
        Assert.IsType<Outcome.Conflict>(await at.Desk.ManageAsync(number, 7, new() { Management = "x" }, at.Back, None));
        Assert.Equal(1L, (await at.FindAsync(number)).Version);
        Assert.Equal("case.other_kind", Refused(await at.Desk.RuleAsync(await at.Organisation.AlertAsync(), "ok", null, at.Back, None)));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_that_belongs_to_an_area_goes_to_that_area_and_to_no_empty_one(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.FillAsync(Forms.Escalation("B"));
        Assert.Equal("cuentas_especiales", (await at.FindAsync(number)).Area);
        Assert.Equal("escalation.owner_area", Refused(await at.Desk.EscalateAsync(number, "soporte", "x", at.Back, None)));
        Assert.Equal("escalation.area_without_people", Refused(await at.Desk.EscalateAsync(number, "cuentas_especiales", "x", at.Back, None)));
        Assert.Equal(["area", "note"], Assert.IsType<Outcome.Invalid>(await at.Desk.EscalateAsync(number, "marketing", " ", at.Back, None)).Errors.Select(e => e.Field));
        await at.Organisation.AreaAsync("cuentas_especiales", await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far));
        Done(await at.Desk.EscalateAsync(number, "cuentas_especiales", "De ustedes", at.Back, None));
    }

    [Theory, OnEveryDatabase]
    public async Task An_area_that_rules_an_error_gives_the_case_back_and_the_back_offices_mark_wins(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.AskedAsync();
        Assert.Equal("note", Assert.Single(Assert.IsType<Outcome.Invalid>(await at.Desk.RuleAsync(number, "wrong_area", null, at.AreaPerson, None)).Errors).Field);
        Done(await at.Desk.RuleAsync(number, "ok", null, at.AreaPerson, None));
        Assert.Equal((EscalationState.Open, "ok", false), await MarkAsync());
        Done(await at.Desk.RuleAsync(number, "wrong_area", "Es de visitas", at.AreaPerson, None));
        Assert.Equal((EscalationState.Returned, "wrong_area", true), await MarkAsync());
        Assert.Equal("wrong_area", (await at.FindAsync(number)).Escalation!.Rounds[^1].ReturnedWith);
        Assert.Equal("escalation.not_open", Refused(await at.Desk.AnswerAsync(number, "Tarde", null, at.AreaPerson, None)));
        Done(await at.Desk.RuleAsync(number, "missing_data", "Faltó la orden", at.Back, None));
        Assert.Equal((EscalationState.Returned, "missing_data", true), await MarkAsync());
        Done(await at.Desk.RuleAsync(number, "ok", null, at.AreaPerson, None));
        Assert.Equal((EscalationState.Returned, "missing_data", true), await MarkAsync());
        Done(await at.Desk.EscalateAsync(number, "soporte", "Con la orden 77", at.Back, None));
        Assert.Equal((EscalationState.Open, 2), ((await at.FindAsync(number)).EscalationState!.Value, (await at.FindAsync(number)).Escalation!.Rounds.Count));

        async Task<(EscalationState, string, bool)> MarkAsync()
        {
            var found = await at.FindAsync(number);
            return (found.EscalationState!.Value, found.QualityMark!, found.IsWrong!.Value);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_person_of_an_area_sees_what_was_escalated_to_it_answers_and_does_nothing_else(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var customer = await at.CustomerAsync("8800123");
        var (number, other) = (await at.AskedAsync(), await at.FillAsync(Forms.Escalation(account: "9")));
        var area = await at.Database.ActorAsync(at.AreaUser);
        Assert.True(area.HasShares);
        var of = new CaseQuery(at.Organisation.Cell!.Id);
        Assert.Equal([number], (await at.Database.Get<CaseQueries>().PageAsync(of, area, None)).Rows.Select(r => r.Number));
        Assert.Equal(1, await at.Database.Get<CaseQueries>().CountAsync(of, area, None));
        Assert.Equal([number], (await at.Database.Get<CaseQueries>().PageAsync(of with { Search = "visita incumplida" }, area, None)).Rows.Select(r => r.Number));
        Assert.NotNull(await at.Database.Get<CaseFactQueries>().FindAsync(number, area, None));
        Assert.NotNull(await at.Database.Get<CaseHistoryQueries>().EventsAsync(number, 0, 10, area, None));
        Assert.Equal([number], (await at.Database.Get<CaseLogQueries>().ReadAsync(0, area, None)).Entries.Select(e => e.Number).Distinct());
        Assert.Null(await at.Database.Get<CaseFactQueries>().FindAsync(other, area, None));
        var viewers = (await at.Database.Get<CaseViewerQueries>().OfAsync(number, await at.Organisation.ActorAsync(Role.ExperienceAnalyst), None))!;
        Assert.Equal("Soporte", viewers.Area);
        Assert.Equal([CasePath.Area], viewers.People.Single(p => p.Id == area.Id).Paths);

        var (desk, version) = (at.Desk, (await at.FindAsync(number)).Version);
        Func<Task<Outcome>>[] forbidden =
        [
            () => desk.OpenAsync(number, area, None), () => desk.RecordAttemptAsync(number, Forms.Attempt(), area, None), () => desk.NoteAsync(number, "nota", area, None),
            () => desk.ShareAsync(number, at.Front.Email, area, None), () => desk.UnshareAsync(number, at.Front.Email, area, None), () => desk.ReassignAsync(number, at.Front.Email, "motivo", area, None),
            () => desk.TransferAsync(number, Organisation.Sister, "motivo", area, None), () => desk.UndoAsync(number, area, None), () => desk.ManageAsync(number, version, new() { Management = "x" }, area, None),
            () => desk.EscalateAsync(number, "soporte", "x", area, None), () => desk.CloseAsync(number, area, None), () => desk.TakeOverAsync(number, area, None), () => desk.MergeAsync(number, other, true, area, None),
            () => desk.CheckAttachAsync(number, area, None), () => desk.DisposeAsync(number, version, new(["x"], null, null), area, None), () => desk.ChangeCustomerAsync(number, customer, true, area, None),
            () => at.Database.Get<MessageDesk>().AddAsync(number, new("out", "whatsapp", "+573001112233", "Hola"), area, None),
            () => at.Database.Get<CustomerDesk>().AddContactPointAsync(customer, new("mobile", "3001112233"), area, None, number),
            () => at.Database.Get<CustomerDesk>().AddAccountAsync(customer, new("99"), area, None),
        ];
        foreach (var (place, attempt) in forbidden.Index())
            Assert.True(await attempt() is Outcome.Forbidden, $"attempt {place}");
        var bulk = Done(await at.Database.Get<BulkDesk>().PrepareAsync(new("recurrentes", BulkAction.Tag, new() { Tags = ["x"] }, null, [number]), area, None));
        Assert.Equal((0, "escalation.only_answer"), await at.Database.ReadAsync(async db => (await db.BulkJobs.SingleAsync(j => j.Id == bulk)) is var job ? (job.WillDo, JsonElement.Parse(job.WillRefuse).EnumerateObject().Single().Name) : default));
        Assert.Equal(version, (await at.FindAsync(number)).Version);
        Done(await desk.AnswerAsync(number, "Listo", null, area, None));
        Done(await desk.RuleAsync(number, "ok", null, area, None));
        Done(await at.Database.Get<DraftDesk>().SaveAsync(number, "borrador", version, area, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_is_of_the_area_and_has_a_way_of_their_own_answers_and_works(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.AskedAsync();
        Done(await at.Desk.ShareAsync(number, at.AreaPerson.Email, at.Back, None));
        var shared = await at.Database.ActorAsync(at.AreaUser);
        Done(await at.Desk.NoteAsync(number, "También lo trabajo", shared, None));
        Done(await at.Desk.UnshareAsync(number, at.AreaPerson.Email, at.Back, None));
        Assert.Equal([(at.AreaPerson.Id, "soporte")], (await at.FindAsync(number)).Shares.Select(s => (s.UserId, s.Area!)));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.NoteAsync(number, "Ya no", shared, None));
        Done(await at.Desk.ShareAsync(number, at.AreaPerson.Email, at.Back, None));
        Done(await at.Desk.UndoAsync(number, at.Back, None));
        Assert.Equal([(at.AreaPerson.Id, "soporte")], (await at.FindAsync(number)).Shares.Select(s => (s.UserId, s.Area!)));
        Done(await at.Desk.ShareAsync(number, at.AreaPerson.Email, at.Back, None));
        Done(await at.Desk.AnswerAsync(number, "Listo", null, shared, None));

        await at.Organisation.AreaAsync("visitas", await at.Organisation.PersonAsync(Role.Agent));       // the front agent of the branch itself
        Done(await at.Desk.EscalateAsync(number, "visitas", "¿Y ustedes?", at.Back, None));
        Done(await at.Desk.RuleAsync(number, "missing_data", "Falta la dirección", at.Front, None));
        Assert.Equal(EscalationState.Returned, (await at.FindAsync(number)).EscalationState);
        Done(await at.Desk.NoteAsync(number, "La pido", at.Front, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Open_cases_follow_an_area_whose_people_change(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.AskedAsync();
        var closed = await at.AskedAsync();
        Done(await at.Desk.AnswerAsync(closed, "Listo", null, at.AreaPerson, None));
        Done(await at.Desk.ManageAsync(closed, (await at.FindAsync(closed)).Version, new() { Management = "Hecho" }, at.Back, None));
        Done(await at.Desk.CloseAsync(closed, at.Back, None));
        var other = await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        var change = CellChange.Of(at.Organisation.Cell!.Settings.Cell);
        change = change with { Areas = [.. change.Areas.Select(a => a.Code == "soporte" ? a with { People = [other.Id] } : a)] };
        Done(await at.Database.Get<CampaignDesk>().ChangeCellAsync("recurrentes", at.Organisation.Cell.Version, change, await at.Organisation.ActorAsync(Role.ExperienceAnalyst), None));
        var follower = at.Database.Get<AreaFollower>();
        Assert.Equal(0, await follower.FollowAsync(at.Organisation.Cell.Id, None));
        var now = await at.Database.ActorAsync(other);
        Assert.True(now.HasShares);
        Assert.NotNull(await at.Database.Get<CaseFactQueries>().FindAsync(number, now, None));
        Assert.Null(await at.Database.Get<CaseFactQueries>().FindAsync(number, at.AreaPerson, None));
        Done(await at.Desk.AnswerAsync(number, "Ahora respondemos nosotros", null, now, None));
        Assert.Empty((await at.FindAsync(closed)).Shares);
        await at.Organisation.AreaAsync("soporte", at.AreaUser, other);
        await follower.FollowAllAsync(None);
        Assert.Equal(2, (await at.FindAsync(number)).Shares.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task The_area_is_told_at_once_who_asked_of_the_answer_and_all_of_them_when_it_is_late(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.AskedAsync();
        Assert.Equal([(at.AreaPerson.Id, NotificationKind.Escalated)], await ToldAsync());
        AnswerWatch[] nodes = [at.Watch(), at.Watch()];
        at.Database.Clock.Jump(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await nodes[0].RaiseAsync(None));
        at.Database.Clock.Jump(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Task.WhenAll(nodes.Select(n => n.RaiseAsync(None)))).Sum());
        at.Database.Clock.Jump(TimeSpan.FromDays(3));
        Assert.Equal(0, await nodes[1].RaiseAsync(None));
        Assert.Equal([(at.AreaPerson.Id, NotificationKind.Escalated), (at.AreaPerson.Id, NotificationKind.AnswerLate), (at.Back.Id, NotificationKind.AnswerLate)], await ToldAsync());
        Assert.Equal(1, await at.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.AnswerLate && e.ById == null)));
        Done(await at.Desk.AnswerAsync(number, "Perdón por la demora", null, at.AreaPerson, None));
        Assert.Equal((at.Back.Id, NotificationKind.Answered), (await ToldAsync())[^1]);
        Done(await at.Desk.EscalateAsync(number, "soporte", "¿Y la orden?", at.Back, None));
        Done(await at.Desk.RuleAsync(number, "missing_data", "Falta el número", at.AreaPerson, None));
        Assert.Equal((at.Back.Id, NotificationKind.Returned), (await ToldAsync())[^1]);
        at.Database.Clock.Jump(TimeSpan.FromDays(3));
        Assert.Equal(0, await nodes[0].RaiseAsync(None));

        async Task<List<(int, NotificationKind)>> ToldAsync() =>
            [.. (await at.Database.ReadAsync(db => db.Notifications.OrderBy(n => n.At).ThenBy(n => n.Kind).ThenBy(n => n.UserId).ToListAsync())).OrderBy(n => n.At).ThenByDescending(n => n.UserId == at.AreaPerson.Id).Select(n => (n.UserId, n.Kind))];
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_undone_after_an_area_was_late_does_not_say_it_again(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.AskedAsync();
        at.Database.Clock.Jump(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(2));
        Done(await at.Desk.ManageAsync(number, (await at.FindAsync(number)).Version, new() { Management = "Se insistió" }, at.Back, None));
        at.Database.Clock.Jump(TimeSpan.FromSeconds(4));
        Assert.Equal(1, await at.Watch().RaiseAsync(None));
        Done(await at.Desk.UndoAsync(number, at.Back, None));
        Assert.Null((await at.FindAsync(number)).Escalation!.Management);
        Assert.Equal(0, await at.Watch().RaiseAsync(None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_case_that_waits_for_an_area_is_not_merged_away(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var (asked, target) = (await at.AskedAsync(), await at.FillAsync(Forms.Escalation()));
        Assert.Equal("escalation.open_still", Refused(await at.Desk.MergeAsync(asked, target, true, at.Back, None)));
        Done(await at.Desk.MergeAsync(target, asked, true, at.Back, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Days_of_management_run_from_the_form_until_it_is_closed(DatabaseKind kind)
    {
        await using var at = await CellRoom.OpenAsync(kind);
        var number = await at.FillAsync(Forms.Escalation());
        at.Database.Clock.Jump(TimeSpan.FromDays(4));           // Thursday to Monday
        Assert.Equal(2, await DaysAsync());
        Done(await at.Desk.ManageAsync(number, 1, new() { Management = "Hecho" }, at.Back, None));
        Done(await at.Desk.CloseAsync(number, at.Back, None));
        at.Database.Clock.Jump(TimeSpan.FromDays(10));
        Assert.Equal(2, await DaysAsync());

        async Task<int> DaysAsync() => (await at.FindAsync(number)).ManagementDays(at.Organisation.Cell!, CampaignTime.Of(at.Organisation.Cell!, at.Database.Clock));
    }

    private static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reasons[0].Code;

    private static string Done(Outcome outcome) => Assert.IsAssignableFrom<Outcome.Done>(outcome).Id ?? "";
}

/// <summary>A cell with a front agent, a back office, and an area whose one person sees nothing else.</summary>
internal sealed class CellRoom : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }
    public required Organisation Organisation { get; init; }
    public required Actor Front { get; init; }
    public required Actor Back { get; init; }
    public required OpsUser AreaUser { get; init; }
    public Actor AreaPerson { get; private set; } = default!;
    public CaseDesk Desk => Database.Get<CaseDesk>();

    public static async Task<CellRoom> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.CellAsync();
        var room = new CellRoom
        {
            Database = database,
            Organisation = organisation,
            Front = await organisation.ActorAsync(Role.Agent),
            Back = await organisation.ActorAsync(Role.BackOffice),
            AreaUser = await organisation.PersonAsync(Role.Agent, Organisation.Far),
        };
        await organisation.AreaAsync("soporte", room.AreaUser);
        room.AreaPerson = await database.ActorAsync(room.AreaUser) with { HasShares = true };
        return room;
    }

    public async Task<string> FillAsync(EscalationForm form) => Assert.IsAssignableFrom<Outcome.Done>(await Desk.FillFormAsync("recurrentes", Organisation.Home, form, null, Front, None)).Id!;

    /// <summary>A case that was escalated to the area.</summary>
    public async Task<string> AskedAsync()
    {
        var number = await FillAsync(Forms.Escalation());
        Assert.IsAssignableFrom<Outcome.Done>(await Desk.EscalateAsync(number, "soporte", "¿Cuándo?", Back, None));
        return number;
    }

    public async Task<string> CustomerAsync(string account) =>
        Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Marta", Accounts = [new(account)] }, Front, None)).Id!;

    public Task<Case> FindAsync(string number) => Database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Shares).SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

    public Task<List<string>> LogAsync(string number) => Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync());

    public AnswerWatch Watch() => new(Database.Contexts, Database.Log, Database.Get<AreaFollower>(), Database.Clock, NullLogger<AnswerWatch>.Instance);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
