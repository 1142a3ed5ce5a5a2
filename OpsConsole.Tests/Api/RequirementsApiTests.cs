using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Requirements by the REST contract (decisions "Further verbs", "Requirements").</summary>
public sealed class RequirementsApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_requirement_is_filed_answered_insisted_on_blocked_and_unblocked(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) =>
        {
            await organisation.RequirementsAsync();
            await organisation.RequirementAreaAsync("facturacion", await organisation.PersonAsync(Role.BranchHead, Organisation.Far));
        });
        using var agent = await api.SignInAsync(Role.BranchHead);
        using var area = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        using var supervisor = await api.SignInAsync(Role.RegionalSupervisor);
        Task<ApiAnswer> FileAsync(string subject, string? initial = null, string channel = "presencial") => agent.PostAsync("requirements", new { campaign = "requerimientos", subject, initial, channel, productLine = "Medidor", responsible = "Facturación", problem = new { name = "Rosa Ficticia", phone = "56911112222", description = "La boleta no cuadra" } });
        async Task<(int, string, bool)> AdviceAsync(string asked, string? customer = null)
        {
            var answer = (await agent.PostAsync("requirements/advice", new { number = asked, customer })).Body;
            return (answer.GetProperty("result").GetInt32(), answer.GetProperty("action").GetString()!, answer.TryGetProperty("selfService", out var self) && self.ValueKind == JsonValueKind.True);
        }

        Assert.Equal((400, "validation"), await FileAsync("general", channel: "fax") is var wrong ? (wrong.Status, wrong.Code) : default);
        var filed = await FileAsync("general");
        Assert.Equal(201, filed.Status);
        var (number, ticket) = (filed.Body.GetProperty("number").GetString()!, filed.Body.GetProperty("requirement"));
        Assert.Equal(("Requirement", "Requerimiento", "HOME"), (filed.Body.GetProperty("kind").GetString(), filed.Body.GetProperty("type").GetString(), filed.Body.GetProperty("branch").GetString()));
        Assert.Equal(("email", "in_person", "medidor", "open", "facturacion", "2026-01-29"), (Of("channel"), Of("cameBy"), Of("productLine"), Of("documentState"), Of("responsible"), Of("maxDate")));      // said by label, kept by code
        Assert.Equal((1, "tell_max_date", false), await AdviceAsync(number));
        Assert.Equal(404, (await agent.PostAsync("requirements/advice", new { number = "999999" })).Status);
        Assert.Equal((409, "requirement.not_late"), await FileAsync("late_response", number) is var early ? (early.Status, early.Code) : default);
        Assert.Equal((409, "answer.not_of_area"), await agent.PostAsync($"cases/{number}/answer", new { text = "Yo" }) is var mine ? (mine.Status, mine.Code) : default);
        Assert.Equal((409, "answer.before_created"), await area.PostAsync($"cases/{number}/answer", new { text = "Antes", at = "2026-01-01T10:00:00Z" }) is var before ? (before.Status, before.Code) : default);
        var answered = await area.PostAsync($"cases/{number}/answer", new { text = "Se corrigió" });
        Assert.Equal(("answered", "Se corrigió"), (answered.Body.GetProperty("requirement").GetProperty("documentState").GetString(), answered.Body.GetProperty("requirement").GetProperty("responses")[0].GetProperty("text").GetString()));
        Assert.Equal((4, "ticket_disagreement", true), await AdviceAsync(number, "unsatisfied"));

        var insistence = await FileAsync("Inconformidad en la respuesta", number);
        Assert.Equal((201, number), (insistence.Status, insistence.Body.GetProperty("requirement").GetProperty("initial").GetString()));
        var second = insistence.Body.GetProperty("number").GetString()!;
        Assert.Equal((409, "requirement.insistence_open"), await FileAsync("disagreement", number) is var again ? (again.Status, again.Code) : default);
        Assert.Equal(200, (await area.PostAsync($"cases/{second}/answer", new { text = "Se revisó otra vez" })).Status);
        var reasons = (await agent.PostAsync("requirements/advice", new { number, customer = "unsatisfied" })).Body;
        Assert.Equal(8, reasons.GetProperty("result").GetInt32());
        Assert.Equal([number, second, null], reasons.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("number").GetString()));
        var blocked = await FileAsync("disagreement", number);
        Assert.Equal((409, "requirement.blocked"), (blocked.Status, blocked.Code));
        Assert.Equal(8, (await agent.GetAsync($"cases/{number}")).Body.GetProperty("requirement").GetProperty("blocked").GetProperty("result").GetInt32());
        Assert.Equal((409, "requirement.blocked"), await agent.PostAsync($"cases/{number}/handover", new { customer = "unsatisfied" }) is var handed ? (handed.Status, handed.Code) : default);
        Assert.Equal(403, (await agent.PostAsync($"cases/{number}/unblock", new { reason = "x" })).Status);
        Assert.Equal(1, (await supervisor.PostAsync($"cases/{number}/unblock", new { reason = "Una más" })).Body.GetProperty("requirement").GetProperty("moreTickets").GetInt32());
        Assert.Equal(201, (await FileAsync("disagreement", number)).Status);

        var version = (await agent.GetAsync($"cases/{number}")).Body.GetProperty("version").GetInt64();
        var changed = await agent.SendAsync(HttpMethod.Patch, $"cases/{number}", new { category1 = "Boleta", priority = "high", problem = new { email = "rosa@correo.example" } }, version);
        Assert.Equal((200, "Boleta", "high", "rosa@correo.example", "Rosa Ficticia"), (changed.Status, changed.Body.GetProperty("requirement").GetProperty("category1").GetString(), changed.Body.GetProperty("priority").GetString(),
            changed.Body.GetProperty("requirement").GetProperty("problem").GetProperty("email").GetString(), changed.Body.GetProperty("requirement").GetProperty("problem").GetProperty("name").GetString()));
        Assert.Equal((400, "validation"), await agent.SendAsync(HttpMethod.Patch, $"cases/{number}", new { type = "Otro" }, version + 1) is var fixedType ? (fixedType.Status, fixedType.Code) : default);

        string Of(string name) => ticket.GetProperty(name).GetString()!;
    }
}
