using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>`/api/v1/campaigns/{code}/retention` and reports of the type retention (issue 6).</summary>
public sealed class RetentionFiguresApiTests
{
    private const string Figures = "campaigns/retencion/retention";

    [Theory, OnEveryDatabase]
    public async Task The_figures_the_workbook_and_the_pdf_say_the_same_under_the_scope_of_who_asks(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var answer = (await analyst.GetAsync(Figures)).Body;
        Assert.Equal(("retencion", "2026-01-01", "2026-01-15"), (answer.GetProperty("campaign").GetString(), answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()));
        var total = answer.GetProperty("total");
        Assert.Equal((5, 3, 2, 1, 66.7m), (total.GetProperty("cases").GetInt32(), total.GetProperty("decided").GetInt32(), total.GetProperty("retained").GetInt32(), total.GetProperty("withdrawn").GetInt32(), total.GetProperty("rate").GetDecimal()));
        Assert.Equal((1, 1, 0, 1, 3, 0.99m), (total.GetProperty("pending").GetInt32(), total.GetProperty("notApplicable").GetInt32(), total.GetProperty("unreached").GetInt32(), total.GetProperty("benefits").GetInt32(), total.GetProperty("benefitMonths").GetInt32(), total.GetProperty("discountMonths").GetDecimal()));
        Assert.Equal(["INTERNET", "DTH", null], answer.GetProperty("products").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["Agent.HOME", "BranchHead.FAR"], answer.GetProperty("agents").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Contains(answer.GetProperty("states").EnumerateArray(), s => (s.GetProperty("code").GetString(), s.GetProperty("result").GetString(), s.GetProperty("count").GetProperty("cases").GetInt32()) == ("no_aplica", "NotApplicable", 1));
        Assert.Contains(answer.GetProperty("motives").EnumerateArray(), s => s.GetProperty("label").GetString() == "DESCUENTO CBM");
        Assert.Equal(15, answer.GetProperty("days").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("days")[0].GetProperty("count").GetProperty("rate").ValueKind);

        var body = (string format) => new { type = "retention", campaign = "retencion", format };
        var sheets = (await ExportedFile.ReadAsync(await MadeAsync(analyst, body("xlsx")))).Sheet;
        Assert.Equal([3, 2, 1, 66.7], sheets[0].Skip(1).Take(4).Select(row => row[1].GetDouble()));
        var text = await PdfAsync(analyst, body("pdf"));
        Assert.Contains("Solicitudes decididas: 3; retenidas: 2 (66.7", text);
        Assert.Contains("Del 01/01/2026 al 15/01/2026", text);
        Assert.Contains("0.99", text);

        foreach (var (role, branch, cases) in new[] { (Role.Agent, Organisation.Home, 4), (Role.BranchHead, Organisation.Home, 4), (Role.BranchHead, Organisation.Far, 1), (Role.RegionalSupervisor, Organisation.Home, 4), (Role.BackOffice, Organisation.Home, 5), (Role.Administrator, Organisation.Home, 5) })
        {
            using var client = await api.SignInAsync(role, branch);
            Assert.Equal((role, branch, cases), (role, branch, (await client.GetAsync(Figures)).Body.GetProperty("total").GetProperty("cases").GetInt32()));
        }

        using var far = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        Assert.Contains("Solicitudes decididas: 1; retenidas: 0", await PdfAsync(far, body("pdf")));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_is_refused_by_its_field(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var (query, field) in new[] { ("?from=2026-01-16", "from"), ("?from=2026-01-10&to=2026-01-09", "to"), ("?from=2024-01-01", "from"), ("?from=01/01/2026", "from"), ("?to=x", "to") })
        {
            var answer = await analyst.GetAsync(Figures + query);
            Assert.Equal((400, field), (answer.Status, answer.Body.GetProperty("errors").EnumerateObject().Single().Name));
            if (query.Contains("from=2") || query.Contains("to="))
                Assert.Equal(400, (await analyst.PostAsync("reports", new { type = "retention", campaign = "retencion", format = "pdf", from = Part(query, "from"), to = Part(query, "to") })).Status);
        }

        Assert.Equal(0, (await analyst.GetAsync(Figures + "?from=2025-12-01&to=2025-12-31")).Body.GetProperty("total").GetProperty("cases").GetInt32());
        foreach (var (body, field) in new (object, string)[]
        {
            (new { type = "retention", campaign = "retencion", format = "pdf", from = "2025-12-01", to = "2025-12-31" }, "from"),
            (new { type = "retention", campaign = "operaciones", format = "pdf" }, "campaign"),
            (new { type = "retention", format = "pdf" }, "campaign"),
            (new { type = "retention", campaign = "retencion" }, "format"),
        })
            Assert.Equal((400, field), ((await analyst.PostAsync("reports", body)) is var refused ? (refused.Status, refused.Body.GetProperty("errors").EnumerateObject().Single().Name) : default));
        Assert.Equal(400, (await analyst.GetAsync("campaigns/operaciones/retention")).Status);
        Assert.Equal(404, (await analyst.GetAsync("campaigns/nada/retention")).Status);
    }

    private static string? Part(string query, string name) => query.TrimStart('?').Split('&').Select(p => p.Split('=')).Where(p => p[0] == name).Select(p => p[1]).FirstOrDefault();

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var campaign = await organisation.RetentionAsync();
        await database.CommitAsync(db =>
        {
            foreach (var user in db.Users.Where(u => u.Role == Role.Agent || u.Role == Role.BackOffice).ToList())
                db.UserCampaigns.Add(new() { UserId = user.Id, CampaignId = campaign.Id });
        });
        var month = await RetentionMonth.InAsync(database, organisation, new(1), 0);
        await month.DisposedAsync("1", Organisation.Home, "INTERNET", "retenido", "descuento_cbm", 33, 3);
        await month.DisposedAsync("2", Organisation.Home, "INTERNET", "retenido_seguimiento", "compensacion_falta_de_servicio");
        await month.DisposedAsync("3", Organisation.Far, "DTH", "retiro_en_proceso", "entregara_equipo_en_cis", role: Role.BranchHead);
        await month.DisposedAsync("4", Organisation.Home, "", "no_aplica", "queja_duplicada");
        await month.DisposedAsync("5", Organisation.Home, "DTH", "pendiente", "volver_a_llamar");
        await organisation.RequestAsync("6");
    });

    private static async Task<byte[]> MadeAsync(ApiClient client, object body)
    {
        var asked = await client.PostAsync("reports", body);
        Assert.True(asked.Status == 202, asked.Body.ToString());
        var id = asked.Body.GetProperty("id").GetString()!;
        while ((await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString() is "running" or "queued")
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.Equal("done", (await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString());
        return await client.DownloadAsync($"reports/{id}/content");
    }

    private static async Task<string> PdfAsync(ApiClient client, object body)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("r.pdf"), await MadeAsync(client, body));
        await PdfTools.CheckAsync(folder.File("r.pdf"));
        return await PdfTools.TextAsync(folder.File("r.pdf"), "-layout");
    }
}
