using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Service cases by the REST contract, asked of the real server (spec/api.md, decisions "Further verbs").</summary>
public sealed class ServiceCasesApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_service_case_is_made_described_disposed_of_and_closed_under_its_versions(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (database, organisation) =>
        {
            var service = await organisation.ServiceAsync();
            var agent = await organisation.PersonAsync(Role.Agent);
            await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = agent.Id, CampaignId = service.Id }));
        });
        using var agent = await api.SignInAsync(Role.Agent);
        var made = await agent.PostAsync("cases", new { campaign = "servicio", branch = "HOME", type = "Reclamo", description = "Ñandú", priority = "high", account = "C-1", customer = new { names = "Ana María Rosas Quispe", document = new { type = "DNI", number = "12345678" }, phones = new[] { "987 654 321" }, emails = "ana@correo.example" } });
        Assert.Equal((201, 1), (made.Status, made.Version));
        var number = made.Body.GetProperty("number").GetString()!;
        Assert.Equal(("ServiceCase", "Reclamo", "Ñandú", "C-1", "high"), (Text(made, "kind"), Text(made, "type"), Text(made, "description"), Text(made, "account"), Text(made, "priority")));
        var customer = made.Body.GetProperty("customer");
        Assert.Equal("Ana María Rosas Quispe", customer.GetProperty("name").GetString());
        var known = await agent.GetAsync($"customers/{customer.GetProperty("id").GetString()}");
        Assert.Equal(200, known.Status);

        Assert.Equal((428, "version.required"), Answer(await agent.SendAsync(HttpMethod.Patch, $"cases/{number}", new { account = "C-2" })));
        Assert.Equal(412, (await agent.SendAsync(HttpMethod.Patch, $"cases/{number}", new { account = "C-2" }, ifMatch: 7)).Status);
        var changed = await agent.SendAsync(HttpMethod.Patch, $"cases/{number}", new { account = (string?)null, priority = "urgent" }, ifMatch: 1);
        Assert.Equal((200, "urgent", 2L), (changed.Status, Text(changed, "priority"), changed.Version));
        Assert.Equal(("Reclamo", System.Text.Json.JsonValueKind.Null), (Text(changed, "type"), changed.Body.GetProperty("account").ValueKind));

        Assert.Equal((428, "version.required"), Answer(await agent.PostAsync($"cases/{number}/disposition", new { path = new[] { "contacto_efectivo", "resuelto" } })));
        var refused = await agent.PostAsync($"cases/{number}/disposition", new { path = new[] { "contacto_efectivo" } }, ifMatch: 2);
        Assert.Equal((400, "validation"), Answer(refused));
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty("path[1]", out _));
        Assert.Equal((409, "close.disposition_missing"), Answer(await agent.PostAsync($"cases/{number}/close", new { })));
        Assert.Equal(number, Assert.Single((await agent.GetAsync("queue")).Body.EnumerateArray()).GetProperty("number").GetString());
        var disposed = await agent.PostAsync($"cases/{number}/disposition", new { path = new[] { "Contacto efectivo", "Resuelto" }, observations = "Se explicó" }, ifMatch: 2);
        Assert.Equal(["contacto_efectivo", "resuelto"], disposed.Body.GetProperty("disposition").GetProperty("path").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("Se explicó", disposed.Body.GetProperty("disposition").GetProperty("observations").GetString());
        var found = Assert.Single((await agent.PostAsync("cases/search", new { campaign = "servicio" })).Body.GetProperty("items").EnumerateArray());
        Assert.Equal((await agent.GetAsync($"cases/{number}")).Body.ToString(), found.ToString());
        var closed = await agent.PostAsync($"cases/{number}/close", new { });
        Assert.Equal((200, "Completed"), (closed.Status, Text(closed, "status")));
        Assert.Empty((await agent.GetAsync("queue")).Body.EnumerateArray());
    }

    [Fact]
    public async Task A_case_that_cannot_be_made_says_which_field_and_makes_no_customer()
    {
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => await organisation.ServiceAsync());
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var (body, field) in new (object, string)[]
        {
            (new { branch = "HOME" }, "campaign"), (new { campaign = "servicio" }, "branch"), (new { campaign = "servicio", branch = "NADA" }, "branch"),
            (new { campaign = "servicio", branch = "HOME", customer = new { } }, "customer.names"), (new { campaign = "servicio", branch = "HOME", customer = new { id = "x", names = "Ana" } }, "customer"),
            (new { campaign = "servicio", branch = "HOME", customer = new { id = "x" } }, "customer.id"), (new { campaign = "servicio", branch = "HOME", customer = new { names = 7 } }, "customer.names"),
            (new { campaign = "servicio", branch = "HOME", customer = new { names = "Ana", document = new { type = "DNI", number = "1" } } }, "customer.document.number"),
            (new { campaign = "servicio", branch = "HOME", customer = new { names = "Ana", phones = new[] { "abc" } } }, "customer.contactPoints[0].value"),
            (new { campaign = "servicio", branch = "HOME", priority = "top" }, "priority"), (new { campaign = "servicio", branch = "HOME", description = "a\0b" }, "description"),
        })
        {
            var refused = await analyst.PostAsync("cases", body);
            Assert.Equal((400, "validation"), Answer(refused));
            Assert.True(refused.Body.GetProperty("errors").TryGetProperty(field, out _), $"{field}: {refused.Body}");
        }
        Assert.Equal(0, await api.Database.ReadAsync(db => Task.FromResult(db.Cases.Count() + db.Customers.Count())));
        Assert.Equal((404, "not_found"), Answer(await analyst.PostAsync("cases", new { campaign = "nada", branch = "HOME" })));
    }

    private static string? Text(ApiAnswer answer, string member) => answer.Body.GetProperty(member).GetString();

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);
}
