using System.Text;
using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>The REST contract of bulk changes, asked of the real server (decisions "Bulk").</summary>
public sealed class BulkApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_change_is_previewed_run_listed_and_taken_back(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind, 60);
        using var head = await api.SignInAsync(Role.BranchHead);
        var preview = await head.PostAsync("bulk", new { action = "transfer", args = new { branch = Organisation.Far, reason = "cambio de zona" }, campaign = "operaciones", filter = new { } });
        Assert.Equal((200, "preview", 60, 60, 0), (preview.Status, Text(preview.Body, "state"), Number(preview.Body, "total"), Number(preview.Body, "willDo"), preview.Body.GetProperty("willRefuse").GetArrayLength()));
        var id = Text(preview.Body, "id");
        Assert.Equal(200, (await head.PostAsync($"bulk/{id}/run", new { })).Status);
        var done = await OverAsync(head, id);
        Assert.Equal(("done", 60, 0, 100), (Text(done, "state"), Number(done, "done"), Number(done, "refused"), Number(done, "percent")));
        Assert.Equal(0, Number((await head.PostAsync("cases/search", new { campaign = "operaciones" })).Body, "total"));
        Assert.Equal(62, Encoding.UTF8.GetString(await head.DownloadAsync($"bulk/{id}/results")).Split("\r\n").Length);

        Assert.Equal((409, "bulk.started"), Answer(await head.PostAsync($"bulk/{id}/run", new { })));
        Assert.Equal(200, (await head.PostAsync($"bulk/{id}/undo", new { })).Status);
        var undone = await OverAsync(head, id);
        Assert.Equal(("undone", 60, 0), (Text(undone, "state"), Number(undone, "restored"), Number(undone, "kept")));
        Assert.Equal(60, Number((await head.PostAsync("cases/search", new { campaign = "operaciones" })).Body, "total"));
        Assert.Equal((409, "undo.nothing"), Answer(await head.PostAsync($"bulk/{id}/undo", new { })));
    }

    [Fact]
    public async Task It_is_its_owners_alone_and_cancelled_before_it_runs_it_changes_nothing()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite, 51);
        using var head = await api.SignInAsync(Role.BranchHead);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var agent = await api.SignInAsync(Role.Agent);
        using var admin = await api.SignInAsync(Role.Administrator);
        var body = new { action = "priority", args = new { priority = "high" }, campaign = "operaciones", filter = new { } };
        var id = Text((await head.PostAsync("bulk", body)).Body, "id");
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/run"), (HttpMethod.Post, "/undo"), (HttpMethod.Get, "/results") })
            Assert.Equal(404, (await analyst.SendAsync(method, $"bulk/{id}{path}", method == HttpMethod.Post ? new { } : null)).Status);
        Assert.Equal(403, (await agent.PostAsync("bulk", body)).Status);
        Assert.Equal(403, (await admin.PostAsync("bulk", body)).Status);
        Assert.Equal((400, "validation"), Answer(await head.PostAsync("bulk", new { action = "priority", args = new { priority = "high" }, campaign = "operaciones" })));
        Assert.Equal((400, "validation"), Answer(await head.PostAsync("bulk", new { action = "priority", args = new { colour = "red" }, campaign = "operaciones", filter = new { } })));
        Assert.Equal("cancelled", Text((await head.SendAsync(HttpMethod.Delete, $"bulk/{id}")).Body, "state"));
        Assert.Equal((409, "bulk.started"), Answer(await head.PostAsync($"bulk/{id}/run", new { })));
    }

    private static Task<ApiTest> StartAsync(DatabaseKind kind, int cases) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var made = Enumerable.Range(0, cases).Select(_ => organisation.Alert()).ToList();
        await database.CommitAsync(db =>
        {
            db.Cases.AddRange(made);
            db.CaseEvents.AddRange(made.SelectMany(c => c.Log));
        });
    });

    private static async Task<JsonElement> OverAsync(ApiClient client, string id)
    {
        while (true)
        {
            var answer = await client.GetAsync($"bulk/{id}");
            if (Text(answer.Body, "state") is not ("running" or "queued" or "undoing"))
                return answer.Body;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString()!;

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();
}
