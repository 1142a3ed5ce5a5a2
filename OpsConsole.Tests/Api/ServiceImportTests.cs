using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Service cases by import: the kind `cases` (decisions "Formats and mapping"; issue 4).</summary>
public sealed class ServiceImportTests
{
    private const string Imports = "campaigns/servicio/imports?kind=cases";
    private const string Head = "Id externo;Agencia;Tipo;Descripción;Prioridad;Tipo de documento;Número de documento;Primer nombre;Primer apellido;Cuenta;Celular;Correo;Dirección;Plan contratado\n";
    private const string Rows =
        "T1;HOME;falla;Sin línea;urgente;DNI;44556677;Ana;Rosas;C-1;987 654 321;ana@correo.example;Av. Grau 12;Fibra 200\n" +
        "T2;Home;;Cobro doble;;DNI;44556677;Ana;Rosas;C-2;;;;Fibra 200\n" +
        "T3;FAR;Solicitud;Cambio de plan;baja;;;Julio;Salas;;12;;;\n" +
        "T4;HOME;Falla;Nadie sabe de quién;alta;;;;;;;;;\n";

    [Theory, OnEveryDatabase]
    public async Task Rows_become_cases_with_customers_known_by_their_document_and_numbers_as_they_came(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Head + Rows);
        Assert.Equal(("completed", 4, 4, 0, 0, 0), Counts(done));
        var first = await CaseAsync(analyst, "T1");
        Assert.Equal(("Falla", "Sin línea", "urgent", "C-1", "HOME", "Unmanaged"), (Text(first, "type"), Text(first, "description"), Text(first, "priority"), Text(first, "account"), Text(first, "branch"), Text(first, "status")));
        Assert.NotEqual(JsonValueKind.Null, first.GetProperty("dueAt").ValueKind);
        var (second, third, fourth) = (await CaseAsync(analyst, "T2"), await CaseAsync(analyst, "T3"), await CaseAsync(analyst, "T4"));
        Assert.Equal(("normal", JsonValueKind.Null), (Text(second, "priority"), second.GetProperty("type").ValueKind));
        Assert.Equal(Customer(first), Customer(second));
        Assert.NotEqual(Customer(first), Customer(third));
        Assert.Equal(JsonValueKind.Null, fourth.GetProperty("customer").ValueKind);
        var ana = (await analyst.GetAsync($"customers/{Customer(first)}")).Body;
        Assert.Equal(("Ana Rosas", true), (Text(ana, "name"), ana.GetProperty("document").GetProperty("isValid").GetBoolean()));
        Assert.Equal(["987 654 321", "ana@correo.example", "Av. Grau 12"], ana.GetProperty("contactPoints").EnumerateArray().Select(p => Text(p, "value")));
        var julio = (await analyst.GetAsync($"customers/{Customer(third)}")).Body.GetProperty("contactPoints").EnumerateArray().Single();
        Assert.Equal(("12", false), (Text(julio, "value"), julio.GetProperty("isValid").GetBoolean()));
        var found = await analyst.PostAsync("cases/search", new { campaign = "servicio", filter = new { connector = "all", items = new[] { new { source = "base", field = "Plan contratado", op = "eq", value = "Fibra 200" } } } });
        Assert.Equal(2, found.Body.GetProperty("total").GetInt32());
        using var agent = await api.SignInAsync(Role.Agent);
        Assert.Equal(3, (await agent.GetAsync("queue")).Body.GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_file_again_changes_nothing_another_content_updates_and_taking_back_restores(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        await ImportAsync(analyst, Head + Rows);
        Assert.Equal(("completed", 4, 0, 0, 4, 0), Counts(await ImportAsync(analyst, Head + Rows)));
        var changed = await ImportAsync(analyst, Head + Rows.Replace("Cobro doble;;", "Cobro triple;alta;"));
        Assert.Equal(("completed", 4, 0, 1, 3, 0), Counts(changed));
        var (second, due) = (await CaseAsync(analyst, "T2"), (await CaseAsync(analyst, "T1")).GetProperty("dueAt").GetDateTime());
        Assert.Equal(("Cobro triple", "high"), (Text(second, "description"), Text(second, "priority")));
        Assert.True(due < second.GetProperty("dueAt").GetDateTime());
        var events = (await analyst.GetAsync($"cases/{Text(second, "number")}/events")).Body.EnumerateArray().Select(e => Text(e, "type"));
        Assert.Equal(["created", "updated_by_import"], events);

        Assert.Equal("reverted", Text((await analyst.SendAsync(HttpMethod.Delete, $"imports/{Text(changed, "id")}")).Body, "state"));
        Assert.Equal(("Cobro doble", "normal"), (Text(await CaseAsync(analyst, "T2"), "description"), Text(await CaseAsync(analyst, "T2"), "priority")));
        var closed = Text(await CaseAsync(analyst, "T4"), "number");
        var version = (await analyst.GetAsync($"cases/{closed}")).Version;
        Assert.Equal(200, (await analyst.PostAsync($"cases/{closed}/disposition", new { path = new[] { "contacto_efectivo", "resuelto" } }, version)).Status);
        Assert.Equal(200, (await analyst.PostAsync($"cases/{closed}/close", new { })).Status);
        Assert.Equal(("completed", 4, 0, 0, 3, 1), Counts(await ImportAsync(analyst, Head + Rows.Replace("Nadie sabe", "Alguien sabe"))));
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_at_fault_is_rejected_alone_with_column_and_reason(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Head + Rows +
            "T1;HOME;;otra vez;;;;;;;;;;\n" + ";HOME;;sin clave;;;;;;;;;;\n" + "T6;HOMA;;;;;;;;;;;;\n" + "T7;;;;;;;;;;;;;\n" + "T8;HOME;Queja rara;;;;;;;;;;;\n" +
            "T9;HOME;;;enseguida;;;;;;;;;\n" + "T10;HOME;;;;CARNET;1;;;;;;;\n" + "T11;HOME;;;;;;;;;987654321;;;\n" + $"T12;HOME;;;;;;{new string('x', 200)};;;;;;\n");
        Assert.Equal(("completed", 13, 4, 0, 0, 9), Counts(done));
        Assert.Equal(["6 key.duplicate Id externo", "7 key.missing Id externo", "8 branch.misspelt Agencia", "9 branch.missing Agencia", "10 type.unknown Tipo", "11 priority.unknown Prioridad", "12 document.type_unknown Tipo de documento", "13 customer.nameless Primer nombre", "14 text.too_long Primer nombre"],
            done.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("line").GetInt32()} {Text(e, "code")} {Text(e, "column")}"));
        Assert.All(done.GetProperty("errors").EnumerateArray(), e => Assert.Matches("[.?]$", Text(e, "reason")));
        Assert.Contains("baja, normal, alta o urgente", Text(done.GetProperty("errors")[5], "reason"));
    }

    [Fact]
    public async Task A_kind_that_the_project_does_not_take_is_refused_and_a_file_without_its_key_imports_nothing()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var path in new[] { "campaigns/servicio/imports?kind=responses", "campaigns/operaciones/imports?kind=cases" })
        {
            var refused = await analyst.UploadAsync(path, Encoding.UTF8.GetBytes(Head + Rows), "casos.csv");
            Assert.Equal((400, "validation"), (refused.Status, refused.Code));
            Assert.True(refused.Body.GetProperty("errors").TryGetProperty("kind", out _));
        }
        var failed = await ImportAsync(analyst, "Agencia;Descripción\nHOME;nada\n");
        Assert.Equal(("failed", "columns.required_missing"), (Text(failed, "state"), Text(failed.GetProperty("errors")[0], "code")));
        Assert.Equal(0, (await analyst.PostAsync("cases/search", new { campaign = "servicio" })).Body.GetProperty("total").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task Thousands_of_rows_come_in_by_batches_with_one_customer_for_each_document(DatabaseKind kind)
    {
        const int rows = 2_000, people = 300;
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var file = new StringBuilder(Head);
        for (var i = 0; i < rows; i++)
            file.Append(CultureInfo.InvariantCulture, $"L{i};HOME;Falla;Descripción {i};normal;DNI;{40_000_000 + (i % people)};Persona {i % people};Prueba;;9{10_000_000 + (i % people)};;;\n");
        var done = await ImportAsync(analyst, file.ToString());
        Assert.Equal(("completed", rows, rows, 0, 0, 0), Counts(done));
        Assert.Equal(people, await api.Database.ReadAsync(db => db.Customers.CountAsync()));
        Assert.Equal(rows, await api.Database.ReadAsync(db => db.Cases.CountAsync(c => c.CustomerId != null && c.DueAt != null && c.Status == CaseStatus.Unmanaged)));
    }

    [Theory, OnEveryDatabase]
    public async Task Events_of_another_system_come_in_as_history_marked_and_at_their_times(DatabaseKind kind)
    {
        const string csv = "caso;hora;hecho;quien\nT1;2025-12-01 09:00;New;Mesa\nT1;2025-12-01 10:00;Work;Ana\nT1;2025-12-03 09:30;Closed;Ana\nT1;2025-12-04 09:30;Odd;Ana\n";
        const string mapping = """
            {"columns":[{"column":"caso","source":"meta","field":"Id externo"},{"column":"hora","source":"meta","field":"Fecha del evento"},{"column":"quien","source":"meta","field":"Autor"},
             {"column":"hecho","source":"meta","field":"Estado","values":{"New":"Unmanaged","Work":"Started","Closed":"Completed"}},{"constant":"HOME","source":"meta","field":"Agencia"}]}
            """;
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var office = await api.SignInAsync(Role.BackOffice);
        Assert.Equal((403, "forbidden"), Answer(await office.UploadAsync("campaigns/servicio/imports?kind=history", Encoding.UTF8.GetBytes(csv), "eventos.csv", mapping)));
        Assert.Equal((400, "validation"), Answer(await analyst.UploadAsync("campaigns/operaciones/imports?kind=history", Encoding.UTF8.GetBytes(csv), "eventos.csv", mapping)));

        var done = await ImportsApiTests.ImportAsync(analyst, "campaigns/servicio/imports?kind=history", Encoding.UTF8.GetBytes(csv), mapping);
        Assert.Equal(("completed", 4, 3, 0, 0, 1), Counts(done));
        Assert.Equal((5, "state.unknown", "hecho", "Odd"), (done.GetProperty("errors")[0].GetProperty("line").GetInt32(), Text(done.GetProperty("errors")[0], "code"), Text(done.GetProperty("errors")[0], "column"), Text(done.GetProperty("errors")[0], "value")));
        Assert.Contains("Sin Gestión, Iniciado, Seguimiento, Compartido, Traslado, Completado, Sin cambio", Text(done.GetProperty("errors")[0], "reason"));
        Assert.Equal("Casos nuevos: 1.", Text(done.GetProperty("notices").EnumerateArray().Last(), "text"));
        var made = (await analyst.PostAsync("cases/search", new { campaign = "servicio" })).Body.GetProperty("items").EnumerateArray().Single();
        Assert.Equal("Completed", Text(made, "status"));
        var events = (await analyst.GetAsync($"cases/{Text(made, "number")}/events")).Body.EnumerateArray().ToList();
        Assert.Equal(["created 2025-12-01T14:00", "opened 2025-12-01T15:00", "completed 2025-12-03T14:30"], events.Select(e => $"{Text(e, "type")} {Text(e, "at")![..16]}"));
        var body = (await analyst.GetAsync($"cases/{Text(made, "number")}/events")).Body.GetRawText();
        Assert.Equal(3, body.Split("\"imported\":true").Length - 1);
        Assert.Equal((409, "case.illegal_transition"), Answer(await analyst.PostAsync($"cases/{Text(made, "number")}/close", new { })));
    }

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var service = await organisation.ServiceAsync();
        foreach (var role in new[] { Role.Agent, Role.BackOffice })
            if (await organisation.PersonAsync(role) is { } person)
                await database.CommitAsync(db => db.UserCampaigns.Add(new() { UserId = person.Id, CampaignId = service.Id }));
    });

    private static async Task<JsonElement> ImportAsync(ApiClient client, string csv)
    {
        var received = await client.UploadAsync(Imports, Encoding.UTF8.GetBytes(csv), "casos.csv");
        Assert.Equal(202, received.Status);
        while (true)
        {
            var import = (await client.GetAsync($"imports/{Text(received.Body, "id")}")).Body;
            if (Text(import, "state") != "running")
                return import;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<JsonElement> CaseAsync(ApiClient client, string key)
    {
        var description = Rows.Split('\n').Single(r => r.StartsWith(key + ";", StringComparison.Ordinal)).Split(';')[3].Split(' ')[0];
        var items = (await client.PostAsync("cases/search", new { campaign = "servicio", search = description })).Body.GetProperty("items").EnumerateArray();
        return items.Single();
    }

    private static (string, int, int, int, int, int) Counts(JsonElement import) =>
        (Text(import, "state")!, import.GetProperty("total").GetInt32(), import.GetProperty("created").GetInt32(), import.GetProperty("updated").GetInt32(), import.GetProperty("unchanged").GetInt32(), import.GetProperty("rejected").GetInt32());

    private static string? Customer(JsonElement found) => found.GetProperty("customer").GetProperty("id").GetString();

    private static string? Text(JsonElement body, string field) => body.GetProperty(field).GetString();
}
