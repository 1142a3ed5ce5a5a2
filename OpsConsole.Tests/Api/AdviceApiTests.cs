using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>`/api/v1/requirements/advice` for facts that are given (issue 8).</summary>
public sealed class AdviceApiTests
{
    private const string Advice = "requirements/advice";

    [Theory, OnEveryDatabase]
    public async Task Facts_are_answered_by_the_table_in_force_and_bad_ones_are_refused_by_their_field(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (database, organisation) =>
        {
            var made = new[] { ("borrador", 0), ("primero", 1), ("segundo", 2), ("cerrado", 0) }.Select(one => CampaignTemplate.Create(CampaignKind.Requirement, one.Item1, one.Item1, database.Clock.UtcNow.AddDays(one.Item2 - 10))).ToList();
            (made[0].Status, made[3].Status) = (CampaignStatus.Draft, CampaignStatus.Closed);
            var table = made[2].Settings.Requirements.Assistant;
            made[2].Settings = made[2].Settings with { Requirements = made[2].Settings.Requirements with { Assistant = table with { Rows = [.. table.Rows.Select(r => r with { Text = "Lo de la segunda." })] } } };
            await database.CommitAsync(db => db.Campaigns.AddRange(made));
            await database.CommitAsync(db =>
            {
                foreach (var agent in db.Users.Where(u => u.Role == Role.Agent).ToList())
                    db.UserCampaigns.Add(new() { UserId = agent.Id, CampaignId = made[2].Id });
            });
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        Assert.Equal((1, "tell_max_date"), await ResultAsync(new { initial = new { responded = false, withinDeadline = true } }));
        Assert.Equal((2, "read_response"), await ResultAsync(new { initial = new { responded = true }, customer = "unaware" }));
        Assert.Equal((3, "ticket_late_response"), await ResultAsync(new { initial = new { responded = false, withinDeadline = false }, insistence = (object?)null, customer = "none" }));
        Assert.Equal((4, "ticket_disagreement"), await ResultAsync(new { initial = new { responded = true, withinDeadline = true }, customer = "unsatisfied" }));
        Assert.Equal((5, "tell_insistence_max_date"), await ResultAsync(new { initial = new { responded = true }, insistence = new { responded = false, withinDeadline = true } }));
        Assert.Equal((6, "escalate_supervisor"), await ResultAsync(new { initial = new { responded = false, withinDeadline = false }, insistence = new { responded = true } }));
        Assert.Equal((7, "escalate_supervisor"), await ResultAsync(new { initial = new { responded = true }, insistence = new { responded = false, withinDeadline = false } }));
        Assert.Equal((8, "escalate_supervisor"), await ResultAsync(new { initial = new { responded = true }, insistence = new { responded = true }, customer = "unsatisfied" }));

        var ticket = (await head.PostAsync(Advice, new { initial = new { responded = false, withinDeadline = false }, productLine = "medidor" })).Body;
        Assert.Equal((true, false, "Genere un ticket «Respuesta fuera de plazo»."), (ticket.GetProperty("selfService").GetBoolean(), ticket.GetProperty("added").GetBoolean(), ticket.GetProperty("text").GetString()));
        Assert.Equal([("initial", "no_late", "Requerimiento inicial: Sin respuesta, fuera de plazo"), ("insistence", "none", "Ticket de insistencia: No tiene")],
            ticket.GetProperty("reasons").EnumerateArray().Select(r => (r.GetProperty("fact").GetString(), r.GetProperty("value").GetString(), r.GetProperty("label").GetString())));
        var granel = (await head.PostAsync(Advice, new { initial = new { responded = false, withinDeadline = false }, productLine = "Granel" })).Body;
        Assert.Equal(JsonValueKind.Null, granel.GetProperty("selfService").ValueKind);

        // The first published desk that one sees, or the one that is named.
        using var agent = await api.SignInAsync(Role.Agent);
        Assert.Equal("Lo de la segunda.", (await agent.PostAsync(Advice, new { initial = new { responded = true } })).Body.GetProperty("text").GetString());
        Assert.Equal("Lo de la segunda.", (await head.PostAsync(Advice, new { campaign = "segundo", initial = new { responded = true } })).Body.GetProperty("text").GetString());
        Assert.Equal(404, (await agent.PostAsync(Advice, new { campaign = "primero", initial = new { responded = true } })).Status);
        using var back = await api.SignInAsync(Role.BackOffice);
        Assert.Equal((404, 404), ((await back.PostAsync(Advice, new { initial = new { responded = true } })).Status, (await head.PostAsync(Advice, new { campaign = "nada" })).Status));

        foreach (var (field, body) in new (string, object)[]
        {
            ("initial", new { customer = "none" }),
            ("initial.responded", new { initial = new { withinDeadline = true } }),
            ("initial.withinDeadline", new { initial = new { responded = false } }),
            ("insistence.responded", new { initial = new { responded = true }, insistence = new { } }),
            ("insistence.withinDeadline", new { initial = new { responded = true }, insistence = new { responded = false } }),
            ("customer", new { initial = new { responded = true }, customer = "furious" }),
            ("productLine", new { initial = new { responded = true }, productLine = "gas" }),
            ("initial", new { initial = "yes" }),
            ("initial.responded", new { initial = new { responded = "yes" } }),
            ("campaign", new { campaign = "operaciones", initial = new { responded = true } }),
        })
        {
            var refused = await head.PostAsync(Advice, body);
            Assert.Equal((field, 400, field), (field, refused.Status, refused.Body.GetProperty("errors").EnumerateObject().Single().Name));
        }

        async Task<(int, string?)> ResultAsync(object facts) =>
            await head.PostAsync(Advice, facts) is { Status: 200 } answer ? (answer.Body.GetProperty("result").GetInt32(), answer.Body.GetProperty("action").GetString()) : default;
    }
}
