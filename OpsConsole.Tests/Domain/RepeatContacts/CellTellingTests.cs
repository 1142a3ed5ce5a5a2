using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>Issue 7, "scheduled": the day each morning, the week on Monday, by a fake clock (docs/rules.md, "Reports of the cell").</summary>
public sealed class CellTellingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Coordinators_of_a_region_with_forms_are_told_of_yesterday_at_seven_once_in_the_installation_also_after_a_stop(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var (database, at) = (weeks.Database, weeks.Organisation);
        var (north, south) = (await at.ActorAsync(Role.RegionalSupervisor), await at.ActorAsync(Role.RegionalSupervisor, Organisation.Far));
        await weeks.FormAsync();        // Thursday the 15th
        MoveTo(database, new(2026, 1, 16, 11, 59, 0));
        await Node(database).TellDueAsync(None);
        Assert.Equal(0, await ToldAsync(database, north, NotificationKind.CellDay));
        MoveTo(database, new(2026, 1, 16, 12, 0, 0));       // seven in Bogotá
        var nodes = new[] { Node(database), Node(database) };
        await Task.WhenAll(nodes.Select(n => n.TellDueAsync(None)));
        foreach (var node in nodes.Append(Node(database)))
            await node.TellDueAsync(None);
        Assert.Equal((1, 0), (await ToldAsync(database, north, NotificationKind.CellDay), await ToldAsync(database, south, NotificationKind.CellDay)));
        var told = (await database.Get<NotificationQueries>().PageAsync(10, null, false, north, None)).First(n => n.Kind == NotificationKind.CellDay);
        Assert.Equal("/proyectos/recurrentes/cifras?dia=2026-01-15", OpsConsole.Web.Notifications.NotificationWords.PlaceOf(told));

        MoveTo(database, new(2026, 1, 20, 20, 0, 0));
        await weeks.FormAsync(branch: Organisation.Far);
        MoveTo(database, new(2026, 1, 21, 22, 0, 0));       // it stood still until the afternoon
        await Node(database).TellDueAsync(None);
        Assert.Equal((1, 1), (await ToldAsync(database, north, NotificationKind.CellDay), await ToldAsync(database, south, NotificationKind.CellDay)));
    }

    [Theory, OnEveryDatabase]
    public async Task Coordinators_are_told_of_the_weeks_quality_on_monday_where_somebody_had_wrong_forms(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var (database, at) = (weeks.Database, weeks.Organisation);
        var (north, south) = (await at.ActorAsync(Role.RegionalSupervisor), await at.ActorAsync(Role.RegionalSupervisor, Organisation.Far));
        await weeks.MarkAsync(await weeks.FormAsync(), "wrong_area");
        await weeks.MarkAsync(await weeks.FormAsync(branch: Organisation.Far), "ok");
        MoveTo(database, new(2026, 1, 18, 23, 0, 0));
        await Node(database).TellDueAsync(None);
        Assert.Equal(0, await ToldAsync(database, north, NotificationKind.CellQuality));
        MoveTo(database, new(2026, 1, 19, 12, 0, 0));
        for (var i = 0; i < 2; i++)
            await Node(database).TellDueAsync(None);
        Assert.Equal((1, 0), (await ToldAsync(database, north, NotificationKind.CellQuality), await ToldAsync(database, south, NotificationKind.CellQuality)));
        var told = (await database.Get<NotificationQueries>().PageAsync(10, null, false, north, None)).First(n => n.Kind == NotificationKind.CellQuality);
        Assert.Equal("/proyectos/recurrentes/cifras?informe=calidad&dia=2026-01-12", OpsConsole.Web.Notifications.NotificationWords.PlaceOf(told));
    }

    [Theory, OnEveryDatabase]
    public async Task The_client_gets_the_week_on_monday_once_with_the_alarms_and_the_plan_and_nothing_without_recipients(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var (database, carrier) = (weeks.Database, new WritingCarrier(AttemptChannel.Email));
        var late = await weeks.FormAsync();
        await weeks.EscalateAsync(late);
        Assert.IsType<OpsConsole.Domain.Kernel.Outcome.Done>(await database.Get<FeedbackDesk>().PlanAsync("recurrentes", new(2026, 1, 12), 0, "Reforzar las visitas del norte.", await weeks.Organisation.ActorAsync(Role.BackOffice), None));
        MoveTo(database, new(2026, 1, 19, 12, 0, 0));
        await Mailer(database, carrier).WorkAsync(None);
        Assert.Empty(carrier.Taken);        // the campaign names nobody

        await RecipientsAsync(weeks, "cliente@empresa.example", "calidad@empresa.example");
        MoveTo(database, new(2026, 1, 19, 12, 1, 0));
        await Mailer(database, new WritingCarrier(AttemptChannel.Email) { Lacks = [new("delivery.smtp_host_missing", "channel")] }).WorkAsync(None);
        var (mailer, answers) = (Mailer(database, carrier), 0);
        carrier.Answer = _ => Task.FromResult<Handover>(++answers == 2 ? new Handover.Later("delivery.smtp_silent") : new Handover.Accepted());
        await mailer.WorkAsync(None);
        await mailer.WorkAsync(None);
        foreach (var node in new[] { mailer, Mailer(database, carrier) })
            await node.WorkAsync(None);
        Assert.Equal(["cliente@empresa.example", "calidad@empresa.example", "calidad@empresa.example"], carrier.Taken.Select(m => m.Address));
        Assert.Equal(2, carrier.Taken.Select(m => m.Id).Distinct().Count());
        var text = carrier.Taken[0].Text;
        Assert.Contains($"- {late}; Causal: C Visitas técnicas; Área: Visitas;", text);
        Assert.Contains("Reforzar las visitas del norte.", text);
        Assert.Contains("Formularios: 1; escalados a un área: 1; pendientes: 1.", text);
        Assert.Equal((DateTime?)database.Clock.UtcNow, await database.ReadAsync(db => db.ClientWeeks.Select(w => w.SentAt).SingleAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.Audit.CountAsync(e => e.Type == "cell.week_sent")));

        MoveTo(database, new(2026, 1, 26, 12, 0, 0));       // nothing was filled in: nothing is sent
        await mailer.WorkAsync(None);
        Assert.Equal(3, carrier.Taken.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_week_that_a_process_took_and_never_sent_is_sent_by_another_after_ten_minutes(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var (database, carrier) = (weeks.Database, new WritingCarrier(AttemptChannel.Email));
        await weeks.FormAsync();
        await RecipientsAsync(weeks, "cliente@empresa.example");
        MoveTo(database, new(2026, 1, 19, 12, 0, 0));
        Assert.NotNull(await database.Get<ClientWeekQueue>().ClaimAsync(None));      // and died
        await Mailer(database, carrier).WorkAsync(None);
        Assert.Empty(carrier.Taken);
        MoveTo(database, new(2026, 1, 19, 12, 10, 0));
        await Mailer(database, carrier).WorkAsync(None);
        MoveTo(database, new(2026, 1, 19, 13, 0, 0));
        await Mailer(database, carrier).WorkAsync(None);
        Assert.Single(carrier.Taken);
    }

    private static Task RecipientsAsync(CellWeeks weeks, params string[] addresses) => weeks.Database.CommitAsync(db =>
    {
        var campaign = db.Campaigns.Single(c => c.Id == weeks.Campaign.Id);
        campaign.Settings = campaign.Settings with { Cell = campaign.Settings.Cell with { ClientRecipients = addresses } };
        campaign.Version++;
    });

    private static void MoveTo(TestDatabase database, DateTime utc) => database.Clock.Jump(DateTime.SpecifyKind(utc, DateTimeKind.Utc) - database.Clock.UtcNow);

    private static CellTeller Node(TestDatabase database) => ActivatorUtilities.CreateInstance<CellTeller>(database.Services);

    private static ClientWeekMailer Mailer(TestDatabase database, IMessageCarrier carrier)
    {
        var words = new ServiceCollection().AddLogging().AddLanguages("es-PE").BuildServiceProvider().GetRequiredService<IStringLocalizer<ReportTexts>>();
        return new(ActivatorUtilities.CreateInstance<ClientWeekQueue>(database.Services), words, [carrier], Options.Create(new OrganisationOptions { Name = "Empresa Ñ" }), database.Clock, NullLogger<ClientWeekMailer>.Instance);
    }

    private static async Task<int> ToldAsync(TestDatabase database, Actor actor, NotificationKind kind) =>
        (await database.Get<NotificationQueries>().PageAsync(100, null, false, actor, None)).Count(n => n.Kind == kind && n.Campaign == "recurrentes");
}
