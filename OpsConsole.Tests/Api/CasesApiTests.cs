using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>The REST contract of cases, asked of the real server (spec/api.md, decisions "Order and codes of refusals").</summary>
public sealed class CasesApiTests
{
    private static readonly object Attempt = new { channel = "phone", contactPoint = "044 555 010", result = "effective" };

    [Fact]
    public async Task What_a_program_does_stands_in_the_log_with_the_address_it_came_from_and_in_no_answer_of_the_case()
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => number = await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        Assert.Equal(200, (await head.PostAsync($"cases/{number}/open", new { })).Status);
        Assert.DoesNotContain("127.0.0.1", (await head.GetAsync($"cases/{number}/events")).Body.GetRawText());
        foreach (var (what, from) in new[] { ("console.sign_in.done", "127.0.0.1"), ("cases.opened", "127.0.0.1"), ("cases.created", null) })
        {
            var lines = (await analyst.GetAsync($"audit?what={what}")).Body.GetProperty("items").EnumerateArray().ToList();
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.Equal((what, from), (what, line.GetProperty("from").GetString())));
        }
    }

    [Fact]
    public async Task The_board_as_a_file_holds_the_figures_of_the_callers_own_reach_and_is_written_down()
    {
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) =>
        {
            foreach (var branch in new[] { Organisation.Home, Organisation.Home, Organisation.Sister, Organisation.Far })
                await organisation.AlertAsync(branch, FakeClock.Start.AddDays(-9));
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        async Task<List<string[]>> FileAsync(ApiClient by, string more = "") =>
            [.. Encoding.UTF8.GetString(await by.DownloadAsync("board/file?format=csv" + more)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';'))];
        var all = await FileAsync(analyst);
        Assert.Equal("4", all[1][7]);
        Assert.Equal([("HOME", "2"), ("SISTER", "1"), ("FAR", "1")], all.Where(l => l[1].Length > 0 && l[2].Length == 0).Select(l => (l[1], l[7])));
        Assert.Equal(["Operaciones", "4"], [all[^1][3], all[^1][7]]);
        var own = await FileAsync(head, "&campaign=operaciones&region=NORTH");
        Assert.Equal("2", own[1][7]);
        Assert.DoesNotContain(own, l => l[1] is "SISTER" or "FAR");
        Assert.Equal((404, "not_found"), await Said(head, "board/file?format=csv&region=SOUTH"));
        Assert.Equal((400, "validation"), await Said(head, "board/file?format=pdf"));
        var noted = (await analyst.GetAsync("audit?what=console.board.exported")).Body.GetProperty("items");
        Assert.Equal(["NORTH", null], noted.EnumerateArray().Select(l => l.GetProperty("data").GetProperty("region").GetString()));
        static async Task<(int, string?)> Said(ApiClient by, string path) => await by.GetAsync(path) is var answer ? (answer.Status, answer.Code) : default;
    }

    [Theory, OnEveryDatabase]
    public async Task An_alert_is_worked_from_search_to_finish_under_its_versions(DatabaseKind kind)
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => number = await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);

        var found = await head.PostAsync("cases/search", new { campaign = "operaciones", search = number });
        Assert.Equal(1, found.Body.GetProperty("total").GetInt32());
        var item = found.Body.GetProperty("items")[0];
        Assert.Equal((number, "Unmanaged", "OnTime"), (item.GetProperty("number").GetString(), item.GetProperty("status").GetString(), item.GetProperty("slaState").GetString()));
        Assert.Equal(("detractor", "HOME", "NORTH", "normal"), (item.GetProperty("group").GetString(), item.GetProperty("branch").GetString(), item.GetProperty("region").GetString(), item.GetProperty("priority").GetString()));
        Assert.EndsWith("Z", item.GetProperty("dueAt").GetString());

        var opened = await head.PostAsync($"cases/{number}/open", new { });
        Assert.Equal((200, "Started"), (opened.Status, opened.Body.GetProperty("status").GetString()));
        Assert.Equal(2, opened.Version);

        var stale = await head.PostAsync($"cases/{number}/management", new { state = "follow_up" }, ifMatch: 1);
        Assert.Equal((412, "version"), (stale.Status, stale.Code));
        Assert.Equal(2, stale.Body.GetProperty("version").GetInt64());
        Assert.Equal("Started", stale.Body.GetProperty("theirs").GetProperty("status").GetString());

        var form = new { incidentType = "past_experience", contactType = "effective", actionPlan = Forms.LongPlan, state = "finished" };
        var early = await head.PostAsync($"cases/{number}/management", form, ifMatch: 2);
        Assert.Equal((409, "finish.attempts_missing"), (early.Status, early.Code));
        Assert.Equal(1, early.Body.GetProperty("reasons")[0].GetProperty("need").GetInt32());

        var tried = await head.PostAsync($"cases/{number}/attempts", Attempt);
        Assert.Equal((1, 1), (tried.Body.GetProperty("attempts").GetProperty("total").GetInt32(), tried.Body.GetProperty("attempts").GetProperty("today").GetInt32()));
        var finished = await head.PostAsync($"cases/{number}/management", form, tried.Version);
        Assert.Equal((200, "Completed", "Met"), (finished.Status, finished.Body.GetProperty("status").GetString(), finished.Body.GetProperty("slaState").GetString()));

        var again = await head.PostAsync($"cases/{number}/management", form, finished.Version);
        Assert.Equal((409, "case.illegal_transition"), (again.Status, again.Code));
        var undone = await head.PostAsync($"cases/{number}/undo", new { });
        Assert.Equal((200, "Started"), (undone.Status, undone.Body.GetProperty("status").GetString()));

        var events = await head.GetAsync($"cases/{number}/events?after=0");
        Assert.Equal(["created", "opened", "attempt", "completed", "undone"], events.Body.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        var second = events.Body[1].GetProperty("seq").GetInt64();
        Assert.Equal(3, (await head.GetAsync($"cases/{number}/events?after={second}")).Body.GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_change_answers_is_the_case_as_it_then_is(DatabaseKind kind)
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => number = await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var colleague = (await api.Organisation.PersonAsync(Role.BranchHead, Organisation.Far)).Email;
        var agent = (await api.Organisation.PersonAsync(Role.Agent)).Email;
        var form = new { incidentType = "past_experience", contactType = "effective", actionPlan = Forms.LongPlan, state = "finished" };
        var version = 1L;
        foreach (var (who, verb, body) in new (ApiClient, string, object)[]
        {
            (head, "attempts", Attempt), (head, "open", new { }), (head, "management", new { state = "follow_up", actionPlan = "Ñandú" }), (head, "undo", new { }), (head, "notes", new { text = "nota" }),
            (head, "share", new { user = colleague }), (head, "share", new { user = agent }), (head, "unshare", new { user = agent }), (head, "reassign", new { user = agent, reason = "turno" }),
            (head, "management", form), (analyst, "reopen", new { reason = "faltó algo" }), (analyst, "transfer", new { branch = Organisation.Far, reason = "es de allá" }),
        })
        {
            var answer = await who.PostAsync($"cases/{number}/{verb}", body, version);
            var now = await who.GetAsync($"cases/{number}");
            Assert.True(answer.Status == 200, $"{verb}: {answer.Status} {answer.Body}");
            Assert.Equal((verb, now.Body.ToString(), now.Version), (verb, answer.Body.ToString(), answer.Version));
            version = now.Version;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Scope_comes_before_role_role_before_shape_shape_before_version_and_version_before_rules(DatabaseKind kind)
    {
        var (own, foreign) = ("", "");
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => (own, foreign) = (await organisation.AlertAsync(), await organisation.AlertAsync(Organisation.Far)));
        using var agent = await api.SignInAsync(Role.Agent);
        using var administrator = await api.SignInAsync(Role.Administrator);
        using var nobody = ApiClient.Anonymous(api.Console.Address);
        async Task Answers(int status, string code, Task<Support.ApiAnswer> asked) => Assert.Equal((status, code), ((await asked).Status, (await asked).Code));

        await Answers(401, "unauthenticated", nobody.PostAsync($"cases/{own}/open", new { }));
        await Answers(404, "not_found", agent.PostAsync($"cases/{foreign}/reopen", new { reason = "x" }));
        await Answers(404, "not_found", agent.PostAsync($"cases/{foreign}/management", "no object"));
        await Answers(404, "not_found", agent.PostAsync("cases/999999/open", new { }));
        await Answers(404, "not_found", agent.PostAsync("cases/0100001/open", new { }));
        await Answers(404, "not_found", agent.GetAsync($"cases/{foreign}/events?after=x"));
        await Answers(403, "forbidden", agent.PostAsync($"cases/{own}/reopen", new { }));
        await Answers(403, "forbidden", agent.PostAsync($"cases/{own}/transfer", "no object"));
        await Answers(403, "forbidden", administrator.PostAsync($"cases/{own}/open", new { }));
        await Answers(400, "validation", agent.PostAsync($"cases/{own}/management", new { state = "closed" }, ifMatch: 99));
        await Answers(400, "validation", agent.PostAsync($"cases/{own}/management", "no object", ifMatch: 1));
        await Answers(400, "validation", agent.PostAsync($"cases/{own}/attempts", new { channel = "smoke", contactPoint = "", result = "effective" }));
        await Answers(428, "version.required", agent.PostAsync($"cases/{own}/management", new { state = "follow_up" }));
        await Answers(412, "version", agent.PostAsync($"cases/{own}/notes", new { text = "nota" }, ifMatch: 99));
        await Answers(409, "finish.role", agent.PostAsync($"cases/{own}/management", new { incidentType = "past_experience", contactType = "effective", actionPlan = Forms.LongPlan, state = "finished" }, ifMatch: 1));
        await Answers(404, "not_found", agent.GetAsync("nothing/here"));
        await Answers(405, "method_not_allowed", agent.SendAsync(HttpMethod.Delete, $"cases/{own}"));
    }

    [Fact]
    public async Task A_wrong_shape_names_every_field_in_words_and_codes()
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => number = await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        var answer = await head.PostAsync($"cases/{number}/attempts", new { channel = "smoke" });
        Assert.Equal(["channel", "result", "contactPoint"], answer.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.All(answer.Body.GetProperty("errors").EnumerateObject(), e => Assert.NotEmpty(e.Value[0].GetString()!));
        Assert.Equal(["unknown", "required", "required"], answer.Body.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Filters_and_bodies_that_cannot_be_understood_are_refused_with_their_path()
    {
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, (_, organisation) => organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        async Task Refuses(string path, object filter, string code = "validation")
        {
            var answer = await head.PostAsync("cases/search", new { campaign = "operaciones", filter });
            Assert.Equal((400, code, path), (answer.Status, answer.Code, Assert.Single(answer.Body.GetProperty("errors").EnumerateObject()).Name));
        }
        object Condition(string field, string op, object? value) => new { source = "management", field, op, value };
        await Refuses("filter.items[0].field", new { connector = "all", items = new[] { Condition("Nothing", "eq", "x") } });
        await Refuses("filter.items[1].op", new { connector = "all", items = new[] { Condition("Número", "eq", "x"), Condition("Número", "like", "x") } });
        await Refuses("filter.items[0].value", new { connector = "none", items = new[] { Condition("Puntaje", "eq", "three") } });
        await Refuses("filter.items[0].value[1]", new { connector = "any", items = new[] { Condition("Puntaje", "in", new object[] { 1, "x" }) } });
        await Refuses("filter.op", Condition("Puntaje", "contains", 3));
        await Refuses("filter.value", Condition("Estado gestión", "eq", "Perdido"));
        await Refuses("filter.connector", new { connector = "xor", items = Array.Empty<object>() });
        await Refuses("filter.extra", new { connector = "all", items = Array.Empty<object>(), extra = 1 });
        object deep = Condition("Puntaje", "eq", 3);
        for (var i = 0; i < 13; i++)
            deep = new { connector = "all", items = new[] { deep } };
        await Refuses("filter", deep, "filter.too_large");
        await Refuses("filter", new { connector = "all", items = Enumerable.Repeat(Condition("Puntaje", "eq", 3), 201) }, "filter.too_large");
        await Refuses("filter.value", Condition("Puntaje", "in", Enumerable.Range(0, 1001)), "filter.too_large");

        Assert.Equal("validation", (await head.PostAsync("cases/search", new { campaign = "operaciones", filters = new { } })).Code);
        Assert.Equal("validation", (await head.PostAsync("cases/search", new { campaign = "operaciones", limit = 501 })).Code);
        Assert.Equal("validation", (await head.PostAsync("cases/search", new { campaign = "operaciones", cursor = "x" })).Code);
        Assert.Equal("validation", (await head.PostAsync("cases/search", new { })).Code);
        Assert.Equal(404, (await head.PostAsync("cases/search", new { campaign = "nothing" })).Status);
        using var http = new HttpClient { BaseAddress = new(api.Console.Address) };
        var login = JsonElement.Parse(await (await http.PostAsJsonAsync("/api/v1/auth/login", new { email = (await api.Organisation.PersonAsync(Role.BranchHead)).Email, password = TestConsole.DemoPassword })).Content.ReadAsStringAsync());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.GetProperty("accessToken").GetString());
        async Task<(int, string?)> Send(string body, string type)
        {
            using var answer = await http.PostAsync("/api/v1/cases/search", new StringContent(body, Encoding.UTF8, type));
            return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString());
        }
        Assert.Equal((400, "validation"), await Send("{\"campaign\":", "application/json"));
        Assert.Equal((400, "validation"), await Send("", "application/json"));
        Assert.Equal((400, "validation"), await Send("null", "application/json"));
        Assert.Equal((400, "validation"), await Send("{\"campaign\":\"a\",\"campaign\":\"b\"}", "application/json"));
        Assert.Equal((415, "content_type"), await Send("campaign=operaciones", "application/x-www-form-urlencoded"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_request_repeated_with_its_key_is_answered_once_and_done_once(DatabaseKind kind)
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => number = await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        async Task<Support.ApiAnswer> Note(string text) => await head.SendAsync(HttpMethod.Post, $"cases/{number}/notes", new { text }, headers: ("Idempotency-Key", "k1"));
        var first = await Note("una vez");
        var second = await Note("una vez");
        Assert.Equal((200, first.Body.GetRawText(), first.Version), (second.Status, second.Body.GetRawText(), second.Version));
        Assert.Equal((409, "idempotency.mismatch"), ((await Note("otra cosa")).Status, (await Note("otra cosa")).Code));
        var at_once = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => head.SendAsync(HttpMethod.Post, $"cases/{number}/attempts", Attempt, headers: ("Idempotency-Key", "k2"))));
        Assert.All(at_once, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, (await head.GetAsync($"cases/{number}")).Body.GetProperty("attempts").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_each_other_and_the_total_is_exact()
    {
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) =>
        {
            for (var i = 0; i < 7; i++)
                await organisation.AlertAsync(i % 2 == 0 ? Organisation.Home : Organisation.Far, score: i % 3);
        });
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await analyst.PostAsync("cases/search", new { campaign = "operaciones", sort = new[] { new { source = "management", field = "Puntaje", desc = true } }, limit = 3, cursor });
            Assert.Equal(7, page.Body.GetProperty("total").GetInt32());
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!));
            cursor = page.Body.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(7, seen.Distinct().Count());
        using var head = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        Assert.Equal(3, (await head.PostAsync("cases/search", new { campaign = "operaciones" })).Body.GetProperty("total").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task Campaigns_fields_counters_and_me_are_as_the_contract_has_them(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) =>
        {
            await organisation.AlertAsync();
            await organisation.AlertAsync(receivedAt: new DateTime(2026, 1, 10, 15, 0, 0, DateTimeKind.Utc));
            await organisation.AlertAsync(Organisation.Far);
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        var me = await head.GetAsync("me");
        Assert.Equal(("BranchHead", "HOME"), (me.Body.GetProperty("roles")[0].GetString(), me.Body.GetProperty("branches")[0].GetString()));
        var campaign = Assert.Single((await head.GetAsync("campaigns")).Body.EnumerateArray());
        Assert.Equal(("operaciones", "CloseTheLoop", 2, 2, 100m), (campaign.GetProperty("code").GetString(), campaign.GetProperty("kind").GetString(),
            campaign.GetProperty("base").GetInt32(), campaign.GetProperty("effective").GetInt32(), campaign.GetProperty("effectiveness").GetDecimal()));
        var fields = (await head.GetAsync("campaigns/operaciones/fields")).Body.EnumerateArray().Select(f => (f.GetProperty("source").GetString(), f.GetProperty("name").GetString(), f.GetProperty("type").GetString())).ToList();
        Assert.Contains(("meta", "Fecha encuesta", "date"), fields);
        Assert.Contains(("management", "Estado SLA", "choice"), fields);
        Assert.Equal((10, 24), (fields.Count(f => f.Item1 == "meta"), fields.Count(f => f.Item1 == "management")));
        Assert.Equal(404, (await head.GetAsync("campaigns/nothing/fields")).Status);
        var counter = Assert.Single((await head.GetAsync("counters?campaign=operaciones&by=branch")).Body.EnumerateArray());
        Assert.Equal(("HOME", 2, 2, 1, 0m), (counter.GetProperty("key").GetString(), counter.GetProperty("open").GetInt32(), counter.GetProperty("unmanaged").GetInt32(), counter.GetProperty("overdue").GetInt32(), counter.GetProperty("metPercent").GetDecimal()));
        Assert.Equal("validation", (await head.GetAsync("counters?by=colour")).Code);
        using var http = new HttpClient();
        var openApi = JsonElement.Parse(await http.GetStringAsync(api.Console.Address + "/openapi/v1.json"));
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/api/v1/cases/search", out _));
    }
}
