using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Projects over REST.</summary>
public sealed class CampaignsApiTests
{
    [Theory, OnEveryDatabase]
    public async Task An_analyst_makes_a_campaign_from_its_template_and_nobody_makes_it_twice(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, (_, _) => Task.CompletedTask);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var head = await api.SignInAsync(Role.BranchHead);
        var body = new { code = "apertura", name = "Apertura", kind = "CloseTheLoop" };
        var made = await analyst.PostAsync("campaigns", body);
        Assert.Equal((201, "apertura", 0), (made.Status, made.Body.GetProperty("code").GetString(), made.Body.GetProperty("effective").GetInt32()));
        Assert.Equal((409, "campaign.code_taken"), ((await analyst.PostAsync("campaigns", body)).Status, (await analyst.PostAsync("campaigns", body)).Code));
        Assert.Equal(403, (await head.PostAsync("campaigns", new { })).Status);
        foreach (var (wrong, field) in new[] { (new { code = "Con Espacio", name = "x", kind = "CloseTheLoop" }, "code"), (new { code = "a", name = "", kind = "CloseTheLoop" }, "name"), (new { code = "a", name = "x", kind = "Other" }, "kind") })
        {
            var refused = await analyst.PostAsync("campaigns", wrong);
            Assert.Equal((400, field), (refused.Status, Assert.Single(refused.Body.GetProperty("errors").EnumerateObject()).Name));
        }
    }
}
