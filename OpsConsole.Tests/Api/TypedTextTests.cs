using System.Text;
using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Every text field of the workspace: what is typed comes back byte for byte, or is refused once, with its field (promise B1; issue 4, line 5).</summary>
public sealed class TypedTextTests
{
    private static readonly Dictionary<string, string> Unhurried = new() { ["Limits:RequestsPerMinute"] = "1000000", ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = "1", ["Smtp:From"] = "consola@correo.example" };      // nobody listens: what cannot go out is kept

    /// <summary>Sends a text; answers how that went, and how to read it back.</summary>
    private delegate Task<(ApiAnswer Sent, Func<Task<string?>> Read)> Field(Typist by, string text);

    private static readonly Dictionary<string, Field> Fields = new()
    {
        ["description"] = (by, text) => by.CaseAsync(new { campaign = "servicio", branch = "HOME", description = text }, "description"),
        ["account"] = (by, text) => by.CaseAsync(new { campaign = "servicio", branch = "HOME", account = text }, "account"),
        ["firstName"] = (by, text) => by.CustomerAsync(new { firstName = text, firstSurname = "Rosas" }, "firstName"),
        ["secondName"] = (by, text) => by.CustomerAsync(new { firstName = "Ana", secondName = text }, "secondName"),
        ["firstSurname"] = (by, text) => by.CustomerAsync(new { firstName = "Ana", firstSurname = text }, "firstSurname"),
        ["secondSurname"] = (by, text) => by.CustomerAsync(new { firstName = "Ana", secondSurname = text }, "secondSurname"),
        ["address"] = (by, text) => by.OfCustomerAsync("contact-points", new { type = "address", value = text }, "contactPoints", "value"),
        ["social"] = (by, text) => by.OfCustomerAsync("contact-points", new { type = "social", value = text }, "contactPoints", "value"),
        ["email"] = (by, text) => by.OfCustomerAsync("contact-points", new { type = "email", value = text }, "contactPoints", "value"),
        ["mobile as it came"] = (by, text) => by.OfCustomerAsync("contact-points", new { type = "mobile", value = text, asTyped = true }, "contactPoints", "value"),
        ["account number"] = (by, text) => by.OfCustomerAsync("accounts", new { number = text }, "accounts", "number"),
        ["account description"] = (by, text) => by.OfCustomerAsync("accounts", new { number = "C-1", description = text }, "accounts", "description"),
        ["note"] = (by, text) => by.EventAsync("notes", new { text }, "text"),
        ["attempt"] = (by, text) => by.EventAsync("attempts", new { channel = "phone", contactPoint = text, result = "no_answer" }, "contactPoint"),
        ["reason"] = (by, text) => by.ReassignAsync(text),
        ["observations"] = (by, text) => by.DispositionAsync(text),
        ["message in"] = (by, text) => by.MessageAsync(new { direction = "in", channel = "sms", contactPoint = "+51 987 654 321", text, providerId = Guid.NewGuid() }, "text"),
        ["message out"] = (by, text) => by.MessageAsync(new { direction = "out", channel = "email", contactPoint = "ana@correo.example", text }, "text"),
        ["subject"] = (by, text) => by.MessageAsync(new { direction = "out", channel = "email", contactPoint = "ana@correo.example", text = "Hola", subject = text }, "subject"),
    };

