using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Reports by the API: who gets which, and what cannot be asked for (docs/rules.md, "Reports").</summary>
public sealed class ReportsApiTests
{
    [Theory, OnEveryDatabase]
    public async Task A_list_and_a_case_come_as_pdf_and_workbook_within_the_scope_and_are_written_down(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var head = await api.SignInAsync(Role.BranchHead);
        using var other = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        var number = (await api.Database.ReadAsync(db => db.Cases.Where(c => c.BranchId == api.Organisation.Branches[Organisation.Home].Id).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync())).ConvertAll(CaseNumber.Of);
        var (id, text) = await PdfAsync(head, new { type = "grid", campaign = "operaciones", format = "pdf", from = "2026-01-13", to = "2026-01-13", filter = new { connector = "all", items = new[] { new { source = "management", field = "Puntaje", op = "lte", value = 6 } } } });
        Assert.Contains("Puntaje", text);
        Assert.Contains("13/01/2026", text);
        Assert.Contains("Filas (2)", text);
        Assert.All(number, n => Assert.Contains(n, text));
        foreach (var path in new[] { $"reports/{id}", $"reports/{id}/content" })
            Assert.Equal(404, (await other.GetAsync(path)).Status);
        Assert.Equal(404, (await head.GetAsync($"exports/{id}/content")).Status);

        var (_, summary) = await PdfAsync(head, new { type = "case", number = number[0], format = "pdf" });
        Assert.Contains($"Resumen del caso {number[0]}", summary);
        Assert.Contains("Historial", summary);
        Assert.Equal(404, (await other.PostAsync("reports", new { type = "case", number = number[0], format = "pdf" })).Status);
        var book = await ExportedFile.ReadAsync((await MadeAsync(head, new { type = "grid", campaign = "operaciones", format = "xlsx" })).File);
        Assert.Equal(3, book.Sheet.Count);
        Assert.Equal(2, book.Sheet[2].Count - 1);
        Assert.Equal(["report.completed", "report.completed", "report.completed", "report.fetched", "report.fetched", "report.fetched"],
            await api.Database.ReadAsync(db => db.Audit.Where(e => e.Type.StartsWith("report.")).Select(e => e.Type).OrderBy(t => t).ToListAsync()));
    }

    [Fact]
    public async Task A_week_is_the_analysts_whole_and_the_supervisors_in_part_and_nobody_elses()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite, later: TimeSpan.FromDays(5));
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var supervisor = await api.SignInAsync(Role.RegionalSupervisor);
        using var head = await api.SignInAsync(Role.BranchHead);
        Assert.Equal(403, (await head.PostAsync("reports", new { type = "weekly", campaign = "operaciones", format = "pdf" })).Status);
        var body = new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2026-01-12", to = "2026-01-18" };
        Assert.Matches(@"Se recibieron 3 alertas\.", (await PdfAsync(analyst, body)).Text);
        var own = (await PdfAsync(supervisor, body)).Text;
        Assert.Matches(@"Sus agencias recibieron 2 alertas\.", own);
        Assert.DoesNotContain(Organisation.Far, own);
    }

    [Fact]
    public async Task What_cannot_be_reported_is_refused_with_its_field_and_in_words()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var (body, field, code) in new (object, string, string)[]
        {
            (new { campaign = "operaciones", format = "pdf" }, "type", "required"),
            (new { type = "monthly", campaign = "operaciones", format = "pdf" }, "type", "unknown"),
            (new { type = "weekly", campaign = "operaciones" }, "format", "required"),
            (new { type = "weekly", campaign = "operaciones", format = "csv" }, "format", "unknown"),
            (new { type = "weekly", format = "pdf" }, "campaign", "required"),
            (new { type = "case", format = "pdf" }, "number", "required"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "12/01/2026" }, "from", "report.not_a_day"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2026-01-12", to = "2026-01-05" }, "to", "report.period_reversed"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2026-01-06" }, "from", "report.not_a_week"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2026-01-05", to = "2026-01-18" }, "from", "report.not_a_week"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2026-01-12" }, "from", "report.period_future"),
            (new { type = "weekly", campaign = "operaciones", format = "pdf", from = "2025-11-03" }, "from", "report.period_empty"),
            (new { type = "grid", campaign = "operaciones", format = "pdf", from = "2026-02-01" }, "from", "report.period_future"),
            (new { type = "grid", campaign = "operaciones", format = "pdf", from = "2025-01-01", to = "2025-01-31" }, "from", "report.period_empty"),
            (new { type = "grid", campaign = "operaciones", format = "pdf", columns = new[] { new { source = "management", field = "Nada" } } }, "columns[0].field", "unknown"),
        })
        {
            var answer = await analyst.PostAsync("reports", body);
            Assert.Equal((400, "validation"), (answer.Status, answer.Code));
            var error = answer.Body.GetProperty("errors").EnumerateObject().First();
            Assert.Equal(field, error.Name);
            Assert.True(error.Value.ToString().Length > 0, code);
        }

        Assert.Equal(404, (await analyst.PostAsync("reports", new { type = "weekly", campaign = "nada", format = "pdf" })).Status);
        Assert.Equal(0, await api.Database.ReadAsync(db => db.Exports.CountAsync()));
    }

    private static Task<ApiTest> StartAsync(DatabaseKind kind, TimeSpan later = default) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        await organisation.AlertAsync();
        await organisation.AlertAsync();
        await organisation.AlertAsync(Organisation.Far);
        database.Clock.Jump(later);
    });

    private static async Task<(string Id, byte[] File)> MadeAsync(ApiClient client, object body)
    {
        var asked = await client.PostAsync("reports", body);
        Assert.True(asked.Status == 202, asked.Body.ToString());
        var id = asked.Body.GetProperty("id").GetString()!;
        while ((await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString() is "running" or "queued")
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.Equal("done", (await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString());
        return (id, await client.DownloadAsync($"reports/{id}/content"));
    }

    private static async Task<(string Id, string Text)> PdfAsync(ApiClient client, object body)
    {
        var (id, file) = await MadeAsync(client, body);
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("r.pdf"), file);
        await PdfTools.CheckAsync(folder.File("r.pdf"));
        return (id, await PdfTools.TextAsync(folder.File("r.pdf"), "-layout"));
    }
}
