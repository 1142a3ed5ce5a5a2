using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Customers over REST, asked of the real server (spec/api.md; decisions, "Further verbs").</summary>
public sealed class CustomersApiTests
{
    private static readonly object Rosa = new
    {
        document = new { type = "DNI", number = "45678912" },
        firstName = "Rosa",
        firstSurname = "Muñoz",
        secondSurname = "Peña",
        birthDate = "1980-02-29",
        sex = "female",
        contactPoints = new[] { new { type = "mobile", value = "912 345 678" } },
        accounts = new[] { new { number = "A-100", description = "Ahorros" } },
    };

    [Theory, OnEveryDatabase]
    public async Task A_customer_is_made_changed_matched_and_given_to_a_case(DatabaseKind kind)
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => number = await organisation.AlertAsync());
        using var agent = await api.SignInAsync(Role.Agent);
        var made = await agent.SendAsync(HttpMethod.Post, "customers", Rosa, headers: ("Idempotency-Key", "k1"));
        Assert.Equal((201, 2 + 1), (made.Status, (int)made.Version));
        var id = made.Body.GetProperty("id").GetString()!;
        Assert.Equal(("Rosa Muñoz Peña", "PE", "+51912345678"), (made.Body.GetProperty("name").GetString(), made.Body.GetProperty("document").GetProperty("country").GetString(), made.Body.GetProperty("contactPoints")[0].GetProperty("normalised").GetString()));
        Assert.Equal(id, (await agent.SendAsync(HttpMethod.Post, "customers", Rosa, headers: ("Idempotency-Key", "k1"))).Body.GetProperty("id").GetString());
        Assert.Equal((409, "idempotency.mismatch"), (await agent.SendAsync(HttpMethod.Post, "customers", new { firstName = "Otra", contactPoints = Array.Empty<object>() }, headers: ("Idempotency-Key", "k1"))) is var other ? (other.Status, other.Code) : default);
        Assert.Equal((409, "customer.document_taken"), (await agent.PostAsync("customers", Rosa)) is var twice ? (twice.Status, twice.Code) : default);

        Assert.Equal((428, "version.required"), (await agent.SendAsync(HttpMethod.Patch, $"customers/{id}", new { secondName = "Elena" })) is var blind ? (blind.Status, blind.Code) : default);
        var changed = await agent.SendAsync(HttpMethod.Patch, $"customers/{id}", new { secondName = "Elena", sex = (string?)null }, ifMatch: made.Version);
        Assert.Equal((200, "Rosa Elena Muñoz Peña", JsonValueKind.Null, "1980-02-29"), (changed.Status, changed.Body.GetProperty("name").GetString(), changed.Body.GetProperty("sex").ValueKind, changed.Body.GetProperty("birthDate").GetString()));
        var stale = await agent.SendAsync(HttpMethod.Patch, $"customers/{id}", new { secondName = "Eva" }, ifMatch: made.Version);
        Assert.Equal((412, "version", "Elena"), (stale.Status, stale.Code, stale.Body.GetProperty("theirs").GetProperty("secondName").GetString()));

        var point = await agent.PostAsync($"customers/{id}/contact-points", new { type = "landline", value = "2345678", areaCode = "01" });
        Assert.Equal((201, "+5112345678", changed.Version + 1), (point.Status, point.Body.GetProperty("normalised").GetString(), point.Version));
        var pointId = point.Body.GetProperty("id").GetInt64();
        Assert.Equal(428, (await agent.SendAsync(HttpMethod.Patch, $"customers/{id}/contact-points/{pointId}", new { value = "2345679" })).Status);
        var corrected = await agent.SendAsync(HttpMethod.Patch, $"customers/{id}/contact-points/{pointId}", new { value = "(01) 234 5679" }, ifMatch: point.Version);
        Assert.Equal((200, "+5112345679"), (corrected.Status, corrected.Body.GetProperty("normalised").GetString()));
        Assert.Equal(412, (await agent.SendAsync(HttpMethod.Delete, $"customers/{id}/contact-points/{pointId}", ifMatch: point.Version)).Status);
        Assert.Equal(204, (await agent.SendAsync(HttpMethod.Delete, $"customers/{id}/contact-points/{pointId}", ifMatch: corrected.Version)).Status);
        Assert.Equal(404, (await agent.SendAsync(HttpMethod.Delete, $"customers/{id}/contact-points/{pointId}")).Status);
        Assert.Equal(201, (await agent.PostAsync($"customers/{id}/accounts", new { number = "B-7" })).Status);

        var match = Assert.Single((await agent.PostAsync("customers/match", new { document = "45678921", names = new[] { "munoz", "rosa" }, phones = "+51912345678" })).Body.EnumerateArray());
        Assert.Equal((id, true), (match.GetProperty("customer").GetProperty("id").GetString(), match.GetProperty("proposed").GetBoolean()));
        Assert.InRange(match.GetProperty("score").GetDouble(), 0.9, 1);
        Assert.Equal(["document_close", "names_same", "names_reordered", "names_incomplete", "phone_same"], match.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        Assert.All(match.GetProperty("reasons").EnumerateArray(), r => Assert.DoesNotContain('_', r.GetProperty("text").GetString()!));

        var unsure = await agent.PostAsync($"cases/{number}/customer", new { customer = id });
        Assert.Equal((400, "validation"), (unsure.Status, unsure.Code));
        Assert.True(unsure.Body.GetProperty("errors").TryGetProperty("confirm", out _));
        var given = await agent.PostAsync($"cases/{number}/customer", new { customer = id, confirm = true });
        Assert.Equal((200, id, "Rosa Elena Muñoz Peña"), (given.Status, given.Body.GetProperty("customer").GetProperty("id").GetString(), given.Body.GetProperty("customer").GetProperty("name").GetString()));
        Assert.Equal(201, (await agent.PostAsync($"customers/{id}/contact-points", new { type = "email", value = "rosa@correo.example", @case = number })).Status);
        Assert.Equal("contact_point", (await agent.GetAsync($"cases/{number}/events?after=0")).Body.EnumerateArray().Last().GetProperty("type").GetString());
        Assert.Equal(1, (await agent.PostAsync("cases/search", new { campaign = "operaciones", search = "45678912" })).Body.GetProperty("total").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_is_refused_with_its_field_and_its_remedy(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => await organisation.AlertAsync());
        using var agent = await api.SignInAsync(Role.Agent);
        async Task RefusedAsync(string path, object body, string field)
        {
            var answer = await agent.PostAsync(path, body);
            Assert.Equal((400, "validation"), (answer.Status, answer.Code));
            var words = answer.Body.GetProperty("errors").GetProperty(field)[0].GetString()!;
            Assert.True(words.Length > 30 && words.EndsWith('.'), words);
        }
        await RefusedAsync("customers", new { }, "firstName");
        await RefusedAsync("customers", new { firstName = "a\0b" }, "firstName");
        await RefusedAsync("customers", new { firstName = new string('x', 121) }, "firstName");
        await RefusedAsync("customers", new { firstName = "Ana", sex = "yes" }, "sex");
        await RefusedAsync("customers", new { firstName = "Ana", birthDate = "2190-01-01" }, "birthDate");
        await RefusedAsync("customers", new { firstName = "Ana", document = new { type = "DNI", number = "123" } }, "document.number");
        await RefusedAsync("customers", new { firstName = "Ana", document = new { type = "RUC", number = "20512333797" } }, "document.country");
        await RefusedAsync("customers", new { firstName = "Ana", document = new { type = "RUC", number = "20512333798", country = "PE" } }, "document.number");
        await RefusedAsync("customers", new { firstName = "Ana", document = new { type = "CARNET", number = "1" } }, "document.type");
        await RefusedAsync("customers", new { firstName = "Ana", contactPoints = new object?[] { new { type = "social", value = "@a" }, new { type = "mobile", value = "12" } } }, "contactPoints[1].value");
        await RefusedAsync("customers", new { firstName = "Ana", contactPoints = new object?[] { null } }, "contactPoints[0].type");
        await RefusedAsync("customers", new { firstName = "Ana", accounts = new[] { new { number = " " } } }, "accounts[0].number");
        await RefusedAsync("customers/match", new { }, "names");
        await RefusedAsync("customers/match", new { names = 7 }, "names");
        await RefusedAsync("customers/match", new { phones = Enumerable.Repeat("1", 21) }, "phones");
        await RefusedAsync("customers/match", new { document = "a\0b" }, "document");
        Assert.Equal(201, (await agent.PostAsync("customers", new { firstName = "Ana", contactPoints = new[] { new { type = "mobile", value = "12", asTyped = true } } })).Status);
        Assert.Equal(404, (await agent.GetAsync("customers/1")).Status);
        Assert.Equal(404, (await agent.GetAsync("customers")).Status is var listed && listed is 404 or 405 ? 404 : listed);
    }
}