    [Theory, OnEveryDatabase]
    public async Task What_is_typed_comes_back_byte_for_byte_or_is_refused_with_its_field(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var by = await Typist.SitDownAsync(api);
        var refused = new List<string>();
        foreach (var ((name, field), turn) in Fields.Select((f, turn) => (f, turn)))
            foreach (var text in Few([.. HostileTexts.Odd, new string('x', 1_000_000), "e" + new string('\u0301', 10_000)], turn))
            {
                var (sent, read) = await field(by, text);
                Assert.True(sent.IsDone || sent.Status is 400 or 409 or 413, $"{name}: {sent.Status} for {Shown(text)}");
                if (sent.IsDone)
                    Assert.True(await read() == text, $"{name}: {Shown(text)} came back as {Shown(await read())}");
                else
                {
                    Assert.NotNull(sent.Code);
                    refused.Add($"{name}: {sent.Code} {Shown(text)}");
                }
            }

        // too long, blank, no number at all, no address: never more than that
        foreach (var name in Fields.Keys.Except(["email", "mobile as it came"]))
            Assert.True(refused.Where(r => r.StartsWith(name + ":", StringComparison.Ordinal)).ToList() is { Count: <= 12 }, string.Join('\n', refused.Take(40)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_text_that_no_database_can_hold_is_refused_with_its_field(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var by = await Typist.SitDownAsync(api);
        foreach (var (name, field) in Fields)
            foreach (var text in HostileTexts.Unstorable)
            {
                var (sent, _) = await field(by, text);
                Assert.True((sent.Status, sent.Code) is (400, "validation"), $"{name}: {sent.Status} {sent.Code}");
                Assert.NotEmpty(sent.Body.GetProperty("errors").EnumerateObject());
            }

        foreach (var half in new[] { "\\ud800", "a\\udc00b" })
        {
            using var content = new StringContent($$"""{"text":"{{half}}"}""", Encoding.UTF8, "application/json");
            Assert.Equal(400, (await by.Client.SendAsync(HttpMethod.Post, $"cases/{by.Number}/notes", content)).Status);
        }
    }

    /// <summary>All of them in full; else another third for each field.</summary>
    private static IEnumerable<string> Few(IReadOnlyList<string> texts, int turn) => Counts.Full ? texts : texts.Where((_, i) => (i + turn) % 3 == 0);

    private static string Shown(string? text) => text is null ? "nothing" : JsonSerializer.Serialize(text.Length > 60 ? text[..60] + "…" : text);

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var service = await organisation.ServiceAsync();
        var agent = await organisation.PersonAsync(Role.Agent);
        await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = agent.Id, CampaignId = service.Id }));
    }, Unhurried);

    /// <summary>An agent with a case and a customer at hand.</summary>
    private sealed class Typist : IDisposable
    {
        private long _version;
        private string _next = "", _other = "";

        public required ApiClient Client { get; init; }

        public string Number { get; private set; } = "";

        public static async Task<Typist> SitDownAsync(ApiTest api)
        {
            var made = new Typist { Client = await api.SignInAsync(Role.Agent) };
            (made._next, made._other) = ((await api.Organisation.PersonAsync(Role.BranchHead)).Email!, (await api.Organisation.PersonAsync(Role.Agent)).Email!);
            made.Number = (await made.Client.PostAsync("cases", new { campaign = "servicio", branch = "HOME", customer = new { names = "Ana Rosas" } })).Body.GetProperty("number").GetString()!;
            return made;
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> CaseAsync(object body, string field)
        {
            var sent = await Client.PostAsync("cases", body);
            return (sent, async () => Text((await Client.GetAsync($"cases/{sent.Body.GetProperty("number").GetString()}")).Body, field));
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> CustomerAsync(object body, string field)
        {
            var sent = await Client.PostAsync("customers", body);
            return (sent, async () => Text((await Client.GetAsync($"customers/{sent.Body.GetProperty("id").GetString()}")).Body, field));
        }

        /// <summary>Of a customer of its own: the same again would be one too many.</summary>
        public async Task<(ApiAnswer, Func<Task<string?>>)> OfCustomerAsync(string part, object body, string list, string field)
        {
            var id = (await Client.PostAsync("customers", new { firstName = "Ana" })).Body.GetProperty("id").GetString();
            return (await Client.PostAsync($"customers/{id}/{part}", body), async () => Text((await Client.GetAsync($"customers/{id}")).Body.GetProperty(list)[0], field));
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> EventAsync(string verb, object body, string field)
        {
            var from = await LastAsync();
            return (await Client.PostAsync($"cases/{Number}/{verb}", body), async () => Text((await EventsAsync(from))[^1].GetProperty("data"), field));
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> ReassignAsync(string reason)
        {
            var from = await LastAsync();
            var sent = await Client.PostAsync($"cases/{Number}/reassign", new { user = _next, reason });
            if (sent.IsDone)
                (_next, _other) = (_other, _next);
            return (sent, async () => Text((await EventsAsync(from))[^1].GetProperty("data"), "reason"));
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> DispositionAsync(string observations)
        {
            _version = (await Client.GetAsync($"cases/{Number}")).Version;
            var sent = await Client.PostAsync($"cases/{Number}/disposition", new { path = new[] { "contacto_efectivo", "resuelto" }, observations }, _version);
            return (sent, async () => Text((await Client.GetAsync($"cases/{Number}")).Body.GetProperty("disposition"), "observations"));
        }

        public async Task<(ApiAnswer, Func<Task<string?>>)> MessageAsync(object body, string field)
        {
            var sent = await Client.PostAsync($"cases/{Number}/messages", body);
            return (sent, async () => Text((await Client.GetAsync($"cases/{Number}/messages/{sent.Body.GetProperty("id").GetString()}")).Body, field));
        }

        public void Dispose() => Client.Dispose();

        private async Task<long> LastAsync() => (await EventsAsync(_seen)) is [.., var last] ? _seen = last.GetProperty("seq").GetInt64() : _seen;

        private long _seen;

        private async Task<JsonElement[]> EventsAsync(long after) => [.. (await Client.GetAsync($"cases/{Number}/events?after={after}")).Body.EnumerateArray()];

        private static string? Text(JsonElement body, string field) => body.GetProperty(field).GetString();
    }
}
