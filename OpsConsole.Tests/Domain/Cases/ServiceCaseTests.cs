using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>A service case from its opening to its end (docs/rules.md, "Service cases", "Pending queue").</summary>
public sealed class ServiceCaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly DispositionForm Solved = new(["contacto_efectivo", "resuelto"], "Se explicó el cobro", null);

    [Theory, OnEveryDatabase]
    public async Task A_new_case_gets_its_deadline_in_business_hours_by_its_priority_and_its_customer(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var number = await at.MadeAsync(new() { Type = "Reclamo", Description = "Cobro doble de ñandú", Priority = "urgent", Account = "C-77" }, new() { FirstName = "Ana", FirstSurname = "Rosas" });
        var made = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Unmanaged, "Reclamo", "C-77", "Ana Rosas", CasePriority.Urgent), (made.Status, made.Type, made.Account, made.CustomerName, made.Priority));
        Assert.NotNull(made.CustomerId);
        Assert.Equal(FakeClock.Start.AddHours(4), made.DueAt);              // Thursday 10:00 in Lima and four hours
        Assert.Contains("nandu", made.SearchText, StringComparison.Ordinal);
        await at.DoneAsync(desk => desk.DescribeAsync(number, 1, new() { Type = "Falla", Description = made.Description, Priority = "low", Account = "C-78" }, at.Agent, None));
        made = await at.FindAsync(number);
        Assert.Equal(("Falla", "C-78", CasePriority.Low), (made.Type, made.Account, made.Priority));
        Assert.Equal(new DateTime(2026, 1, 27, 15, 0, 0), made.DueAt);      // 72 hours of nine a day, from the same beginning
        await at.DoneAsync(desk => desk.UndoAsync(number, at.Agent, None));
        Assert.Equal(("Reclamo", FakeClock.Start.AddHours(4)), ((await at.FindAsync(number)).Type, (await at.FindAsync(number)).DueAt));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_with_a_new_case_is_named_field_by_field_and_nothing_is_made(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var wrong = Assert.IsType<Outcome.Invalid>(await at.Desk.CreateAsync("servicio", Organisation.Far, new() { Type = "Otro", Priority = "top", Description = "a\0b", Base = new Dictionary<string, string?> { ["Nada"] = "x" } }, "nobody", null, at.Agent, None));
        Assert.Equal(["branch", "type", "description", "priority", "base.Nada", "customer.id"], wrong.Errors.Select(e => e.Field));
        wrong = Assert.IsType<Outcome.Invalid>(await at.Desk.CreateAsync("servicio", Organisation.Home, new(), null, new() { Document = new("DNI", "123") }, at.Agent, None));
        Assert.StartsWith("customer.", wrong.Errors[0].Field, StringComparison.Ordinal);
        Assert.Equal("case.other_kind", Assert.IsType<Outcome.Refused>(await at.Desk.CreateAsync("operaciones", Organisation.Home, new(), null, null, at.Agent, None)).Reasons[0].Code);
        Assert.IsType<Outcome.Missing>(await at.Desk.CreateAsync("nada", Organisation.Home, new(), null, null, at.Agent, None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.CreateAsync("servicio", Organisation.Home, new(), null, null, await at.Organisation.ActorAsync(Role.Administrator), None));
        Assert.Equal((0, 0), await at.Database.ReadAsync(async db => (await db.Cases.CountAsync(), await db.Customers.CountAsync())));
    }

    [Theory, OnEveryDatabase]
    public async Task A_disposition_follows_the_tree_to_its_end_and_keeps_the_labels_of_its_time(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var number = await at.MadeAsync(new());
        foreach (var (form, field) in new (DispositionForm, string)[]
        {
            (new([], null, null), "path"), (new(null, null, null), "path"), (new(["nada"], null, null), "path[0]"), (new(["contacto_efectivo", "nada"], null, null), "path[1]"),
            (new(["contacto_efectivo"], null, null), "path[1]"), (new(["contacto_efectivo", "resuelto", "más"], null, null), "path[2]"),
            (new(["contacto_efectivo", "volver_a_llamar"], null, null), "nextContactAt"), (new(["contacto_efectivo", "resuelto"], null, at.Database.Clock.UtcNow), "nextContactAt"),
            (Solved with { Observations = new('x', DispositionForm.ObservationsMax + 1) }, "observations"), (Solved with { Observations = "\ud800" }, "observations"),
        })
            Assert.Equal(field, Assert.Single(Assert.IsType<Outcome.Invalid>(await at.Desk.DisposeAsync(number, 1, form, at.Agent, None)).Errors).Field);
        Assert.IsType<Outcome.Conflict>(await at.Desk.DisposeAsync(number, 9, Solved, at.Agent, None));

        var next = at.Database.Clock.UtcNow.AddHours(3);
        await at.DoneAsync(desk => desk.DisposeAsync(number, 1, new(["CONTACTO EFECTIVO", "Volver a llámar"], "Llama a las tres", next), at.Agent, None));
        var disposed = await at.FindAsync(number);
        Assert.Equal((CaseStatus.FollowUp, at.Agent.Id, next), (disposed.Status, disposed.ResponsibleId, disposed.NextContactAt));
        Assert.Equal("""["contacto_efectivo","volver_a_llamar"]""", disposed.DispositionPath);
        Assert.Equal("""["Contacto efectivo","Volver a llamar"]""", disposed.DispositionLabels);
        Assert.Equal([CaseEventType.Created, CaseEventType.Opened, CaseEventType.Disposition], await at.LogAsync(number));
        await at.DoneAsync(desk => desk.UndoAsync(number, at.Agent, None));
        disposed = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Unmanaged, (int?)null, (string?)null), (disposed.Status, disposed.ResponsibleId, disposed.DispositionPath));
    }

    [Theory, OnEveryDatabase]
    public async Task Closing_needs_a_disposition_can_be_taken_back_for_ten_seconds_and_is_for_ever_after(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var number = await at.MadeAsync(new());
        Assert.Equal("close.disposition_missing", Assert.IsType<Outcome.Refused>(await at.Desk.CloseAsync(number, at.Agent, None)).Reasons.Single().Code);
        await at.DoneAsync(desk => desk.DisposeAsync(number, 1, Solved, at.Agent, None));
        await at.DoneAsync(desk => desk.CloseAsync(number, at.Agent, None));
        Assert.Equal(CaseStatus.Completed, (await at.FindAsync(number)).Status);
        await at.DoneAsync(desk => desk.UndoAsync(number, at.Agent, None));
        Assert.Equal(CaseStatus.FollowUp, (await at.FindAsync(number)).Status);
        await at.DoneAsync(desk => desk.CloseAsync(number, at.Agent, None));
        at.Database.Clock.Advance(Case.UndoWindow + TimeSpan.FromSeconds(1));
        Assert.Equal("undo.expired", Assert.IsType<Outcome.Refused>(await at.Desk.UndoAsync(number, at.Agent, None)).Reasons.Single().Code);
        Assert.Equal("reopen.not_allowed", Assert.IsType<Outcome.Refused>(await at.Desk.ReopenAsync(number, "faltó algo", await at.Organisation.ActorAsync(Role.ExperienceAnalyst), None)).Reasons.Single().Code);
        foreach (var again in new[] { at.Desk.CloseAsync(number, at.Agent, None), at.Desk.TakeOverAsync(number, at.Agent, None), at.Desk.DisposeAsync(number, 6, Solved, at.Agent, None), at.Desk.DescribeAsync(number, 6, new(), at.Agent, None) })
            Assert.Equal("case.illegal_transition", Assert.IsType<Outcome.Refused>(await again).Reasons.Single().Code);
    }

    [Theory, OnEveryDatabase]
    public async Task The_projects_page_counts_its_cases_and_the_completed_ones(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var (number, _) = (await at.MadeAsync(new()), await at.MadeAsync(new()));
        await at.DoneAsync(desk => desk.DisposeAsync(number, 1, Solved, at.Agent, None));
        await at.DoneAsync(desk => desk.CloseAsync(number, at.Agent, None));
        var figures = (await at.Database.Get<CampaignQueries>().ListAsync(at.Agent, None)).Single(c => c.Code == "servicio");
        Assert.Equal((2, 1, 50m), (figures.Base, figures.Effective, figures.Effectiveness));
    }

    [Theory, OnEveryDatabase]
    public async Task Agents_close_only_where_the_campaign_lets_them(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        await at.Database.CommitAsync(db =>
        {
            var campaign = db.Campaigns.Single(c => c.Code == "servicio");
            campaign.Settings = campaign.Settings with { AgentsMayClose = false };
            campaign.Version++;
        });
        var number = await at.MadeAsync(new());
        await at.DoneAsync(desk => desk.DisposeAsync(number, 1, Solved, at.Agent, None));
        Assert.Equal("finish.role", Assert.IsType<Outcome.Refused>(await at.Desk.CloseAsync(number, at.Agent, None)).Reasons.Single().Code);
        await at.DoneAsync(desk => desk.CloseAsync(number, at.Head, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Alerts_and_service_cases_refuse_each_others_forms(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var (alert, number) = (await at.Organisation.AlertAsync(), await at.MadeAsync(new()));
        foreach (var refused in new[] { at.Desk.DisposeAsync(alert, 1, Solved, at.Head, None), at.Desk.CloseAsync(alert, at.Head, None), at.Desk.DescribeAsync(alert, 1, new(), at.Head, None), at.Desk.SaveAsync(number, 1, new() { State = AlertForm.FollowUpState }, at.Head, None) })
            Assert.Equal("case.other_kind", Assert.IsType<Outcome.Refused>(await refused).Reasons.Single().Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Taking_over_makes_one_responsible_and_starts_the_case(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var number = await at.MadeAsync(new());
        await at.DoneAsync(desk => desk.TakeOverAsync(number, at.Agent, None));
        Assert.Equal((CaseStatus.Started, at.Agent.Id), ((await at.FindAsync(number)).Status, (await at.FindAsync(number)).ResponsibleId));
        await at.DoneAsync(desk => desk.TakeOverAsync(number, at.Head, None));
        await at.DoneAsync(desk => desk.TakeOverAsync(number, at.Head, None));
        Assert.Equal(at.Head.Id, (await at.FindAsync(number)).ResponsibleId);
        Assert.Equal([CaseEventType.Created, CaseEventType.TakenOver, CaseEventType.TakenOver], await at.LogAsync(number));
    }

    [Theory, OnEveryDatabase]
    public async Task The_queue_puts_due_contacts_first_then_the_overdue_then_the_soonest_and_time_itself_reorders_it(DatabaseKind kind)
    {
        await using var at = await ServiceDesk.OpenAsync(kind);
        var low = await at.MadeAsync(new() { Priority = "low" });
        var urgent = await at.MadeAsync(new() { Priority = "urgent" });
        var promised = await at.MadeAsync(new() { Priority = "low" });
        var mine = await at.MadeAsync(new() { Priority = "high" });
        var foreign = await at.MadeAsync(new() { Priority = "urgent" }, by: at.Head);
        await at.DoneAsync(desk => desk.TakeOverAsync(foreign, at.Head, None));                                     // somebody else's
        await at.DoneAsync(desk => desk.TakeOverAsync(mine, at.Agent, None));
        await at.DoneAsync(desk => desk.DisposeAsync(promised, 1, new(["contacto_efectivo", "volver_a_llamar"], null, at.Database.Clock.UtcNow.AddHours(2)), at.Agent, None));
        var far = await at.MadeAsync(new(), branch: Organisation.Far, by: await at.Organisation.ActorAsync(Role.ExperienceAnalyst));
        Assert.Equal([urgent, mine, low, promised], await at.QueueAsync());
        at.Database.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal([promised, urgent, mine, low], await at.QueueAsync());
        at.Database.Clock.Advance(TimeSpan.FromHours(3));
        var late = await at.MadeAsync(new() { Priority = "urgent" });
        Assert.Equal([promised, urgent, mine, late, low], await at.QueueAsync());
        Assert.Equal(5, await at.Database.Get<QueueQueries>().CountAsync(at.Agent, None));
        Assert.DoesNotContain(far, await at.QueueAsync());
        await at.DoneAsync(desk => desk.DisposeAsync(urgent, 1, Solved, at.Agent, None));
        await at.DoneAsync(desk => desk.CloseAsync(urgent, at.Agent, None));
        Assert.Equal([promised, mine, late, low], await at.QueueAsync());
    }

    /// <summary>An installation with a campaign of service cases, its agent and its branch head.</summary>
    private sealed class ServiceDesk : IAsyncDisposable
    {
        public required TestDatabase Database { get; init; }
        public required Organisation Organisation { get; init; }
        public required Actor Agent { get; init; }
        public required Actor Head { get; init; }
        public CaseDesk Desk => Database.Get<CaseDesk>();

        public static async Task<ServiceDesk> OpenAsync(DatabaseKind kind)
        {
            var database = await TestDatabase.CreateAsync(kind);
            var organisation = await Organisation.CreateAsync(database);
            await organisation.ServiceAsync();
            return new() { Database = database, Organisation = organisation, Agent = await organisation.ActorAsync(Role.Agent), Head = await organisation.ActorAsync(Role.BranchHead) };
        }

        public async Task<string> MadeAsync(ServiceCaseForm form, CustomerForm? customer = null, string branch = Organisation.Home, Actor? by = null) =>
            Assert.IsAssignableFrom<Outcome.Done>(await Desk.CreateAsync("servicio", branch, form, null, customer, by ?? Agent, None)).Id!;

        public async Task DoneAsync(Func<CaseDesk, Task<Outcome>> command) => Assert.IsAssignableFrom<Outcome.Done>(await command(Desk));

        public Task<Case> FindAsync(string number) => Database.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

        public Task<List<string>> LogAsync(string number) => Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync());

        public async Task<List<string>> QueueAsync() => [.. (await Database.Get<QueueQueries>().ReadAsync(QueueQueries.Most, Agent, None)).Select(row => row.Number)];

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
