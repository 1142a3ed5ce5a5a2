using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Customers;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Messages;

/// <summary>Messages as they are taken in (docs/rules.md, "Conversation").</summary>
public sealed class MessageDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_message_its_place_in_the_outbox_and_its_entry_of_the_log_are_one_commit(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var sent = await room.SentAsync(MessageRoom.Out("Mañana le llamamos.") with { Subject = "Su reclamo", Template = "avance" });
        Assert.Equal(("ana@correo.example", "Su reclamo", "avance", "Avance del caso"), (sent.Address, sent.Subject, sent.Template, sent.TemplateLabel));
        Assert.Equal((MessageState.Queued, 0, room.Clock.UtcNow), (sent.State, sent.Tries, sent.NextTryAt));
        Assert.Equal(22, sent.Id.Length);
        Assert.Equal(sent, await room.FindAsync(sent.Id));
        var entry = await room.Database.ReadAsync(db => db.CaseEvents.SingleAsync(e => e.Type == CaseEventType.Message));
        Assert.Equal((2L, room.Agent.Id), (entry.Version, entry.ById));
        Assert.Equal(2, (await room.FindCaseAsync()).Version);
        var data = JsonElement.Parse(entry.Data);
        Assert.Equal((sent.Id, "out", "email", "ana@correo.example"), (Text(data, "message"), Text(data, "direction"), Text(data, "channel"), Text(data, "contactPoint")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Mañana le llamamos."))), Text(data, "hash"));
        Assert.DoesNotContain("llamamos", entry.Data);
    }

    [Theory, OnEveryDatabase]
    public async Task Whatever_is_wrong_is_named_by_its_field_and_nothing_is_written(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var good = MessageRoom.Out("Hola");
        foreach (var (form, field, code) in new (MessageForm, string, string)[]
        {
            (good with { Direction = null }, "direction", "required"), (good with { Direction = "both" }, "direction", "unknown"),
            (good with { Channel = "" }, "channel", "required"), (good with { Channel = "fax" }, "channel", "unknown"),
            (new("out", "phone", "987654321", "Hola"), "channel", "message.call_is_an_attempt"),
            (good with { ContactPoint = null }, "contactPoint", "required"), (good with { ContactPoint = "987654321" }, "contactPoint", "email.invalid"),
            (good with { ContactPoint = "ana@correo.example\r\nBcc: todos@correo.example" }, "contactPoint", "email.invalid"),
            (good with { ContactPoint = "ana..b@correo.example" }, "contactPoint", "email.invalid"), (good with { ContactPoint = "Ana <ana@correo.example>" }, "contactPoint", "email.invalid"),
            (good with { ContactPoint = "ana@correo.example,eva@correo.example" }, "contactPoint", "email.invalid"),
            (MessageRoom.Out("Hola", "sms") with { ContactPoint = "ana@correo.example" }, "contactPoint", "phone.invalid"),
            (MessageRoom.Out("Hola", "sms") with { ContactPoint = "01 555 0101" }, "contactPoint", "phone.not_mobile"),
            (MessageRoom.In("Hola") with { ContactPoint = "12" }, "contactPoint", "phone.invalid"),
            (good with { Text = " \u200B\r\n" }, "text", "required"), (good with { Text = "a\0b" }, "text", "text.invalid"), (good with { Text = new('x', 20_001) }, "text", "too_long"),
            (MessageRoom.Out(new('x', 1_601), "sms"), "text", "too_long"), (MessageRoom.Out(new('x', 4_097), "whatsapp"), "text", "too_long"), (good with { Text = new('x', 1_000_000) }, "text", "too_long"),
            (good with { Subject = "Hola\r\nBcc: todos@correo.example" }, "subject", "message.subject_line"), (good with { Subject = "a\u2028b" }, "subject", "message.subject_line"), (good with { Subject = new('x', 201) }, "subject", "too_long"), (good with { Subject = "a\uFFFEb" }, "subject", "text.invalid"),
            (good with { Template = "nada" }, "template", "unknown"), (good with { Template = "acuse_sms" }, "template", "unknown"),
            (MessageRoom.In("Hola", "a\uD800"), "providerId", "text.invalid"), (MessageRoom.In("Hola") with { At = room.Clock.UtcNow.AddMinutes(3) }, "at", "attempt.in_future"),
        })
        {
            var error = Assert.Single(Assert.IsType<Outcome.Invalid>(await room.Desk.AddAsync(room.Number, form, room.Agent, None)).Errors);
            Assert.Equal((field, code), (error.Field, error.Code));
        }
        Assert.Equal((0, 1L), (await room.CountAsync(), (await room.FindCaseAsync()).Version));
    }

    [Theory, OnEveryDatabase]
    public async Task A_channel_that_the_project_does_not_use_and_one_that_is_not_configured_are_refused_by_name(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var alert = await room.Organisation.AlertAsync();
        Assert.Equal("message.channel_not_offered", Assert.Single(Assert.IsType<Outcome.Invalid>(await room.Desk.AddAsync(alert, MessageRoom.Out("Hola"), room.Head, None)).Errors).Code);
        room.Mail.Lacks = [new("delivery.smtp_host_missing", "channel"), new("delivery.smtp_from_missing", "channel")];
        Assert.Equal(["delivery.smtp_host_missing", "delivery.smtp_from_missing"], Assert.IsType<Outcome.Refused>(await room.Desk.AddAsync(room.Number, MessageRoom.Out("Hola"), room.Agent, None)).Reasons.Select(r => r.Code));
        Assert.Equal(0, await room.CountAsync());
        await room.SentAsync(MessageRoom.Out("Hola", "sms"));
        await room.SentAsync(MessageRoom.In("Buenas", channel: "email"));       // what comes in needs no carrier
        await room.SentAsync(new("in", "phone", "01 555 0101", "Dejó un mensaje de voz"));
        Assert.Equal(3, await room.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_case_takes_no_message_of_either_direction_and_a_stale_version_none_either(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var before = await room.SentAsync(MessageRoom.In("Buenas", "w-1"));
        Assert.IsType<Outcome.Conflict>(await room.Desk.AddAsync(room.Number, MessageRoom.Out("Hola"), room.Agent, None, version: 1));
        await room.CloseAsync();
        foreach (var form in new[] { MessageRoom.Out("Hola"), MessageRoom.In("Gracias") })
            Assert.Equal("case.illegal_transition", Assert.IsType<Outcome.Refused>(await room.Desk.AddAsync(room.Number, form, room.Agent, None)).Reasons.Single().Code);
        Assert.Equal(before, Assert.IsType<MessageDone>(await room.Desk.AddAsync(room.Number, MessageRoom.In("Buenas", "w-1"), room.Agent, None)).Message);
        Assert.Equal(1, await room.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_provider_delivers_again_and_again_came_in_once(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var form = MessageRoom.In("¿Ya hay respuesta?", "wamid.1") with { At = room.Clock.UtcNow.AddMinutes(-4) };
        var desk = room.Desk;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.AddAsync(room.Number, form, room.Agent, None)));
        var done = answers.Select(a => Assert.IsType<MessageDone>(a)).ToList();
        Assert.Single(done, d => !d.IsRepeated);
        var only = Assert.Single(done.Select(d => d.Message).Distinct());
        Assert.Equal((MessageState.Received, "wamid.1", room.Clock.UtcNow.AddMinutes(-4)), (only.State, only.ProviderId, only.At));
        Assert.Equal((1, 2L), (await room.CountAsync(), (await room.FindCaseAsync()).Version));
        var other = await room.MadeAsync();
        Assert.Equal("message.of_another_case", Assert.IsType<Outcome.Refused>(await room.Desk.AddAsync(other, form, room.Agent, None)).Reasons.Single().Code);
        await room.SentAsync(form with { Channel = "sms" });                // another provider's numbers are its own
        await room.SentAsync(form with { ProviderId = null });
        await room.SentAsync(form with { ProviderId = null });
        Assert.Equal(4, await room.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_message_is_not_unsent_by_an_undo_and_an_undelivered_one_bars_none(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var cases = room.Database.Get<CaseDesk>();
        await cases.TakeOverAsync(room.Number, room.Agent, None);
        var sent = await room.SentAsync(MessageRoom.Out("Hola"));
        Assert.Equal("undo.nothing", Assert.IsType<Outcome.Refused>(await cases.UndoAsync(room.Number, room.Agent, None)).Reasons.Single().Code);
        await cases.ReassignAsync(room.Number, room.Head.Email, "turno", room.Agent, None);
        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Refused("delivery.address_refused"));
        await room.WorkAsync();
        Assert.Equal(MessageState.Failed, (await room.FindAsync(sent.Id)).State);
        Assert.IsAssignableFrom<Outcome.Done>(await cases.UndoAsync(room.Number, room.Agent, None));
        Assert.Equal(room.Agent.Id, (await room.FindCaseAsync()).ResponsibleId);
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_without_a_country_is_read_by_the_plan_of_the_customer(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var chile = Assert.IsAssignableFrom<Outcome.Done>(await room.Database.Get<CaseDesk>().CreateAsync("servicio", Organisation.Home, new(), null, new() { FirstName = "Eva", Document = new("RUT", "12.345.678-5") }, room.Agent, None)).Id!;
        Assert.Equal("+51987654321", (await room.SentAsync(MessageRoom.Out("Hola", "sms"))).Address);
        Assert.Equal("+56987654321", (await room.SentAsync(MessageRoom.Out("Hola", "whatsapp"), chile)).Address);
        Assert.Equal("+5511998765432", (await room.SentAsync(MessageRoom.Out("Hola", "sms") with { ContactPoint = "+55 11 99876-5432" }, chile)).Address);
    }

    [Theory, OnEveryDatabase]
    public async Task Texts_come_back_as_typed_or_get_one_clear_refusal(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        string[] more = ["e\u0301 é", "a" + string.Concat(Enumerable.Repeat("\u0301", 10_000)), "العربية שלום \u202Eabc", "👩‍👩‍👧‍👦\uFE0F", "\r\n.\r\nQUIT\r\n", "Subject: x\r\n\r\ny"];
        foreach (var text in Naughty.Kept.Select(t => "x" + t).Concat(more))
        {
            var sent = await room.SentAsync(MessageRoom.Out(text));
            Assert.Equal(text, sent.Text);
            Assert.Equal(text, (await room.FindAsync(sent.Id)).Text);
            Assert.Equal(text, (await room.SentAsync(MessageRoom.In("y" + text, channel: "email"))).Text[1..]);
            Assert.Equal(text, (await room.Queries.ConversationAsync(room.Number, null, room.Agent, None))!.Entries[1].Message!.Text);
        }
        foreach (var text in Naughty.Refused)
            Assert.Equal("text.invalid", Assert.Single(Assert.IsType<Outcome.Invalid>(await room.Desk.AddAsync(room.Number, MessageRoom.Out(text), room.Agent, None)).Errors).Code);
        await room.WorkAsync();
        Assert.Equal(Naughty.Kept.Select(t => "x" + t).Concat(more), room.Mail.Taken.Select(m => m.Text));
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}
