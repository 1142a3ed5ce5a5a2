using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>Tickets, answers and the assistant over real cases (docs/rules.md, "Requirements").</summary>
public sealed class RequirementDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Every_row_of_the_assistant_holds_for_real_cases_and_the_clock_alone_changes_the_advice(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var (unheard, heard) = (await at.FileAsync(), await at.FileAsync());
        var advice = (await at.Queries.FindAsync(unheard, at.Front, None))!.Stand.Advice("none");
        Assert.Equal((1, "Indique al cliente que la fecha máxima de respuesta es el 29/01/2026."), (advice.Result, advice.Text));
        var before = await at.LogAsync(unheard);
        at.Database.Clock.Jump(new DateTime(2026, 1, 30, 2, 59, 59, DateTimeKind.Utc) - at.Database.Clock.UtcNow);      // the last second of the 29th in Santiago
        Assert.Equal(1, await at.ResultAsync(unheard));
        await at.AnswerAsync(heard);
        at.Database.Clock.Jump(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await at.ResultAsync(unheard));
        Assert.Equal(before, await at.LogAsync(unheard));
        Assert.Equal((0, 2, 4, 11), await OfAsync(heard));

        var late = await at.FileAsync("late_response", unheard);
        Assert.Equal((9, 9, 9, 9), await OfAsync(unheard));
        Assert.Equal(9, await at.ResultAsync(late));        // asked of the insistence, answered of its requirement
        var disagreement = await at.FileAsync("disagreement", heard);
        Assert.Equal((5, 5, 5, 5), await OfAsync(heard));
        at.PassDeadlines();
        Assert.Equal((7, 7, 7, 7), await OfAsync(unheard));
        Assert.Equal((7, 7, 7, 7), await OfAsync(heard));
        await at.AnswerAsync(late);
        Assert.Equal((6, 6, 6, 6), await OfAsync(unheard));
        await at.AnswerAsync(disagreement);
        Assert.Equal((0, 10, 8, 11), await OfAsync(heard));

        async Task<(int, int, int, int)> OfAsync(string number) =>
            (await at.ResultAsync(number), await at.ResultAsync(number, "unaware"), await at.ResultAsync(number, "unsatisfied"), await at.ResultAsync(number, "satisfied"));
    }

    [Theory, OnEveryDatabase]
    public async Task Results_six_to_eight_refuse_every_ticket_and_hand_the_requirement_to_the_supervisors_with_everything_attached(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        foreach (var (result, subject) in new[] { (6, "not_executed"), (7, "late_response"), (8, "disagreement") })
        {
            var number = await at.StandingAsync(result);
            Assert.Null((await at.FindAsync(number)).BlockedAt);
            var cases = await CountAsync();
            Assert.Equal("requirement.blocked", Refused(await at.TryAsync(subject, number)));
            var found = await at.FindAsync(number);
            Assert.Equal((result, at.Front.Id, subject, at.Database.Clock.UtcNow), (found.Requirement!.Block!.Result, found.Requirement.Block.ById!.Value, found.Requirement.Block.Subject!, found.BlockedAt!.Value));
            var log = await at.LogAsync(number);
            Assert.Equal(CaseEventType.Blocked, log[^1]);
            foreach (var any in new[] { "late_response", "disagreement", "not_executed", "late_activation", "late_reconnection" })
                Assert.Equal("requirement.blocked", Refused(await at.TryAsync(any, number, at.Supervisor)));
            Assert.Equal(log, await at.LogAsync(number));
            Assert.Equal(cases, await CountAsync());
            Assert.Contains(number, (await at.Queue.ListAsync(QueueList.Escalated, 10, at.Supervisor, None)).Select(r => r.Number));
            var waits = (await at.Queries.FindAsync(number, at.Supervisor, None))!;
            Assert.Equal((result == 8, 1, result != 7), (waits.Stand.Initial.IsAnswered, waits.Stand.Insistences.Count, waits.Stand.Insistences[0].IsAnswered));
            Assert.Equal(result == 8 ? "Se ajustó la boleta" : null, waits.Stand.Initial.Data.Response?.Text);
        }
        Assert.Equal(3, (await at.Queue.CountsAsync(at.Supervisor, None)).Escalated);
        Assert.Equal(0, (await at.Queue.CountsAsync(await at.Organisation.ActorAsync(Role.RegionalSupervisor, Organisation.Far), None)).Escalated);
        Assert.Equal([(at.Supervisor.Id, 3)], await at.Database.ReadAsync(async db => (await db.Notifications.Where(n => n.Kind == NotificationKind.Blocked).ToListAsync()).GroupBy(n => n.UserId).Select(g => (g.Key, g.Count())).ToList()));

        Task<int> CountAsync() => at.Database.ReadAsync(db => db.Cases.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_supervisor_of_the_region_unblocks_by_one_more_ticket_or_by_an_answer_to_everything_that_waits(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.StandingAsync(7);
        Assert.Equal("requirement.not_blocked", Refused(await at.Desk.UnblockAsync(number, "Se revisó", null, at.Supervisor, None)));
        Assert.Equal("requirement.blocked", Refused(await at.TryAsync("late_response", number)));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.UnblockAsync(number, "Se revisó", null, at.Front, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.UnblockAsync(number, "Se revisó", null, await at.Organisation.ActorAsync(Role.ExperienceAnalyst), None));
        var far = await at.Organisation.PersonAsync(Role.RegionalSupervisor, Organisation.Far);
        Assert.IsType<Outcome.Missing>(await at.Desk.UnblockAsync(number, "Se revisó", null, await at.Database.ActorAsync(far), None));
        Done(await at.Desk.ShareAsync(number, far.Email, at.Front, None));
        var shared = await at.Database.ActorAsync(far) with { HasShares = true };
        Assert.IsType<Outcome.Forbidden>(await at.Desk.UnblockAsync(number, "Se revisó", null, shared, None));
        Assert.Equal(0, (await at.Queue.CountsAsync(shared, None)).Escalated);
        Assert.Equal(["reason required", "answer required"], Invalid(await at.Desk.UnblockAsync(number, " ", "", at.Supervisor, None)));
        Done(await at.Desk.UnblockAsync(number, "El área perdió el ticket", null, at.Supervisor, None));
        Assert.Equal((null, 1), await at.FindAsync(number) is var allowed ? (allowed.BlockedAt, allowed.Requirement!.MoreTickets) : default);
        var second = await at.FileAsync("late_response", number);
        Assert.Equal(0, (await at.FindAsync(number)).Requirement!.MoreTickets);
        Assert.Equal("requirement.blocked", Refused(await at.TryAsync("late_response", number)));        // the first one is still late
        Done(await at.Desk.UnblockAsync(number, "Lo resolvimos", "Se repuso el medidor", at.Supervisor, None));
        var view = (await at.Queries.FindAsync(number, at.Supervisor, None))!;
        Assert.False(view.IsBlocked);
        Assert.All(view.Stand.Insistences.Append(view.Stand.Initial), t => Assert.Equal(("Se repuso el medidor", at.Supervisor.Id), (t.Data.Response!.Text, t.Data.Response.ById!.Value)));
        Assert.Equal(2, view.Stand.Insistences.Count);
        Assert.Equal([CaseEventType.Blocked, CaseEventType.Shared, CaseEventType.Unblocked, CaseEventType.Insisted, CaseEventType.Blocked, CaseEventType.Unblocked, CaseEventType.Answered], (await at.LogAsync(number)).TakeLast(7));
        Assert.Equal(11, await at.ResultAsync(number, "satisfied"));
        Assert.NotNull((await at.FindAsync(second)).RespondedAt);
    }

    [Theory, OnEveryDatabase]
    public async Task A_requirement_is_handed_over_where_the_assistant_says_so_and_only_there(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.StandingAsync(8);
        Assert.Equal("requirement.nothing_to_escalate", Refused(await at.Desk.HandOverAsync(number, "satisfied", at.Front, None)));
        Assert.Equal(["customer unknown"], Invalid(await at.Desk.HandOverAsync(number, "angry", at.Front, None)));
        Done(await at.Desk.HandOverAsync(number, "unsatisfied", at.Front, None));
        Assert.Equal((8, (string?)null), (await at.FindAsync(number)).Requirement!.Block is { } block ? (block.Result, block.Subject) : default);
        Assert.Equal("requirement.blocked", Refused(await at.Desk.HandOverAsync(number, "unsatisfied", at.Front, None)));
        Assert.Equal("requirement.is_insistence", Refused(await at.Desk.HandOverAsync((await at.Queries.FindAsync(number, at.Front, None))!.Stand.Insistences[0].Number, "unsatisfied", at.Front, None)));
        Assert.Equal("requirement.blocked", Refused(await at.Desk.CloseAsync(number, at.Front, None)));
        Assert.Equal("case.other_kind", Refused(await at.Desk.HandOverAsync(await at.Organisation.AlertAsync(), null, at.Front, None)));
    }

    [Theory, OnEveryDatabase]
    public async Task What_contradicts_the_requirement_is_refused(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.FileAsync();
        Assert.Equal("requirement.not_late", Refused(await at.TryAsync("late_response", number)));
        Assert.Equal("requirement.not_answered", Refused(await at.TryAsync("disagreement", number)));
        at.Database.Clock.Jump(TimeSpan.FromHours(1));
        Assert.Equal("answer.before_created", Refused(await at.Desk.AnswerAsync(number, "Antes", FakeClock.Start.AddMinutes(-1), at.AreaPerson, None)));
        Assert.Equal(["at answer.future"], Invalid(await at.Desk.AnswerAsync(number, "Después", at.Database.Clock.UtcNow.AddHours(1), at.AreaPerson, None)));
        Assert.Equal("answer.not_of_area", Refused(await at.Desk.AnswerAsync(number, "Yo", null, at.Front, None)));
        await at.AnswerAsync(number);
        Assert.Equal("requirement.answered", Refused(await at.TryAsync("late_response", number)));
        var insistence = await at.FileAsync("disagreement", number);
        Assert.Equal("requirement.insistence_open", Refused(await at.TryAsync("disagreement", number)));
        Assert.Equal("requirement.is_insistence", Refused(await at.TryAsync("disagreement", insistence)));
        await at.FileAsync("not_executed", number);     // asks for something else
        Assert.Equal("requirement.insistence_open", Refused(await at.TryAsync("not_executed", number)));

        var form = Form("disagreement", number);
        var other = Done(await at.Database.Get<CustomerDesk>().CreateAsync(new() { FirstName = "Otra" }, at.Front, None)).Id;
        Assert.Equal("requirement.other_customer", Refused(await at.Desk.FileAsync(Code, null, form, other, at.Front, None)));
        Assert.Equal("requirement.other_customer", Refused(await at.Desk.FileAsync(Code, null, form, null, at.Front, None, new() { FirstName = "Nueva" })));
        Assert.Equal(["initial unknown"], Invalid(await at.Desk.FileAsync(Code, null, form with { Initial = "999999" }, null, at.Front, None)));
        Assert.Equal(["initial unknown"], Invalid(await at.Desk.FileAsync(Code, null, form with { Initial = await at.Organisation.AlertAsync() }, null, at.Front, None)));
        Assert.Equal(["initial unknown"], Invalid(await at.Desk.FileAsync(Code, null, form, null, at.AreaPerson, None)));     // sees it for its area alone
        Assert.Equal(["initial required", "channel unknown", "productLine unknown", "problem.description required", "responsible unknown", "priority unknown"],
            Invalid(await at.Desk.FileAsync(Code, null, form with { Initial = null, Channel = "fax", ProductLine = "agua", Description = " ", Responsible = "nadie", Priority = "enorme" }, null, at.Front, None)));
        Assert.Equal(["initial requirement.no_insistence"], Invalid(await at.Desk.FileAsync(Code, null, form with { Subject = "general" }, null, at.Front, None)));
        Assert.Equal(["branch unknown"], Invalid(await at.Desk.FileAsync(Code, Organisation.Far, Form(), null, at.Front, None)));
        Assert.Equal("case.other_kind", Refused(await at.Desk.FileAsync("operaciones", null, Form(), null, at.Front, None)));
        Assert.IsType<Outcome.Missing>(await at.Desk.FileAsync("nada", null, Form(), null, at.Front, None));
    }

    [Theory, OnEveryDatabase]
    public async Task The_subject_fills_in_what_the_form_leaves_out_and_in_person_is_recorded_as_e_mail(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = Done(await at.Desk.FileAsync(Code, null, new() { Subject = "collections", Channel = "in_person", Name = "Sin contrato", Description = "Le cobran una deuda ajena" }, null, at.Front, None)).Id!;
        var found = await at.FindAsync(number);
        var ticket = found.Requirement!;
        Assert.Equal(("Medidor", "Cobranza", "Gestión de cobranza", "gestion_de_clientes", "Reclamo", CasePriority.High), (ticket.Category1, ticket.Category2, ticket.Category3, found.Area, ticket.DocumentClass, found.Priority));
        Assert.Equal(("email", "in_person", (string?)null, "Sin contrato", "Gestión de cobranza"), (ticket.Channel, ticket.CameBy, found.CustomerId, found.CustomerName, found.Type));
        var mine = await at.FindAsync(Done(await at.Desk.FileAsync(Code, null, new() { Subject = "collections", Channel = "social", Name = "Otra", Description = "x", Category1 = "Granel", Priority = "low", Responsible = "Cobranza" }, null, at.Front, None)).Id!);
        Assert.Equal(("Granel", "Cobranza", CasePriority.Low, "cobranza", "social"), (mine.Requirement!.Category1, mine.Requirement.Category2, mine.Priority, mine.Area, mine.Requirement.Channel));

        var initial = await at.FileAsync();
        Assert.NotNull((await at.FindAsync(initial)).CustomerId);       // whoever claims is a customer from now on
        await at.AnswerAsync(initial);
        foreach (var (subject, label) in new[] { ("disagreement", "Inconformidad en la respuesta"), ("not_executed", "No ejecución de la solución"), ("late_activation", "Demora en la habilitación del servicio"), ("late_reconnection", "Tardanza en la reposición del suministro (cortado por mora)") })
        {
            var insistence = await at.FindAsync(Done(await at.Desk.FileAsync(Code, null, new() { Subject = subject, Initial = initial, Channel = "email", Description = "Insiste" }, null, at.Front, None)).Id!);
            var stands = await at.FindAsync(initial);
            Assert.Equal((label, subject, stands.Id, stands.CustomerId, stands.BranchId, "Rosa Ficticia Ejemplo", Area, "medidor"),
                (insistence.Type!, insistence.Subject!, insistence.InitialId!.Value, insistence.CustomerId, insistence.BranchId, insistence.Requirement!.Problem.Name!, insistence.Area!, insistence.Requirement.Line!));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_area_sees_its_requirements_answers_and_does_nothing_else_and_an_answer_closes_nothing(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.FileAsync();
        Assert.Equal([CaseEventType.Created, CaseEventType.Escalated], await at.LogAsync(number));
        Assert.Equal([(at.AreaPerson.Id, NotificationKind.Escalated)], await at.Database.ReadAsync(async db => (await db.Notifications.ToListAsync()).Select(n => (n.UserId, n.Kind)).ToList()));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.NoteAsync(number, "nota", at.AreaPerson, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.ChangeRequirementAsync(number, 2, Form(), at.AreaPerson, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.HandOverAsync(number, null, at.AreaPerson, None));
        Assert.Equal("close.response_missing", Refused(await at.Desk.CloseAsync(number, at.Front, None)));
        await at.AnswerAsync(number);
        var found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Unmanaged, at.Database.Clock.UtcNow, 1), (found.Status, found.RespondedAt!.Value, found.Shares.Count));
        Assert.Equal((1, 0), (await FilteredAsync("answered"), await FilteredAsync("open")));
        Done(await at.Desk.CloseAsync(number, at.Front, None));
        Assert.Equal(1, await FilteredAsync("closed"));
        Assert.Empty((await at.FindAsync(number)).Shares);
        Done(await at.Desk.UndoAsync(number, at.Front, None));
        found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Unmanaged, 1, Area), (found.Status, found.Shares.Count, found.Shares[0].Area!));
        Done(await at.Desk.CloseAsync(number, at.Front, None));
        Assert.Equal("requirement.initial_closed", Refused(await at.TryAsync("disagreement", number)));

        Task<int> FilteredAsync(string state) => at.Database.Get<CaseQueries>().CountAsync(new(at.Organisation.Requirements!.Id) { Filter = new FilterGroup(Connector.All, [new FilterCondition(CaseField.Management, FieldCatalog.DocumentState, "eq", JsonSerializer.SerializeToElement(state))]) }, at.Front, None);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_area_is_asked_with_the_change_and_what_is_taken_back_asks_the_former_one_again(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var other = await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        await at.Organisation.RequirementAreaAsync("facturacion", other);
        var number = await at.FileAsync();
        var before = await at.FindAsync(number);
        Done(await at.Desk.ChangeRequirementAsync(number, before.Version, Form() with { Responsible = "facturacion", Category1 = "Boleta", Priority = "urgent", Description = "Dos boletas" }, at.Front, None));
        var found = await at.FindAsync(number);
        Assert.Equal(("facturacion", "Boleta", CasePriority.Urgent, "Dos boletas", "general"), (found.Area!, found.Requirement!.Category1!, found.Priority, found.Description!, found.Subject!));
        Assert.Equal((other.Id, "facturacion"), (found.Shares.Single().UserId, found.Shares.Single().Area!));
        Assert.Equal([CaseEventType.Escalated, CaseEventType.Saved], (await at.LogAsync(number)).TakeLast(2));
        Assert.Equal(before.DueAt, found.DueAt);
        Done(await at.Desk.UndoAsync(number, at.Front, None));
        var back = await at.FindAsync(number);
        Assert.Equal((Area, null, CasePriority.Normal, before.Description, at.AreaUser.Id), (back.Area!, back.Requirement!.Category1, back.Priority, back.Description, back.Shares.Single().UserId));
        Done(await at.Desk.ChangeRequirementAsync(number, back.Version, Form() with { Responsible = "facturacion" }, at.Front, None));
        found = await at.FindAsync(number);
        await at.Organisation.RequirementAreaAsync("facturacion", at.AreaUser);
        Assert.Equal(1, await at.Database.Get<AreaFollower>().FollowAsync(at.Organisation.Requirements!.Id, None));
        Assert.Equal(at.AreaUser.Id, (await at.FindAsync(number)).Shares.Single().UserId);
        Assert.Equal(["channel unknown"], Invalid(await at.Desk.ChangeRequirementAsync(number, found.Version, Form() with { Channel = "fax" }, at.Front, None)));
        Assert.IsType<Outcome.Conflict>(await at.Desk.ChangeRequirementAsync(number, 1, Form(), at.Front, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Open_requirements_follow_their_area_when_its_people_change_and_an_area_that_is_asked_does_not_go(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var (number, analyst) = (await at.FileAsync(), await at.Organisation.ActorAsync(Role.ExperienceAnalyst));
        var (desk, other) = (at.Database.Get<CampaignDesk>(), await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far));
        var (version, areas) = (at.Organisation.Requirements!.Version, at.Organisation.Requirements.Settings.Requirements.Areas);
        Assert.IsType<Outcome.Forbidden>(await desk.ChangeRequirementsAsync(Code, version, new() { Areas = areas }, at.Supervisor, None));
        Assert.Equal(["areas.1.people unknown"], Invalid(await desk.ChangeRequirementsAsync(Code, version, new() { Areas = [areas[0], areas[1] with { People = [9_999] }, .. areas.Skip(2)] }, analyst, None)));
        Assert.Equal(["areas cell.area_asked", "areas requirement.area_default"], Invalid(await desk.ChangeRequirementsAsync(Code, version, new() { Areas = [.. areas.Skip(2)] }, analyst, None)));
        Done(await desk.ChangeRequirementsAsync(Code, version, new() { Areas = [.. areas.Select(a => a.Code == Area ? a with { People = [other.Id] } : a), new("", "Área nueva")] }, analyst, None));
        Assert.Equal(other.Id, (await at.FindAsync(number)).Shares.Single().UserId);
        Assert.Null(await at.Database.Get<CaseFactQueries>().FindAsync(number, at.AreaPerson, None));
        var campaign = await at.Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Code));
        Assert.NotNull(campaign.Settings.Requirements.Area("area_nueva"));
        var change = RequirementChange.Of(campaign.Settings.Requirements);
        Assert.Equal(["slaDays.general campaign.number_range", "slaDays.nada unknown"], Invalid(await desk.ChangeRequirementsAsync(Code, campaign.Version, change with { SlaDays = new Dictionary<string, int?> { ["general"] = 0, ["nada"] = 3 } }, analyst, None)));
        var job = Done(await desk.ChangeRequirementsAsync(Code, campaign.Version, change with { SlaDays = new Dictionary<string, int?> { ["general"] = 5 } }, analyst, None)).Id!;
        Assert.Equal(1, await at.Database.ReadAsync(db => db.DeadlineJobs.Where(j => j.Id == job).Select(j => j.Total).SingleAsync()));
        Assert.IsAssignableFrom<Outcome.Done>(await at.Database.Get<DeadlineRunDesk>().RunAsync(job, new JobProgress(), analyst, None));
        Assert.Equal(new DateTime(2026, 1, 23, 2, 59, 59, 999), (await at.FindAsync(number)).DueAt);       // the end of the 22nd in Santiago
    }

    [Theory, OnEveryDatabase]
    public async Task A_merged_requirement_brings_its_insistences_along_and_transfer_reassign_and_share_work_as_ever(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var (number, target) = (await at.FileAsync(), await at.FileAsync());
        await at.AnswerAsync(number);
        var insistence = await at.FileAsync("disagreement", number);
        Assert.Equal("merge.insistence", Refused(await at.Desk.MergeAsync(insistence, target, true, at.Front, None)));
        Done(await at.Desk.MergeAsync(number, target, true, at.Front, None));
        var view = (await at.Queries.FindAsync(insistence, at.Front, None))!;
        Assert.Equal((target, insistence), (view.Stand.Initial.Number, view.Stand.Insistences.Single().Number));
        Assert.Equal(9, await at.ResultAsync(target));
        Done(await at.Desk.UndoAsync(number, at.Front, None));
        Assert.Empty((await at.Queries.FindAsync(target, at.Front, None))!.Stand.Insistences);
        var head = await at.Organisation.ActorAsync(Role.BranchHead);
        Done(await at.Desk.ShareAsync(target, (await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far)).Email, at.Front, None));
        Done(await at.Desk.UnshareAsync(target, (await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far)).Email, at.Front, None));
        Assert.Equal([(at.AreaUser.Id, Area)], (await at.FindAsync(target)).Shares.Select(s => (s.UserId, s.Area!)));
        Done(await at.Desk.ReassignAsync(target, head.Email, "Lo lleva ella", at.Front, None));
        Done(await at.Desk.TransferAsync(target, Organisation.Sister, "Es de allá", head, None));
        Assert.Equal(at.AreaUser.Id, (await at.FindAsync(target)).Shares.Single().UserId);
        await at.AnswerAsync(target);
        Done(await at.Desk.TransferAsync(number, Organisation.Sister, "Es de allá", head, None));
        Assert.Null(await at.Queries.FindAsync(number, at.Front, None));
        var apart = (await at.Queries.FindAsync(insistence, at.Front, None))!.Stand;       // what is out of reach counts, and says nothing
        Assert.Equal((false, true, null, null, (string?)null, true), (apart.Initial.IsVisible, apart.Initial.IsAnswered, apart.Initial.Description, apart.Initial.Data.Problem.Name, apart.Initial.Data.Response!.Text, apart.Insistences.Single().IsVisible));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_insistences_of_the_same_moment_one_is_refused(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.FileAsync();
        await at.AnswerAsync(number);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => at.TryAsync("disagreement", number)));
        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Equal("requirement.insistence_open", refused.Reasons[0].Code));
        Assert.Single((await at.Queries.FindAsync(number, at.Front, None))!.Stand.Insistences);
    }

    [Theory, OnEveryDatabase]
    public async Task Requirements_are_found_by_every_field_they_have(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var (number, _) = (await at.StandingAsync(8), await at.FileAsync("collections"));
        Assert.Equal("requirement.blocked", Refused(await at.TryAsync("disagreement", number)));
        var insistence = (await at.Queries.FindAsync(number, at.Front, None))!.Stand.Insistences[0].Number;
        foreach (var (field, op, value, expected) in new (string, string, object, string[])[]
        {
            (FieldCatalog.Subject, "eq", "Inconformidad en la respuesta", [insistence]), (FieldCatalog.Initial, "eq", number, [insistence]), (FieldCatalog.IsBlocked, "eq", true, [number]),
            (FieldCatalog.ProductLine, "eq", "medidor", []), (FieldCatalog.IntakeChannel, "ne", "phone", []), (FieldCatalog.RespondedAt, "gte", "2026-01-01", [number, insistence]),
            (FieldCatalog.DocumentState, "eq", "Respondido", [number, insistence]), (FieldCatalog.ResponsibleArea, "ne", "Operaciones Medidor", []),
        })
        {
            var page = await at.Database.Get<CaseQueries>().PageAsync(new(at.Organisation.Requirements!.Id) { Filter = new FilterGroup(Connector.All, [new FilterCondition(CaseField.Management, field, op, JsonSerializer.SerializeToElement(value))]) }, at.Front, None);
            var count = field is FieldCatalog.ProductLine ? 3 : expected.Length;
            Assert.True(page.Rows.Count == count && expected.All(n => page.Rows.Any(r => r.Number == n)), $"{field}: {page.Rows.Count}");
        }
        Assert.Equal(3, await at.Database.Get<CaseQueries>().CountAsync(new(at.Organisation.Requirements!.Id) { Search = "56911112222" }, at.Front, None));
    }
}
