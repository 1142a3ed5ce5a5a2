using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Messaging;
using OpsConsole.Web.Notifications;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Domain.Notifications;

/// <summary>Notifications by e-mail: as each person chose, at least once, never twice as long as the server says yes, and with nothing of a customer.</summary>
public sealed class NotificationMailTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IOptions<OrganisationOptions> Organisation = Options.Create(new OrganisationOptions { Name = "Empresa Ñ", Address = "https://consola.example/" });

    [Theory, OnEveryDatabase]
    public async Task A_reminder_reaches_the_mail_server_once_also_when_it_was_dead_for_hours(DatabaseKind kind)
    {
        await using var server = await MailServer.StartAsync();
        await using var room = await MessageRoom.OpenAsync(kind);
        var mailer = Mailer(room, new SmtpCarrier(Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "consola@empresa.example", Security = SmtpSecurity.None }), Organisation, room.Clock));
        await server.KillAsync();
        await RemindAsync(room);
        await mailer.WorkAsync(None);
        Assert.Equal((MailState.Queued, 0), await StateAsync(room));
        for (var tries = 1; tries <= 6; tries++)
        {
            room.Clock.Advance(TimeSpan.FromHours(2));
            await mailer.WorkAsync(None);
            Assert.Equal((MailState.Queued, tries), await StateAsync(room));
        }

        await server.RestartAsync();
        room.Clock.Advance(TimeSpan.FromHours(2));
        await mailer.WorkAsync(None);
        await mailer.WorkAsync(None);
        var mail = Assert.Single(server.Mails);
        Assert.Equal((MailState.Sent, 7), await StateAsync(room));
        Assert.Equal([room.Head.Email], mail.Recipients);
        Assert.Contains($"le recuerda el caso {room.Number}", mail.Text);
        Assert.Contains($"https://consola.example/proyectos/servicio/casos/{room.Number}", mail.Text);
        Assert.Contains("https://consola.example/cuenta", mail.Text);
        Assert.DoesNotContain("Ñahui", mail.Text);
    }

    [Theory, OnEveryDatabase]
    public async Task Each_person_chooses_what_is_told_in_the_console_and_what_by_mail(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, queries, mailer) = (room.Database.Get<NotificationDesk>(), room.Database.Get<NotificationQueries>(), Mailer(room, room.Mail));
        Assert.Equal(new ToldHow(NotificationKind.Reminder, true, true), (await queries.HowsAsync(room.Head, None)).Single(h => h.Kind == NotificationKind.Reminder));
        Assert.Equal(new ToldHow(NotificationKind.Reassigned, true, false), (await queries.HowsAsync(room.Head, None)).Single(h => h.Kind == NotificationKind.Reassigned));
        Assert.IsType<Outcome.Invalid>(await desk.ChooseAsync(new(NotificationKind.Reminder, false, true), room.Agent, None));

        await desk.ChooseAsync(new(NotificationKind.Reminder, false, true), room.Head, None);
        await room.Database.Get<ProfileDesk>().ChooseAsync("en", null, null, room.Head, None);
        await RemindAsync(room);
        Assert.Empty(await queries.PageAsync(10, null, false, room.Head, None));
        Assert.Equal(0, await queries.CountAsync(room.Head, None));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await mailer.WorkAsync(None);
        Assert.Contains($"reminds you of case {room.Number}", Assert.Single(room.Mail.Taken).Text);

        await desk.ChooseAsync(new(NotificationKind.Reminder, false, false), room.Head, None);
        await RemindAsync(room);
        Assert.Equal(1, await room.Database.ReadAsync(db => db.Notifications.CountAsync()));
        await desk.ChooseAsync(new(NotificationKind.Reassigned, true, true), room.Head, None);
        await room.Database.Get<CaseDesk>().ReassignAsync(room.Number, room.Head.Email, "Lo pidió Ana Ñahui", room.Agent, None);
        Assert.Single(await queries.PageAsync(10, null, false, room.Head, None));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await mailer.WorkAsync(None);
        Assert.DoesNotContain("Ñahui", room.Mail.Taken[1].Text);
        Assert.Equal(2, room.Mail.Taken.Select(m => m.Id).Distinct().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_taken_back_what_is_refused_and_what_no_server_was_there_for_is_not_mailed_again(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var mailer = Mailer(room, room.Mail);
        await room.Database.Get<NotificationDesk>().ChooseAsync(new(NotificationKind.Reassigned, true, true), room.Head, None);
        await room.Database.Get<CaseDesk>().ReassignAsync(room.Number, room.Head.Email, "Reparto", room.Agent, None);
        await room.Database.Get<CaseDesk>().UndoAsync(room.Number, room.Agent, None);
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await mailer.WorkAsync(None);
        Assert.Empty(room.Mail.Taken);

        room.Mail.Lacks = [new("delivery.smtp_host_missing", "channel")];
        await RemindAsync(room);
        await mailer.WorkAsync(None);
        room.Mail.Lacks = [];
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await mailer.WorkAsync(None);
        Assert.Empty(room.Mail.Taken);

        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Refused("delivery.address_refused"));
        await RemindAsync(room);
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await mailer.WorkAsync(None);
        await mailer.WorkAsync(None);
        Assert.Single(room.Mail.Taken);
        Assert.Equal(2, (await room.Database.Get<NotificationQueries>().PageAsync(10, null, false, room.Head, None)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_whose_sender_died_goes_again_under_the_same_id(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var queue = room.Database.Get<MailQueue>();
        await RemindAsync(room);
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        var lost = (await queue.ClaimAsync(None))!;
        Assert.Null(await queue.ClaimAsync(None));
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await Mailer(room, room.Mail).WorkAsync(None);
        Assert.Equal(lost.MessageId, Assert.Single(room.Mail.Taken).Id);
        await queue.RecordAsync(lost, new Handover.Later("delivery.smtp_silent"), None);
        Assert.Equal((MailState.Sent, 2), await StateAsync(room));
    }

    private static NotificationMailer Mailer(MessageRoom room, IMessageCarrier carrier)
    {
        var words = new ServiceCollection().AddLogging().AddLanguages("es-PE").BuildServiceProvider().GetRequiredService<IStringLocalizer<NotificationTexts>>();
        return new(room.Database.Get<MailQueue>(), room.Database.Get<ActorQueries>(), room.Database.Get<NotificationQueries>(), new(words), words, [carrier], Organisation, room.Clock, NullLogger<NotificationMailer>.Instance);
    }

    private static async Task RemindAsync(MessageRoom room)
    {
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<CaseReminded>(await room.Database.Get<CaseDesk>().RemindAsync(room.Number, await room.Organisation.ActorAsync(Role.RegionalSupervisor), None));
    }

    private static Task<(MailState?, int)> StateAsync(MessageRoom room) => room.Database.ReadAsync(async db =>
    {
        var told = await db.Notifications.AsNoTracking().SingleAsync();
        return (told.Mail, told.MailTries);
    });
}
