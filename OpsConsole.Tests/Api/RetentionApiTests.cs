using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Withdrawal requests by the REST contract (spec/api.md "disposition", decisions "Checks and data").</summary>
public sealed class RetentionApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_request_is_retained_with_a_benefit_in_months_2_3_and_5(DatabaseKind kind)
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => number = await RequestAsync(organisation));
        using var agent = await api.SignInAsync(Role.BranchHead);
        var body = new { path = new[] { "RETENIDO", "DESCUENTO CBM" }, observations = (string?)null, data = new { serviceNumber = "22 1001", complaintNumber = 1001, complaintType = 107, benefit = new { percentage = 50, startMonth = 2, skip = "skipped", months = new[] { 2, 3, 5 } } } };
        Assert.Equal((428, "version.required"), Answer(await agent.PostAsync($"cases/{number}/disposition", body)));
        var done = await agent.PostAsync($"cases/{number}/disposition", body, ifMatch: 1);
        Assert.Equal((200, "Completed"), (done.Status, done.Body.GetProperty("status").GetString()));
        var disposition = done.Body.GetProperty("disposition");
        Assert.Equal("RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223", disposition.GetProperty("observations").GetString());
        Assert.Equal("""{"code":"ATENDIDO","dueDate":"2026-01-16"}""", disposition.GetProperty("externalClosure").GetRawText());
        Assert.Equal("""["2026-02","2026-03","2026-05"]""", disposition.GetProperty("benefit").GetProperty("calendar").GetRawText());
        Assert.Equal("22 1001", disposition.GetProperty("data").GetProperty("serviceNumber").GetString());
        var found = Assert.Single((await agent.PostAsync("cases/search", new { campaign = "retencion" })).Body.GetProperty("items").EnumerateArray());
        Assert.Equal((await agent.GetAsync($"cases/{number}")).Body.ToString(), found.ToString());
    }

    /// <summary>The three common errors of the source, then the other bad input of the issue: what the data says, status, code, field.</summary>
    public static readonly TheoryData<string, string, int, string, string> Refused = new()
    {
        { """["no_aplica","queja_duplicada"]""", """{"serviceNumber":"0229999","complaintNumber":"1001","complaintType":"107"}""", 409, "retention.number_mismatch", "data.serviceNumber" },
        { """["no_aplica","queja_duplicada"]""", """{"serviceNumber":"0221001","complaintNumber":"1002","complaintType":"107"}""", 409, "retention.number_mismatch", "data.complaintNumber" },
        { """["no_aplica","queja_duplicada"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"105"}""", 409, "retention.complaint_type", "data.complaintType" },
        { """["no_aplica","descuento_cbm"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107"}""", 409, "retention.motive_not_of_state", "path[1]" },
        { """["no_contesta_derivado_a_n1","no_contesta"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107"}""", 409, "retention.not_offered", "path[0]" },
        { """["no_aplica","queja_duplicada"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","benefit":{"percentage":10,"startMonth":1,"months":[1]}}""", 409, "retention.benefit_not_allowed", "data.benefit" },
        { """["retenido","descuento_cbm"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","benefit":{"percentage":60,"startMonth":1,"months":[1]}}""", 409, "retention.outside_matrix", "data.benefit.percentage" },
        { """["retenido","descuento_cbm"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","benefit":{"percentage":50,"startMonth":1,"months":[1,2,3,4]}}""", 409, "retention.outside_matrix", "data.benefit.months" },
        { """["retenido","descuento_cbm"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107"}""", 400, "validation", "data.benefit" },
        { """["pendiente","factura_pendiente"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","fecha_compromiso":"2026-01-14"}""", 400, "validation", "data.fecha_compromiso" },
        { """["pendiente","factura_pendiente"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","fecha_compromiso":"14 de enero"}""", 400, "validation", "data.fecha_compromiso" },
        { """["pendiente","factura_pendiente"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107","fecha_compromiso":"2026-01-20"}""", 400, "validation", "nextContactAt" },
        { """["pendiente","volver_a_llamar"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107"}""", 400, "validation", "data.fecha_proxima" },
        { """["no_aplica","queja_duplicada"]""", """{"complaintNumber":"1001","complaintType":"107"}""", 400, "validation", "data.serviceNumber" },
        { """["regalado"]""", """{"serviceNumber":"0221001","complaintNumber":"1001","complaintType":"107"}""", 400, "validation", "path[0]" },
    };

    [Fact]
    public async Task Each_refusal_names_its_field_and_its_remedy_and_changes_nothing()
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => number = await RequestAsync(organisation));
        using var head = await api.SignInAsync(Role.BranchHead);
        foreach (var row in Refused)
        {
            var (path, data, status, code, field) = ((string)row[0], (string)row[1], (int)row[2], (string)row[3], (string)row[4]);
            var refused = await head.PostAsync($"cases/{number}/disposition", new { path = JsonElement.Parse(path), data = JsonElement.Parse(data) }, ifMatch: 1);
            Assert.True((status, code) == Answer(refused), $"{data}: {refused.Status} {refused.Body}");
            Assert.Matches("""^\p{Lu}[^_{}]{15,}""", refused.Body.GetProperty("title").GetString());       // a sentence, no code
            if (status == 400)
                Assert.True(refused.Body.GetProperty("errors").TryGetProperty(field, out _), $"{field}: {refused.Body}");
            else
                Assert.Contains(refused.Body.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("code").GetString() == code && r.GetProperty("field").GetString() == field);
        }
        Assert.Equal(1, (await head.GetAsync($"cases/{number}")).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task A_request_that_came_by_another_way_is_opened_by_hand_once(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => await organisation.RetentionAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        var columns = new Dictionary<string, string> { ["Número de queja"] = "2001", ["Número de servicio"] = "0222001", ["Línea de producto"] = "gpon", ["Rol del servicio"] = "anipagador" };
        var made = await head.PostAsync("cases", new { campaign = "retencion", branch = "HOME", customer = new { names = "Marta Ejemplo Vela" }, @base = columns });
        Assert.Equal((201, "GPON", "0222001"), (made.Status, made.Body.GetProperty("type").GetString(), made.Body.GetProperty("account").GetString()));
        Assert.Equal("2001", made.Body.GetProperty("base").GetProperty("Número de queja").GetString());
        Assert.NotNull(made.Body.GetProperty("dueAt").GetString());
        Assert.Equal((409, "retention.complaint_taken"), Answer(await head.PostAsync("cases", new { campaign = "retencion", branch = "HOME", @base = columns })));
        foreach (var (column, value) in new[] { ("Número de queja", ""), ("Número de servicio", " "), ("Rol del servicio", "vecino") })
        {
            var wrong = await head.PostAsync("cases", new { campaign = "retencion", branch = "HOME", @base = new Dictionary<string, string>(columns) { [column] = value } });
            Assert.Equal((400, "validation"), Answer(wrong));
            Assert.True(wrong.Body.GetProperty("errors").TryGetProperty($"base.{column}", out _), wrong.Body.ToString());
        }
        var number = made.Body.GetProperty("number").GetString();
        var done = await head.PostAsync($"cases/{number}/disposition", new { path = new[] { "no_aplica", "queja_duplicada" }, data = new { serviceNumber = "222001", complaintNumber = "2001", complaintType = "107" } }, ifMatch: 1);
        Assert.Equal("Completed", done.Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_observation_holds_no_document_and_a_phone_or_a_name_only_with_a_reason_that_is_logged()
    {
        var number = "";
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) =>
        {
            await organisation.RetentionAsync();
            number = await organisation.RequestAsync("1700000019", columns: ("Número de servicio", "1700000019"));        // its own number may look like a document
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        async Task<ApiAnswer> SaveAsync(string text, string? reason = null) => await head.PostAsync($"cases/{number}/disposition",
            new { path = new[] { "no_aplica", "queja_duplicada" }, observations = text, data = new { serviceNumber = "1700000019", complaintNumber = "1700000019", complaintType = "107", @override = reason } }, ifMatch: 1);
        foreach (var (text, code) in new[]
        {
            ("QUEJA DUPLICADA. CÉDULA 1700000019", "observation.identity_document"), ("PAGÓ CON 4111 1111 1111 1111", "observation.identity_document"),
            ("QUEJA DUPLICADA. LLAMAR AL 0987654321", "observation.personal_data"), ("QUEJA DUPLICADA DE MARTA EJEMPLO VELA", "observation.personal_data"), ("ESCRIBIR A alguien@correo.example", "observation.personal_data"),
            (new string('A', 201), "observation.too_long"),
        })
        {
            var refused = await SaveAsync(text);
            Assert.True((409, code) == Answer(refused), $"{text}: {refused.Status} {refused.Body}");
            Assert.Equal("observations", refused.Body.GetProperty("reasons")[0].GetProperty("field").GetString());
        }
        Assert.Equal((409, "observation.identity_document"), Answer(await SaveAsync("QUEJA DUPLICADA. CÉDULA 1700000019", "El cliente lo pidió")));        // no reason helps
        var saved = await SaveAsync("QUEJA DUPLICADA. LLAMAR AL 0987654321", "Es el número del hijo, que atiende");
        Assert.Equal((200, "QUEJA DUPLICADA. LLAMAR AL 0987654321"), (saved.Status, saved.Body.GetProperty("disposition").GetProperty("observations").GetString()));
        var entry = (await head.GetAsync($"cases/{number}/events")).Body.EnumerateArray().Single(e => e.GetProperty("type").GetString() == "disposition");
        Assert.Equal("Es el número del hijo, que atiende", entry.GetProperty("data").GetProperty("reason").GetString());
    }

    private static async Task<string> RequestAsync(Organisation organisation)
    {
        await organisation.RetentionAsync();
        return await organisation.RequestAsync("1001");
    }

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);
}
