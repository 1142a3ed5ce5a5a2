using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>Withdrawal requests through the desk, on both databases (docs/rules.md, "Retention disposition").</summary>
public sealed class RetentionDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_pending_request_stays_in_follow_up_with_its_next_contact_and_the_days_of_its_motive(DatabaseKind kind)
    {
        await using var at = await RetentionDesk.OpenAsync(kind);
        var number = await at.Organisation.RequestAsync("1001");
        var call = FakeClock.Start.AddDays(2);
        await at.DoneAsync(number, 1, new(["PENDIENTE", "VOLVER A LLAMAR"], null, call) { Data = Numbers("1001") with { NextOn = new(2026, 1, 17) } });
        var found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.FollowUp, true, (DateTime?)call, (DateTime?)FakeClock.Start.AddDays(5)), (found.Status, found.IsOpen, found.NextContactAt, found.DueAt));
        Assert.Equal("""["pendiente","volver_a_llamar"]""", found.DispositionPath);
        Assert.Equal("CLIENTE PIDE LLAMADA 17/01/2026. PROBABLE RETENCIÓN. CONTACTO 0991112223", found.Observations);
        Assert.Null(found.Outcome!.Closure);
        Assert.Equal([CaseEventType.Created, CaseEventType.Opened, CaseEventType.Disposition], await at.LogAsync(number));
        Assert.Equal(number, Assert.Single(await at.Database.Get<QueueQueries>().ReadAsync(10, at.Agent, None)).Number);
    }

    [Theory, OnEveryDatabase]
    public async Task A_retained_customer_completes_the_request_and_the_undo_brings_everything_back(DatabaseKind kind)
    {
        await using var at = await RetentionDesk.OpenAsync(kind);
        var number = await at.Organisation.RequestAsync("1001");
        var before = await at.FindAsync(number);
        await at.DoneAsync(number, 1, new(["retenido", "descuento_cbm"], null, null) { Data = Numbers("1001") with { Benefit = new(Percentage: 50, Skip: "skipped", Months: [5, 2, 3]) } });
        var found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Completed, false, (DateTime?)FakeClock.Start, before.DueAt), (found.Status, found.IsOpen, found.CompletedAt, found.DueAt));
        Assert.Equal((new DateOnly(2026, 1, 15), at.Agent.Id, 150), (found.DisposedOn!.Value, found.DisposedById!.Value, found.DiscountPoints!.Value));
        Assert.Equal((new("ATENDIDO", new(2026, 1, 16)), "50 % meses 2, 3 y 5"), (found.Outcome!.Closure, found.Outcome.Benefit!.Words));
        Assert.Equal([CaseEventType.Created, CaseEventType.Opened, CaseEventType.Disposition, CaseEventType.Completed], await at.LogAsync(number));
        Assert.Equal("case.illegal_transition", Refused(await at.DisposeAsync(number, found.Version, new(["no_aplica", "queja_duplicada"], null, null) { Data = Numbers("1001") })));
        Assert.IsAssignableFrom<Outcome.Done>(await at.Desk.UndoAsync(number, at.Agent, None));
        found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Unmanaged, true, (string?)null, (string?)null, (DateOnly?)null, (int?)null, (int?)null), (found.Status, found.IsOpen, found.DispositionPath, found.DispositionData, found.DisposedOn, found.DisposedById, found.DiscountPoints));
        Assert.Equal(before.Folded, found.Folded);
    }

    [Theory, OnEveryDatabase]
    public async Task A_retained_customer_with_follow_up_brings_the_agent_a_reminder_that_morning(DatabaseKind kind)
    {
        await using var at = await RetentionDesk.OpenAsync(kind);
        var number = await at.Organisation.RequestAsync("1001", "GPON");
        await at.DoneAsync(number, 1, new(["RETENIDO SEGUIMIENTO", "COMPENSACIÓN FALTA DE SERVICIO"], null, null) { Data = Numbers("1001") with { PayerNumber = "22001133", Days = 3, FollowUpOn = new(2026, 1, 20) } });
        var found = await at.FindAsync(number);
        Assert.Equal((CaseStatus.Completed, (DateTime?)new DateTime(2026, 1, 20, 14, 0, 0)), (found.Status, found.NextContactAt));       // nine in the morning in Guayaquil
        Assert.Empty(await at.Database.Get<QueueQueries>().ReadAsync(10, at.Agent, None));
        at.Database.Clock.Jump(TimeSpan.FromDays(6));
        Assert.Equal(1, await new ContactWatch(at.Database.Contexts, at.Database.Log, at.Database.Clock, NullLogger<ContactWatch>.Instance).RaiseAsync(None));
        var told = await at.Database.ReadAsync(db => db.Notifications.SingleAsync(n => n.UserId == at.Agent.Id));
        Assert.Equal((NotificationKind.NextContactDue, (long?)found.Id), (told.Kind, told.CaseId));
    }

    [Theory, OnEveryDatabase]
    public async Task A_refused_disposition_changes_nothing_and_names_its_field(DatabaseKind kind)
    {
        await using var at = await RetentionDesk.OpenAsync(kind);
        var number = await at.Organisation.RequestAsync("1001");
        var form = new DispositionForm(["no_aplica", "queja_duplicada"], null, null) { Data = Numbers("1001") };
        Assert.Equal("data.serviceNumber", Assert.Single(Assert.IsType<Outcome.Invalid>(await at.DisposeAsync(number, 1, form with { Data = form.Data with { ServiceNumber = null } })).Errors).Field);
        Assert.Equal("retention.number_mismatch", Refused(await at.DisposeAsync(number, 1, form with { Data = form.Data with { ServiceNumber = "1" } })));
        Assert.Equal("retention.complaint_type", Refused(await at.DisposeAsync(number, 1, form with { Data = form.Data with { ComplaintType = "105" } })));
        Assert.IsType<Outcome.Conflict>(await at.DisposeAsync(number, 7, form));
        Assert.IsType<Outcome.Missing>(await at.Desk.DisposeAsync(number, 1, form, await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));
        Assert.IsType<Outcome.Forbidden>(await at.Desk.DisposeAsync(number, 1, form, await at.Organisation.ActorAsync(Role.Administrator), None));
        Assert.Equal("close.by_final_state", Refused(await at.Desk.CloseAsync(number, at.Agent, None)));
        Assert.Equal("case.other_kind", Refused(await at.Desk.DescribeAsync(number, 1, new(), at.Agent, None)));
        var found = await at.FindAsync(number);
        Assert.Equal((1L, CaseStatus.Unmanaged), (found.Version, found.Status));
    }

    [Theory, OnEveryDatabase]
    public async Task The_shapes_of_a_disposition_are_found_by_the_columns_of_the_list(DatabaseKind kind)
    {
        await using var at = await RetentionDesk.OpenAsync(kind);
        var number = await at.Organisation.RequestAsync("1001");
        await at.Organisation.RequestAsync("1002");
        await at.DoneAsync(number, 1, new(["retenido", "descuento_cbm"], null, null) { Data = Numbers("1001") with { Benefit = new(Percentage: 40, StartMonth: 1, Count: 2) } });
        foreach (var (field, op, value) in new (string, string, string)[] { ("Cierre transaccional", "eq", "\"atendido\""), ("Cierre hasta", "eq", "\"2026-01-16\""), ("Beneficio", "contains", "\"meses 1 y 2\""), ("Meses de descuento", "eq", "0.8"), ("Tipificación", "contains", "\"descuento cbm\"") })
        {
            var filter = FilterJson.Read(JsonElement.Parse($$"""{"connector":"all","items":[{"source":"management","field":"{{field}}","op":"{{op}}","value":{{value}}}]}""")).Tree!;
            Assert.Equal([number], (await at.Database.Get<CaseQueries>().PageAsync(new(at.Organisation.Retention!.Id) { Filter = filter }, at.Agent, None)).Rows.Select(r => r.Number));
        }
    }

    private static RetentionForm Numbers(string complaint) => new() { ServiceNumber = "022" + complaint, ComplaintNumber = complaint, ComplaintType = "107" };

    private static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reasons[0].Code;

    private sealed class RetentionDesk : IAsyncDisposable
    {
        public required TestDatabase Database { get; init; }
        public required Organisation Organisation { get; init; }
        public required Actor Agent { get; init; }
        public CaseDesk Desk => Database.Get<CaseDesk>();

        public static async Task<RetentionDesk> OpenAsync(DatabaseKind kind)
        {
            var database = await TestDatabase.CreateAsync(kind);
            var organisation = await Organisation.CreateAsync(database);
            await organisation.RetentionAsync();
            return new() { Database = database, Organisation = organisation, Agent = await organisation.ActorAsync(Role.Agent) };
        }

        public Task<Outcome> DisposeAsync(string number, long version, DispositionForm form) => Desk.DisposeAsync(number, version, form, Agent, None);

        public async Task DoneAsync(string number, long version, DispositionForm form) => Assert.IsAssignableFrom<Outcome.Done>(await DisposeAsync(number, version, form));

        public Task<Case> FindAsync(string number) => Database.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

        public Task<List<string>> LogAsync(string number) => Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync());

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
