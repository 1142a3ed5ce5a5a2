using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Messages;

/// <summary>What the workspace reads of a conversation (docs/rules.md, "Conversation").</summary>
public sealed class MessageQueriesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Messages_attempts_and_notes_are_one_timeline_newest_first(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var cases = room.Database.Get<CaseDesk>();
        var asked = await room.SentAsync(MessageRoom.In("¿Hay novedades?") with { At = room.Clock.UtcNow.AddMinutes(-9) });
        room.Clock.Advance(TimeSpan.FromHours(1));
        await cases.NoteAsync(room.Number, "Pregunté al almacén", room.Head, None);
        await cases.RecordAttemptAsync(room.Number, new("phone", "987 654 321", "no_answer", room.Clock.UtcNow.AddMinutes(-20)), room.Agent, None);
        await cases.TakeOverAsync(room.Number, room.Agent, None);
        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Refused("delivery.address_refused"));
        var answered = await room.SentAsync(MessageRoom.Out("Sí"));
        await room.WorkAsync();
        var read = (await room.Queries.ConversationAsync(room.Number, null, room.Agent, None))!;
        Assert.Null(read.Older);
        Assert.Equal([answered.Id, null, null, asked.Id], read.Entries.Select(e => e.Message?.Id));
        Assert.Equal(MessageState.Failed, read.Entries[0].Message!.State);
        var attempt = read.Entries[1];
        Assert.Equal(new ConversationAttempt(AttemptChannel.Phone, "987 654 321", AttemptResult.NoAnswer, room.Clock.UtcNow.AddMinutes(-20), true), attempt.Attempt);
        Assert.Equal((room.Agent.Name, attempt.Attempt!.At), (attempt.ByName, attempt.At));
        Assert.Equal(("Pregunté al almacén", room.Head.Name), (read.Entries[2].Note, read.Entries[2].ByName));
        Assert.Equal((asked.At, room.Agent.Name), (read.Entries[3].At, read.Entries[3].ByName));
        Assert.Null(await room.Queries.ConversationAsync(room.Number, null, await room.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));
        Assert.Null(await room.Queries.ConversationAsync("999999", null, room.Agent, None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_long_conversation_is_read_fifty_at_a_time_in_at_most_two_statements(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var written = new List<string>();
        for (var i = 0; i < 120; i++)
            written.Insert(0, (await room.SentAsync(i % 2 == 0 ? MessageRoom.Out($"{i}") : MessageRoom.In($"{i}"))).Id);
        await room.Queries.BenchAsync(room.Number, room.Agent, None);           // the campaign is known from here on
        using var log = new StatementLog(room.Database.Connection);
        var pieces = new List<Conversation> { (await room.Queries.ConversationAsync(room.Number, null, room.Agent, None))! };
        while (pieces[^1].Older is { } older)
            pieces.Add((await room.Queries.ConversationAsync(room.Number, older, room.Agent, None))!);
        Assert.Equal([50, 50, 20], pieces.Select(p => p.Entries.Count));
        Assert.Equal(6, log.Statements.Count);
        Assert.Equal(written, pieces.SelectMany(p => p.Entries).Select(e => e.Message!.Id));

        var page = (await room.Queries.PageAsync(room.Number, null, room.Agent, None))!;
        var pages = new List<MessagePage> { page };
        while (pages[^1].NextCursor is { } cursor)
            pages.Add((await room.Queries.PageAsync(room.Number, cursor, room.Agent, None))!);
        Assert.Equal([50, 50, 20], pages.Select(p => p.Messages.Count));
        Assert.Equal(9, log.Statements.Count);
        Assert.Equal(written, pages.SelectMany(p => p.Messages).Select(m => m.Id));
        Assert.NotNull(await room.Queries.BenchAsync(room.Number, room.Agent, None));
        Assert.Equal(10, log.Statements.Count);
        var empty = await room.MadeAsync();
        Assert.Empty((await room.Queries.PageAsync(empty, null, room.Agent, None))!.Messages);
        Assert.Equal("cursor.invalid", (await Assert.ThrowsAsync<RefusedException>(() => room.Queries.PageAsync(room.Number, "nada", room.Agent, None))).Reasons.Single().Code);
        Assert.Null(await room.Queries.PageAsync(empty, null, await room.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));
    }

    [Theory, OnEveryDatabase]
    public async Task Messages_go_along_with_a_merge_and_come_back_with_it(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var target = await room.MadeAsync();
        var cases = room.Database.Get<CaseDesk>();
        var first = (await room.SentAsync(MessageRoom.In("primero"))).Id;
        await cases.NoteAsync(room.Number, "nota", room.Agent, None);
        var there = (await room.SentAsync(MessageRoom.In("segundo"), target)).Id;
        var waits = (await room.SentAsync(MessageRoom.Out("tercero"))).Id;
        Assert.IsAssignableFrom<Outcome.Done>(await cases.MergeAsync(room.Number, target, true, room.Agent, None));
        var later = (await room.SentAsync(MessageRoom.Out("cuarto"), target)).Id;
        await room.WorkAsync();
        Assert.Equal([waits, later], room.Mail.Taken.Select(m => m.Id));
        Assert.Equal([later, waits, there, first], (await room.Queries.PageAsync(target, null, room.Agent, None))!.Messages.Select(m => m.Id));
        Assert.Equal([later, waits, there, null, first], (await room.Queries.ConversationAsync(target, null, room.Agent, None))!.Entries.Select(e => e.Message?.Id));
        Assert.Empty((await room.Queries.PageAsync(room.Number, null, room.Agent, None))!.Messages);
        Assert.IsAssignableFrom<Outcome.Done>(await cases.UndoAsync(room.Number, room.Agent, None));
        Assert.Equal([later, there], (await room.Queries.PageAsync(target, null, room.Agent, None))!.Messages.Select(m => m.Id));
        Assert.Equal([waits, first], (await room.Queries.PageAsync(room.Number, null, room.Agent, None))!.Messages.Select(m => m.Id));
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_message_starts_from_the_customers_fitting_contact_points_and_filled_templates(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        room.Gateway.Lacks = [new("delivery.gateway_url_missing", "channel")];
        var bench = (await room.Queries.BenchAsync(room.Number, room.Agent, None))!;
        Assert.Equal([AttemptChannel.Phone, AttemptChannel.Email, AttemptChannel.Sms, AttemptChannel.Whatsapp], bench.Channels.Select(c => c.Channel));
        Assert.Equal(["987 654 321,01 555 0101", "ana@correo.example", "987 654 321", "987 654 321"], bench.Channels.Select(c => string.Join(',', c.Points.Select(p => p.Value))));
        Assert.Equal([0, 0, 1, 1], bench.Channels.Select(c => c.Lacks.Count));
        var template = bench.Templates.Single(t => t.Code == "acuse");
        Assert.Equal($"Recibimos su solicitud: caso {room.Number}", template.Subject);
        Assert.StartsWith("Hola, Ana:", template.Text);
        Assert.EndsWith($"{room.Agent.Name}\nServicio", template.Text);
        Assert.DoesNotContain(bench.Templates, t => t.Text.Contains('@'));
        var nobody = Assert.IsAssignableFrom<Outcome.Done>(await room.Database.Get<CaseDesk>().CreateAsync("servicio", Organisation.Home, new(), null, null, room.Agent, None)).Id!;
        bench = (await room.Queries.BenchAsync(nobody, room.Agent, None))!;
        Assert.All(bench.Channels, c => Assert.Empty(c.Points));
        Assert.StartsWith("Hola, —:", bench.Templates.Single(t => t.Code == "acuse").Text);
        Assert.Null(await room.Queries.BenchAsync(nobody, await room.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));
    }
}

/// <summary>Marks of templates (docs/rules.md, "Placeholders").</summary>
public sealed class CaseMarksTests
{
    private static readonly BaseSchema Columns = BaseSchema.Empty.With(SchemaField.Base, "Agencia");

    private static readonly Dictionary<string, string?> Named = new() { [CaseMarks.Number] = "100001", [CaseMarks.Customer] = "@caso@ @base5@", [CaseMarks.Account] = " " };

    [Theory]
    [InlineData("Caso @caso@ y @CASO@", "Caso 100001 y 100001")]
    [InlineData("@cliente@", "@caso@ @base5@")]
    [InlineData("@cuenta@ @tipo@", "— —")]
    [InlineData("@base5@ @base9@", "PIURA —")]
    [InlineData("ana@caso.example y @nada@", "ana@caso.example y @nada@")]
    public void A_mark_shows_its_value_or_a_dash_and_a_value_is_never_read_as_a_mark(string text, string filled) =>
        Assert.Equal(filled, CaseMarks.Fill(text, Columns, new Dictionary<string, string> { [Columns.Fields[0].Key] = "PIURA" }, Named));

    [Fact]
    public void A_template_with_a_mark_that_nothing_fills_is_refused_at_its_field()
    {
        Assert.Equal(["@nada@", "@base6@"], CaseMarks.Unknown("@nada@ @caso@ @base5@ @base6@ x@y.z", Columns));
        var settings = new CampaignSettings { Channels = ["email", "sms"] };
        Assert.Equal([("channels", "message.channel_not_offered"), ("text", "template.mark"), ("subject", "template.mark")],
            new MessageTemplate("a", "A", ["email", "fax"], "Hola @nada@", "@base1@").Check(settings, Columns).Select(r => (r.Field, r.Code)));
        Assert.Equal([("channels", "required"), ("text", "required")], new MessageTemplate("a", "A", [], " ").Check(settings, Columns).Select(r => (r.Field, r.Code)));
    }

    [Fact]
    public void The_templates_that_a_project_starts_with_are_right()
    {
        var campaign = CampaignTemplate.Create(CampaignKind.ServiceCase, "servicio", "Servicio", DateTime.UnixEpoch);
        Assert.NotEmpty(campaign.Settings.MessageTemplates);
        Assert.All(campaign.Settings.MessageTemplates, t => Assert.Empty(t.Check(campaign.Settings, campaign.Schema)));
        Assert.All(campaign.Settings.MessageTemplates.Where(t => t.Channels.Contains("email")), t => Assert.NotNull(t.Subject));
        Assert.All(campaign.Settings.Channels.Where(c => c != "phone"), c => Assert.Contains(campaign.Settings.MessageTemplates, t => t.Channels.Contains(c)));
    }
}
