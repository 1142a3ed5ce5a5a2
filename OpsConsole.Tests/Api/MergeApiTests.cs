using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Merging by the REST contract, asked of the real server (spec/api.md, decisions "Merging" and "Undo").</summary>
public sealed class MergeApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_case_is_merged_found_with_its_link_and_taken_back_with_what_stays_listed(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var agent = await api.SignInAsync(Role.Agent);
        var (source, target) = (await MadeAsync(agent), await MadeAsync(agent));
        await agent.PostAsync($"cases/{source}/attempts", new { channel = "phone", contactPoint = "044 555 010", result = "no_answer" });

        Assert.Equal(412, (await agent.PostAsync($"cases/{source}/merge", new { target }, ifMatch: 1)).Status);
        var merged = await agent.PostAsync($"cases/{source}/merge", new { target }, ifMatch: 2);
        Assert.Equal((200, "Completed", target, 3L), (merged.Status, Text(merged, "status"), Text(merged, "mergedInto"), merged.Version));
        Assert.False(merged.Body.TryGetProperty("stayed", out _));
        Assert.Equal(target, Text(await agent.GetAsync($"cases/{source}"), "mergedInto"));
        var found = (await agent.PostAsync("cases/search", new { campaign = "servicio" })).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([null, target], found.OrderBy(c => c.GetProperty("status").GetString() == "Completed").Select(c => c.GetProperty("mergedInto").GetString()));
        Assert.Equal(1, (await agent.GetAsync($"cases/{target}")).Body.GetProperty("attempts").GetProperty("total").GetInt32());
        var events = (await agent.GetAsync($"cases/{target}/events")).Body.EnumerateArray().ToList();
        Assert.Equal([source, target, source, source, target], events.Select(e => e.GetProperty("number").GetString()));
        Assert.Equal(("merged", source), (events[^1].GetProperty("type").GetString(), events[^1].GetProperty("data").GetProperty("source").GetString()));

        await agent.PostAsync($"cases/{target}/notes", new { text = "llegó después" });
        var back = await agent.PostAsync($"cases/{source}/undo", new { });
        Assert.Equal((200, "Unmanaged", 4L), (back.Status, Text(back, "status"), back.Version));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, back.Body.GetProperty("mergedInto").ValueKind);
        var stayed = Assert.Single(back.Body.GetProperty("stayed").EnumerateArray());
        Assert.Equal(("note", target, "llegó después"), (stayed.GetProperty("type").GetString(), stayed.GetProperty("number").GetString(), stayed.GetProperty("data").GetProperty("text").GetString()));
        Assert.Equal(1, back.Body.GetProperty("attempts").GetProperty("total").GetInt32());
        Assert.Equal("merge_undone", (await agent.GetAsync($"cases/{target}/events")).Body.EnumerateArray().Last().GetProperty("type").GetString());
        Assert.Equal((409, "undo.nothing"), Answer(await agent.PostAsync($"cases/{source}/undo", new { })));
    }

    [Fact]
    public async Task What_cannot_be_merged_says_why_with_its_code()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var agent = await api.SignInAsync(Role.Agent);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var administrator = await api.SignInAsync(Role.Administrator);
        var (source, target, far) = (await MadeAsync(agent), await MadeAsync(agent, "Eva Ruiz"), await MadeAsync(analyst, branch: "FAR"));
        var other = await MadeAsync(agent, "Ana Rosas");
        foreach (var (body, status, code) in new (object, int, string)[]
        {
            (new { target = source }, 409, "merge.self"), (new { target = far }, 400, "validation"), (new { target = "999999999" }, 400, "validation"), (new { }, 400, "validation"), (new { target = 7 }, 400, "validation"),
        })
            Assert.Equal((status, code), Answer(await agent.PostAsync($"cases/{source}/merge", body)));
        Assert.Equal((404, "not_found"), Answer(await agent.PostAsync($"cases/{far}/merge", new { target = source })));
        Assert.Equal((403, "forbidden"), Answer(await administrator.PostAsync($"cases/{source}/merge", new { target })));
        Assert.Equal((409, "merge.other_customer"), Answer(await agent.PostAsync($"cases/{other}/merge", new { target })));
        Assert.Equal(200, (await agent.PostAsync($"cases/{other}/merge", new { target, confirmDifferentCustomer = true })).Status);
        Assert.Equal((409, "merge.closed_target"), Answer(await agent.PostAsync($"cases/{source}/merge", new { target = other })));
        Assert.Equal((409, "case.illegal_transition"), Answer(await agent.PostAsync($"cases/{other}/merge", new { target = source })));
    }

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var service = await organisation.ServiceAsync();
        var agent = await organisation.PersonAsync(Role.Agent);
        await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = agent.Id, CampaignId = service.Id }));
    });

    private static async Task<string> MadeAsync(ApiClient by, string? names = null, string branch = "HOME") =>
        Text(await by.PostAsync("cases", names is null ? new { campaign = "servicio", branch } : new { campaign = "servicio", branch, customer = new { names } }), "number")!;

    private static string? Text(ApiAnswer answer, string member) => answer.Body.GetProperty(member).GetString();

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);
}
