using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Forms, questions to areas, answers and marks by the REST contract (decisions "Further verbs"; docs/rules.md, "Escalations").</summary>
public sealed class EscalationApiTests
{
    private static readonly object Checks = new { visita_agendada = true, fecha_confirmada = true, direccion = false, orden = true };

    [Theory, OnEveryDatabase]
    public async Task A_form_goes_to_an_area_and_comes_back_by_the_contract(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var front = await api.SignInAsync(Role.BranchHead);
        using var back = await api.SignInAsync(Role.BackOffice);
        using var area = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        var made = await front.PostAsync("cases", New(Form()));
        Assert.Equal(201, made.Status);
        var number = made.Body.GetProperty("number").GetString();
        Assert.Equal(("RepeatContact", "Visitas técnicas", "8800123", "Visita incumplida"), (Text(made, "kind"), Text(made, "type"), Text(made, "account"), Text(made, "description")));
        var told = made.Body.GetProperty("escalation");
        Assert.Equal(("visitas", null, 0, "C", "Q", "sin internet"), (told.GetProperty("area").GetString(), told.GetProperty("state").GetString(), told.GetProperty("managementDays").GetInt32(), told.GetProperty("cause").GetString(), told.GetProperty("form").GetProperty("petition").GetString(), told.GetProperty("form").GetProperty("symptom").GetString()));
        Assert.True(told.GetProperty("form").GetProperty("checks").GetProperty("orden").GetBoolean());
        Assert.Equal(404, (await area.GetAsync($"cases/{number}")).Status);

        var management = new { cause = "A", checks = new { reinicio = true }, management = "Se revisó", observations = "Cliente molesto", caseState = "En gestión", secondObservation = "" };
        Assert.Equal((428, "version.required"), Answer(await back.SendAsync(HttpMethod.Put, $"cases/{number}/management", management)));
        Assert.Equal((403, "forbidden"), Answer(await area.PostAsync($"cases/{number}/answer", new { text = "x" }) is { Status: 404 } ? await front.PostAsync($"cases/{number}/escalation", new { area = "visitas", note = "x" }) : throw new InvalidOperationException("The area sees it already.")));
        var managed = await back.SendAsync(HttpMethod.Put, $"cases/{number}/management", management, 1);
        Assert.Equal((200, "En gestión", "A"), (managed.Status, managed.Body.GetProperty("escalation").GetProperty("management").GetProperty("caseState").GetString(), managed.Body.GetProperty("escalation").GetProperty("cause").GetString()));
        Assert.Equal((412, "version"), Answer(await back.SendAsync(HttpMethod.Put, $"cases/{number}/management", management, 1)));

        var asked = await back.PostAsync($"cases/{number}/escalation", new { area = "visitas", note = "¿Cuándo va el técnico?" });
        Assert.Equal((200, "open", new DateTime(2026, 1, 15, 23, 0, 0)), (asked.Status, State(asked), asked.Body.GetProperty("escalation").GetProperty("dueAt").GetDateTime().ToUniversalTime()));
        Assert.Equal((409, "escalation.open_already"), Answer(await back.PostAsync($"cases/{number}/escalation", new { area = "visitas", note = "x" })));
        Assert.Equal((409, "answer.not_of_area"), Answer(await back.PostAsync($"cases/{number}/answer", new { text = "Mañana" })));
        Assert.Equal((409, "escalation.open_still"), Answer(await back.PostAsync($"cases/{number}/close", new { })));
        Assert.Equal((403, "forbidden"), Answer(await area.PostAsync($"cases/{number}/notes", new { text = "nota" })));
        Assert.Equal(200, (await area.GetAsync($"cases/{number}")).Status);
        Assert.Equal(1, (await area.PostAsync("cases/search", new { campaign = "recurrentes" })).Body.GetProperty("total").GetInt32());
        var answered = await area.PostAsync($"cases/{number}/answer", new { text = "Mañana a las nueve" });
        Assert.Equal(("answered", "Mañana a las nueve"), (State(answered), answered.Body.GetProperty("escalation").GetProperty("answers")[0].GetProperty("text").GetString()));
        Assert.Equal((400, "validation"), Answer(await area.PostAsync($"cases/{number}/quality", new { mark = "missing_data" })));
        Assert.Equal(200, (await area.PostAsync($"cases/{number}/quality", new { mark = "missing_data", note = "Faltó la orden" })).Status);
        var ruled = await back.PostAsync($"cases/{number}/quality", new { mark = "ok" });
        Assert.Equal(("ok", 2), (ruled.Body.GetProperty("escalation").GetProperty("mark").GetString(), ruled.Body.GetProperty("escalation").GetProperty("marks").GetArrayLength()));
        var closed = await back.PostAsync($"cases/{number}/close", new { });
        Assert.Equal((200, "Completed", "closed"), (closed.Status, Text(closed, "status"), State(closed)));
        Assert.Equal(404, (await area.GetAsync($"cases/{number}")).Status);
        Assert.Equal(["created", "opened", "saved", "escalated", "answered", "quality", "quality", "completed"], (await back.GetAsync($"cases/{number}/events")).Body.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_at_its_place_in_the_body()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var front = await api.SignInAsync(Role.BranchHead);
        Assert.Equal(["account", "form.cause", "form.motive", "form.petition"], await ErrorsAsync(new { campaign = "recurrentes", branch = "HOME" }));
        Assert.Equal(["form.checks.orden"], await ErrorsAsync(New(new { motive = "x", cause = "C", petition = "Q", checks = new { visita_agendada = true, fecha_confirmada = true, direccion = false } })));
        Assert.Equal(["form.area"], await ErrorsAsync(New(new { motive = "x", cause = "C", petition = "Q", area = "marketing", checks = Checks })));
        Assert.Equal(["branch"], await ErrorsAsync(new { campaign = "recurrentes", branch = "FAR", account = "1", form = Form() }));
        Assert.Equal((409, "case.other_kind"), Answer(await front.PostAsync("cases", new { campaign = "operaciones", branch = "HOME", account = "1", form = Form() })));
        var described = await front.PostAsync("cases", new { campaign = "recurrentes", branch = "HOME", account = "5551", form = Form(), customer = new { names = "Marta Ejemplo" } });
        Assert.Equal((201, "Marta Ejemplo"), (described.Status, described.Body.GetProperty("customer").GetProperty("name").GetString()));

        async Task<IEnumerable<string>> ErrorsAsync(object body)
        {
            var refused = await front.PostAsync("cases", body);
            Assert.Equal((400, "validation"), Answer(refused));
            return refused.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Cases_are_found_by_the_columns_of_the_cell()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var front = await api.SignInAsync(Role.BranchHead);
        using var back = await api.SignInAsync(Role.BackOffice);
        var number = (await front.PostAsync("cases", New(Form()))).Body.GetProperty("number").GetString();
        await front.PostAsync("cases", New(new { motive = "Otra cosa", cause = "F", petition = "P", checks = new { respuesta_dada = true, fuente = true, comprension = true } }));
        await back.PostAsync($"cases/{number}/escalation", new { area = "visitas", note = "¿Cuándo?" });
        foreach (var (field, op, value) in new (string, string, object)[] { ("Causal", "eq", "visitas tecnicas"), ("Área de escalamiento", "eq", "Visitas"), ("Estado de escalamiento", "eq", "open"), ("Tipo PQR", "eq", "Queja"), ("Vence la respuesta", "eq", "2026-01-15"), ("Marca de calidad", "empty", "") })
        {
            var found = await back.PostAsync("cases/search", new { campaign = "recurrentes", filter = new { connector = "all", items = new object[] { op == "empty" ? new { source = "management", field, op } : new { source = "management", field, op, value } } } });
            Assert.True(found.Status == 200, $"{field}: {found.Body}");
            Assert.Equal((field, op == "empty" ? 2 : 1), (field, found.Body.GetProperty("total").GetInt32()));
        }
    }

    private static object Form() => new { motive = "Visita incumplida", cause = "C", reason = "R1", subReason = "S1", petition = "Q", area = "visitas", done = "Se revisó la orden", channel = "phone", symptom = "sin internet", checks = Checks };

    private static object New(object form) => new { campaign = "recurrentes", branch = "HOME", account = "8800123", form };

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        await organisation.CellAsync();
        await organisation.AreaAsync("visitas", await organisation.PersonAsync(Role.BranchHead, Organisation.Far));
        var back = await organisation.PersonAsync(Role.BackOffice);
        await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = back.Id, CampaignId = organisation.Cell!.Id }));
    });

    private static string? Text(ApiAnswer answer, string name) => answer.Body.GetProperty(name).GetString();

    private static string? State(ApiAnswer answer) => answer.Body.GetProperty("escalation").GetProperty("state").GetString();

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);
}
