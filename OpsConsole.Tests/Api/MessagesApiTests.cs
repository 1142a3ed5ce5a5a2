using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Customers;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Messages by the REST contract, through a real mail server and a gateway on loopback (docs/rules.md, "Conversation").</summary>
public sealed class MessagesApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_mail_arrives_once_with_the_right_headers_and_every_character(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(kind, mail.Settings);
        const string text = "Señora Ñahui:\n\nSu reclamo n.º 7 está resuelto: 38,90 € — ¡gracias! 👍\n.\nQUIT\n..punto\n";
        var body = new Letter("out", "email", "ana@correo.example", text, "Resolución de su reclamo: «cobro doble» ✔");
        var made = await room.Client.SendAsync(HttpMethod.Post, room.Path, body, null, ("Idempotency-Key", "k-1"));
        Assert.Equal((201, 2L, "queued"), (made.Status, made.Version, Text(made, "state")));
        var again = await room.Client.SendAsync(HttpMethod.Post, room.Path, body, null, ("Idempotency-Key", "k-1"));
        Assert.Equal((201, Text(made, "id")), (again.Status, Text(again, "id")));
        Assert.Equal("idempotency.mismatch", (await room.Client.SendAsync(HttpMethod.Post, room.Path, body with { Text = "otro" }, null, ("Idempotency-Key", "k-1"))).Code);
        var sent = await room.UntilAsync(Text(made, "id"), "sent");
        Assert.Equal((1, JsonValueKind.Null, text), (sent.Body.GetProperty("tries").GetInt32(), sent.Body.GetProperty("error").ValueKind, Text(sent, "text")));

        var arrived = Assert.Single(mail.Mails);
        Assert.Equal(("casos@empresa.example", "ana@correo.example"), (arrived.Sender, Assert.Single(arrived.Recipients)));
        Assert.Equal(["Atención al cliente Ñ <casos@empresa.example>"], arrived["From"]);
        Assert.Equal(["ana@correo.example"], arrived["To"]);
        Assert.Equal(["Resolución de su reclamo: «cobro doble» ✔"], arrived["Subject"]);
        Assert.Equal([$"<{Text(made, "id")}@empresa.example>"], arrived["Message-ID"]);
        Assert.Equal(["text/plain; charset=\"utf-8\""], arrived["Content-Type"]);
        Assert.Single(arrived["Date"]);
        Assert.Empty(arrived["Bcc"]);
        Assert.Equal(text, arrived.Text.ReplaceLineEndings("\n"));
        Assert.True(arrived.LongestLine <= 998);
        Assert.Equal(2, (await room.Client.GetAsync($"cases/{room.Number}")).Version);
        var plain = await room.SendAsync("email", new string('x', 5_000));
        await room.UntilAsync(plain, "sent");
        Assert.Equal([$"OpsConsole · {room.Number}"], mail.Mails[1]["Subject"]);
        Assert.Equal(new string('x', 5_000), mail.Mails[1].Text.TrimEnd());
        await room.UntilAsync(await room.SendAsync("email", "hola", "ñandú@correo.example"), "sent");
        Assert.Equal(["ñandú@correo.example"], mail.Mails[2].Recipients);
    }

    [Fact]
    public async Task Texts_and_subjects_arrive_by_mail_as_they_were_typed()
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(DatabaseKind.Sqlite, mail.Settings);
        var subjects = new List<string>();
        foreach (var text in Naughty.Kept.Append("\fa\u0085b\u2028c\rd").Append("a" + string.Concat(Enumerable.Repeat("\u0301", 10_000))))
        {
            var answer = await room.Client.PostAsync(room.Path, new Letter("out", "email", "ana@correo.example", "x" + text, "y" + text));
            if (answer.Status == 201)
                subjects.Add("y" + text);
            else
                Assert.Equal((400, 1), (answer.Status, answer.Body.GetProperty("errors").EnumerateObject().Count()));        // one clear refusal: of the subject
            var sent = await room.SendAsync("email", "x" + text);
            await room.UntilAsync(sent, "sent");
            Assert.Equal(Lines("x" + text), Lines(mail.Mails.Single(m => m.Id == sent).Text));
        }
        Assert.True(subjects.Count >= 7);
        Assert.Equal(subjects.Select(s => s.Trim()), mail.Mails.Select(m => m["Subject"].Single()).Where(s => s.StartsWith('y')).Select(s => s.Trim()));

        static string Lines(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
    }

    [Theory, OnEveryDatabase]
    public async Task A_text_that_would_be_a_header_is_refused_and_nothing_leaves(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(kind, mail.Settings);
        foreach (var (field, body) in new (string, object)[]
        {
            ("subject", new { direction = "out", channel = "email", contactPoint = "ana@correo.example", text = "Hola", subject = "Hola\r\nBcc: todos@correo.example" }),
            ("subject", new { direction = "out", channel = "email", contactPoint = "ana@correo.example", text = "Hola", subject = "Hola\nX: y" }),
            ("contactPoint", new { direction = "out", channel = "email", contactPoint = "ana@correo.example\r\nBcc: todos@correo.example", text = "Hola" }),
            ("contactPoint", new { direction = "out", channel = "email", contactPoint = "ana@correo.example>\r\nRCPT TO:<todos@correo.example", text = "Hola" }),
        })
        {
            var refused = await room.Client.PostAsync(room.Path, body);
            Assert.Equal((400, "validation"), (refused.Status, refused.Code));
            Assert.True(refused.Body.GetProperty("errors").TryGetProperty(field, out _));
        }
        var sent = await room.SendAsync("email", "\r\n.\r\nMAIL FROM:<otro@correo.example>\r\nBcc: todos@correo.example\r\n");
        await room.UntilAsync(sent, "sent");
        var arrived = Assert.Single(mail.Mails);
        Assert.Equal((sent, "ana@correo.example"), (arrived.Id, Assert.Single(arrived.Recipients)));
        Assert.Empty(arrived["Bcc"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_dead_mail_server_keeps_the_text_says_so_and_gets_it_once_when_it_is_back(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(kind, mail.Settings);
        await mail.KillAsync();
        var (waits, asked) = (await room.SendAsync("email", "Hola Ñ"), await room.SendAsync("email", "Y esto", number: room.Other));
        var failed = await room.UntilAsync(waits, "queued", tries: 1);
        var error = failed.Body.GetProperty("error");
        Assert.Equal(("delivery.smtp_unreachable", "Hola Ñ"), (error.GetProperty("code").GetString(), Text(failed, "text")));
        Assert.StartsWith("El servidor de correo no responde.", error.GetProperty("text").GetString());
        Assert.Equal(room.Api.Database.Clock.UtcNow.AddMinutes(1), failed.Body.GetProperty("nextTryAt").GetDateTime());
        await room.UntilAsync(asked, "queued", tries: 1, number: room.Other);
        await mail.RestartAsync();
        Assert.Equal(200, (await room.Client.PostAsync($"cases/{room.Other}/messages/{asked}/retry", new { })).Status);
        await room.UntilAsync(asked, "sent", number: room.Other);
        Assert.Equal(["Y esto"], mail.Mails.Select(m => m.Text.Trim()));
        room.Api.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.UntilAsync(waits, "sent", passing: true);
        Assert.Equal(["Y esto", "Hola Ñ"], mail.Mails.Select(m => m.Text.Trim()));
        Assert.Equal((409, "message.not_waiting"), Answer(await room.Client.PostAsync($"{room.Path}/{waits}/retry", new { })));
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_server_killed_in_the_middle_of_a_mail_gets_it_once_after_its_restart(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(kind, mail.Settings);
        mail.HoldBefore(true);
        var id = await room.SendAsync("email", "Hola");
        await mail.ReachedAsync();
        Assert.Equal("sending", Text(await room.Client.GetAsync($"{room.Path}/{id}"), "state"));
        await mail.KillAsync();
        await room.UntilAsync(id, "queued", tries: 1);
        mail.HoldBefore(false);
        await mail.RestartAsync();
        room.Api.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.UntilAsync(id, "sent", passing: true);
        Assert.Equal(id, Assert.Single(mail.Mails).Id);
    }

    [Fact]
    public async Task What_the_mail_server_refuses_is_told_apart()
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(DatabaseKind.Sqlite, mail.Settings);
        mail.Refuse("550 5.1.1 no such user");
        var failed = await room.UntilAsync(await room.SendAsync("email", "Hola"), "failed");
        Assert.Equal("delivery.address_refused", failed.Body.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("no such user", failed.Body.GetProperty("error").GetProperty("detail").GetString());
        mail.Refuse("451 4.3.0 try again later");
        var waits = await room.UntilAsync(await room.SendAsync("email", "Hola"), "queued", tries: 1);
        Assert.Equal("delivery.smtp_refused", waits.Body.GetProperty("error").GetProperty("code").GetString());
        var events = (await room.Client.GetAsync($"cases/{room.Number}/events")).Body.EnumerateArray().Where(e => e.GetProperty("type").GetString() == "message").ToList();
        Assert.Equal(["", "delivery.address_refused", ""], events.Select(e => e.GetProperty("data").TryGetProperty("failed", out var code) ? code.GetString() : ""));
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task A_server_without_the_protection_that_is_asked_for_is_not_written_to()
    {
        await using var mail = await MailServer.StartAsync();
        await using var room = await OpenAsync(DatabaseKind.Sqlite, new(mail.Settings) { ["Smtp:Security"] = "StartTls" });
        var waits = await room.UntilAsync(await room.SendAsync("email", "Hola"), "queued", tries: 1);
        Assert.Equal("delivery.smtp_security", waits.Body.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task Without_configuration_sending_is_refused_and_names_what_is_missing()
    {
        await using var room = await OpenAsync(DatabaseKind.Sqlite, new() { ["Messaging:Gateway:Url"] = "http://127.0.0.1:9/" });
        var refused = await room.Client.PostAsync(room.Path, Body("email", "Hola"));
        Assert.Equal((409, "delivery.smtp_host_missing"), Answer(refused));
        Assert.Contains("Smtp:Host", Text(refused, "title"));
        Assert.Equal(["delivery.smtp_host_missing", "delivery.smtp_from_missing"], refused.Body.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        refused = await room.Client.PostAsync(room.Path, Body("sms", "Hola"));
        Assert.Equal((409, "delivery.gateway_secret_missing"), Answer(refused));
        Assert.Contains("Messaging:Gateway:Secret", Text(refused, "title"));
        Assert.Equal(201, (await room.Client.PostAsync(room.Path, Body("sms", "Hola", direction: "in"))).Status);
        Assert.Single((await room.Client.GetAsync(room.Path)).Body.GetProperty("items").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task The_gateway_gets_a_signed_message_again_under_its_key_until_it_takes_it(DatabaseKind kind)
    {
        using var gateway = new GatewayServer();
        await using var room = await OpenAsync(kind, gateway.Settings);
        gateway.Answer = _ => gateway.Requests.Count == 1 ? (503, "ocupada") : (202, """{"id":"g-77"}""");
        var id = await room.SendAsync("whatsapp", "¿Aló? Ñ 👍\n");
        var waits = await room.UntilAsync(id, "queued", tries: 1);
        Assert.Equal(("delivery.gateway_busy", "HTTP 503: ocupada"), (waits.Body.GetProperty("error").GetProperty("code").GetString(), waits.Body.GetProperty("error").GetProperty("detail").GetString()));
        room.Api.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await room.UntilAsync(id, "sent", passing: true);
        Assert.Equal(("g-77", 2), (Text(sent, "providerId"), sent.Body.GetProperty("tries").GetInt32()));
        Assert.Equal(2, gateway.Requests.Count);
        Assert.All(gateway.Requests, request =>
        {
            Assert.Equal((id, id, "application/json; charset=utf-8"), (request.Key, request.Id, request.ContentType));
            Assert.Equal(["id", "channel", "to", "text"], request.Json.EnumerateObject().Select(p => p.Name));
            Assert.Equal(("whatsapp", "+51987654321", "¿Aló? Ñ 👍\n"), (request.Json.GetProperty("channel").GetString(), request.Json.GetProperty("to").GetString(), request.Json.GetProperty("text").GetString()));
        });
        Assert.All(gateway.Requests, request => Assert.Equal(Signature(request.Body, long.Parse(request.Signature!.Split(',')[0][2..])), request.Signature));
        Assert.NotEqual(gateway.Requests[0].Signature, gateway.Requests[1].Signature);

        gateway.Answer = _ => (200, """{"state":"delivered"}""");
        Assert.Equal(200, (await room.UntilAsync(await room.SendAsync("sms", "Hola"), "delivered")).Status);
        gateway.Answer = _ => (422, "número bloqueado");
        Assert.Equal("delivery.gateway_refused", (await room.UntilAsync(await room.SendAsync("sms", "Hola"), "failed")).Body.GetProperty("error").GetProperty("code").GetString());
        gateway.Answer = request => (307, gateway.Url);
        await room.UntilAsync(await room.SendAsync("sms", "Hola"), "queued", tries: 1);
        Assert.Equal(5, gateway.Requests.Count);                         // a redirect is not followed
    }

    [Theory, OnEveryDatabase]
    public async Task Reports_of_delivery_count_when_they_are_signed_and_only_once(DatabaseKind kind)
    {
        using var gateway = new GatewayServer();
        await using var room = await OpenAsync(kind, gateway.Settings);
        var (good, bad) = (await room.SendAsync("sms", "Hola"), await room.SendAsync("sms", "Hola"));
        await room.UntilAsync(bad, "sent");
        var now = new DateTimeOffset(room.Api.Database.Clock.UtcNow).ToUnixTimeSeconds();
        const string delivered = """{"state":"delivered"}""";
        foreach (var signature in new[] { null, "", "x", $"t={now},v1=", $"t={now},v1={new string('0', 64)}", Signature(Encoding.UTF8.GetBytes("{}"), now), Signature(Encoding.UTF8.GetBytes(delivered), now - 301), Signature(Encoding.UTF8.GetBytes(delivered), now + 301), Signature(Encoding.UTF8.GetBytes(delivered), now).Replace($"t={now}", $"t={now + 1}") })
            Assert.Equal(401, await room.ReportAsync(good, delivered, signature));
        Assert.Equal("sent", Text(await room.Client.GetAsync($"{room.Path}/{good}"), "state"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(204, await room.ReportAsync(good, delivered));
        for (var i = 0; i < 3; i++)
            Assert.Equal(204, await room.ReportAsync(bad, """{"state":"failed","reason":"número inexistente"}"""));
        Assert.Equal(204, await room.ReportAsync(good, """{"state":"failed"}"""));
        Assert.Equal("delivered", Text(await room.Client.GetAsync($"{room.Path}/{good}"), "state"));
        var failed = await room.Client.GetAsync($"{room.Path}/{bad}");
        Assert.Equal(("failed", "número inexistente"), (Text(failed, "state"), failed.Body.GetProperty("error").GetProperty("detail").GetString()));
        Assert.Equal(4, (await room.Client.GetAsync($"cases/{room.Number}")).Version);
        Assert.Equal(404, await room.ReportAsync("nothing-has-this-id", delivered));
        foreach (var body in new[] { "", "{}", "nada", """{"state":"seen"}""", """{"state":"delivered","reason":"a\u0000b"}""" })
            Assert.Equal(400, await room.ReportAsync(good, body));
        Assert.Equal(413, await room.ReportAsync(good, new string(' ', 20_000)));
    }

    [Theory, OnEveryDatabase]
    public async Task What_came_in_twice_is_one_message_and_the_newest_fifty_come_first(DatabaseKind kind)
    {
        await using var room = await OpenAsync(kind, []);
        var came = new { direction = "in", channel = "whatsapp", contactPoint = "+51 987 654 321", text = "¿Novedades?", providerId = "wamid.1", at = room.Api.Database.Clock.UtcNow.AddMinutes(-2) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => room.Client.PostAsync(room.Path, came)));
        Assert.Equal(9, answers.Count(a => a.Status == 200));
        var made = Assert.Single(answers, a => a.Status == 201);
        Assert.Single(answers.Select(a => Text(a, "id")).Distinct());
        Assert.Equal(("received", "+51987654321", "in"), (Text(made, "state"), Text(made, "address"), Text(made, "direction")));
        Assert.Equal(came.at, made.Body.GetProperty("at").GetDateTime());
        Assert.Equal((409, "message.of_another_case"), Answer(await room.Client.PostAsync($"cases/{room.Other}/messages", came)));
        for (var i = 0; i < 60; i++)
            await room.Client.PostAsync(room.Path, Body("sms", $"{i}", direction: "in"));
        var first = (await room.Client.GetAsync(room.Path)).Body;
        var second = (await room.Client.GetAsync($"{room.Path}?cursor={first.GetProperty("nextCursor").GetString()}")).Body;
        Assert.Equal((50, 11, JsonValueKind.Null), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), second.GetProperty("nextCursor").ValueKind));
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"{i}").Append("¿Novedades?"), first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(m => m.GetProperty("text").GetString()));
        Assert.Equal((400, "validation"), Answer(await room.Client.GetAsync($"{room.Path}?cursor=nada")));
        Assert.Equal((404, "not_found"), Answer(await room.Client.GetAsync("cases/999999/messages?cursor=nada")));
    }

    [Fact]
    public async Task Scope_comes_before_role_role_before_shape_shape_before_version_and_version_before_rules()
    {
        await using var room = await OpenAsync(DatabaseKind.Sqlite, []);
        using var far = await room.Api.SignInAsync(Role.BranchHead, Organisation.Far);
        using var admin = await room.Api.SignInAsync(Role.Administrator);
        Assert.Equal((404, "not_found"), Answer(await far.PostAsync(room.Path, new { direction = 7 })));
        Assert.Equal((403, "forbidden"), Answer(await admin.PostAsync(room.Path, new { direction = 7 })));
        Assert.Equal((400, "validation"), Answer(await room.Client.PostAsync(room.Path, new { direction = 7 })));
        Assert.Equal((400, "validation"), Answer(await room.Client.PostAsync(room.Path, new { direction = "out" }, ifMatch: 9)));
        Assert.Equal((412, "version"), Answer(await room.Client.PostAsync(room.Path, Body("email", "Hola"), ifMatch: 9)));
        Assert.Equal((409, "delivery.smtp_host_missing"), Answer(await room.Client.PostAsync(room.Path, Body("email", "Hola"), ifMatch: 1)));
        Assert.Equal((404, "not_found"), Answer(await far.GetAsync(room.Path)));
    }

    private sealed record Letter(string Direction, string Channel, string ContactPoint, string Text, string Subject);

    private static object Body(string channel, string text, string? to = null, string direction = "out") =>
        new { direction, channel, contactPoint = to ?? (channel == "email" ? "ana@correo.example" : "987 654 321"), text };

    private static string Signature(byte[] body, long seconds) =>
        $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(GatewayServer.Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{seconds}."), .. body]))}";

    private static string Text(ApiAnswer answer, string member) => answer.Body.GetProperty(member).GetString()!;

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);

    private static async Task<Room> OpenAsync(DatabaseKind kind, Dictionary<string, string> settings)
    {
        var api = await ApiTest.StartAsync(kind, async (database, organisation) =>
        {
            var service = await organisation.ServiceAsync();
            var agent = await organisation.PersonAsync(Role.Agent);
            await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = agent.Id, CampaignId = service.Id }));
        }, settings);
        var client = await api.SignInAsync(Role.Agent);
        async Task<string> CaseAsync() => Text(await client.PostAsync("cases", new { campaign = "servicio", branch = "HOME" }), "number");
        return new(api, client, await CaseAsync(), await CaseAsync());
    }

    /// <summary>The console with two service cases and the agent who works them.</summary>
    private sealed record Room(ApiTest Api, ApiClient Client, string Number, string Other) : IAsyncDisposable
    {
        public string Path => $"cases/{Number}/messages";

        public async Task<string> SendAsync(string channel, string text, string? to = null, string? number = null)
        {
            var made = await Client.PostAsync($"cases/{number ?? Number}/messages", Body(channel, text, to));
            Assert.True(made.Status == 201, made.Body.ToString());
            return Text(made, "id");
        }

        /// <summary>Until the message is in this state (and was tried so often).</summary>
        /// <param name="passing">Time goes on meanwhile: who looks at the clock now and then must have looked at it after the test moved it.</param>
        public async Task<ApiAnswer> UntilAsync(string id, string state, int tries = 0, string? number = null, bool passing = false)
        {
            var path = $"cases/{number ?? Number}/messages/{id}";
            for (var left = 1_500; left > 0; left--)
            {
                var now = await Client.GetAsync(path);
                if (Text(now, "state") == state && now.Body.GetProperty("tries").GetInt32() >= tries)
                    return now;
                if (passing)
                    Api.Database.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
            throw new TimeoutException($"Not {state}: {(await Client.GetAsync(path)).Body}");
        }

        public async Task<int> ReportAsync(string id, string body, string? signature = "right")
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api.Console.Address}/api/v1/messages/{id}/delivery") { Content = new ByteArrayContent(bytes) };
            if (signature is not null)
                request.Headers.TryAddWithoutValidation("X-Signature", signature == "right" ? Signature(bytes, new DateTimeOffset(Api.Database.Clock.UtcNow).ToUnixTimeSeconds()) : signature);
            using var answer = await http.SendAsync(request);
            return (int)answer.StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Api.DisposeAsync();
        }
    }
}
