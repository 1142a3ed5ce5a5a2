using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Account;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Lists of cases as files, asked of the real server (spec/api.md; issue 3, line 7; promises B4 and F17).</summary>
public sealed class ExportsApiTests
{
    private const string Csv = """"
        Id CCX;Fecha encuesta;Agencia;Recomendación;Teléfono;Código;Ciudad;Monto;Comentario
        K1;2026-01-10 10:00;HOME;3;+51999000111;00123456;Ñuñoa;12.50;"=HYPERLINK(""http://x"";""y"")"
        K2;2026-01-11 23:59:30;HOME;2;(01) 555-0100;00000007;São Paulo;7;"dos
        líneas; y ""comillas"""
        K3;2026-01-12 08:30;FAR;6;-5;1e5;🙂 emoji;0;@SUM(A1)
        K4;2026-01-12 08:31;HOME;0;＝1+1;_x0041_;=1;-3;	tab
        """";

    private static readonly object[] Columns =
    [
        new { source = "management", field = "Número", alias = "Alerta" }, new { source = "meta", field = "Fecha encuesta" }, new { source = "management", field = "Estado gestión" }, new { source = "management", field = "Puntaje" },
        new { source = "survey", field = "Teléfono" }, new { source = "survey", field = "Código" }, new { source = "survey", field = "Ciudad" }, new { source = "survey", field = "Monto" }, new { source = "survey", field = "Comentario" },
    ];

    [Theory, OnEveryDatabase]
    public async Task An_xlsx_holds_what_the_list_shows_typed_and_without_a_formula(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var (done, file) = await ExportAsync(analyst, new { campaign = "operaciones", format = "xlsx", columns = Columns, sort = Sorted });
        var book = await ExportedFile.ReadAsync(file);
        Assert.Equal((0, "1frozen", "A1:I5"), (book.Formulas, book.Frozen.Single(), book.Filters.Single()));
        Assert.Equal(["Alerta", "Fecha encuesta", "Estado gestión", "Puntaje", "Teléfono", "Código", "Ciudad", "Monto", "Comentario"], book.Texts[0]);
        Assert.Equal(Expected("xlsx"), book.Texts.Skip(1).Select(row => string.Join('|', row.Skip(1))));
        Assert.Equal(JsonValueKind.Number, book.Sheet[0][1][3].ValueKind);
        Assert.Equal(JsonValueKind.Number, book.Sheet[0][1][7].ValueKind);
        Assert.Equal(7, book.Quoted);       // what begins as a formula would is marked as text for whoever edits it
        Assert.Equal((4, 4, 100), (done.GetProperty("rows").GetInt32(), done.GetProperty("total").GetInt32(), done.GetProperty("percent").GetInt32()));
        Assert.Matches("^casos_2026-01-15_0900_Lima.xlsx$|^casos_\\d{4}-\\d\\d-\\d\\d_\\d{4}_Lima.xlsx$", done.GetProperty("fileName").GetString());
    }

    [Theory]
    [OnEveryDatabase(';')]
    [OnEveryDatabase(',')]
    public async Task A_csv_holds_what_the_list_shows_and_a_spreadsheet_runs_none_of_it(DatabaseKind kind, char separator)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var (_, file) = await ExportAsync(analyst, new { campaign = "operaciones", format = "csv", separator = separator.ToString(), columns = Columns, sort = Sorted });
        var table = await ExportedFile.ReadAsync(file, separator);
        Assert.Equal(Expected("csv"), table.Texts.Skip(1).Select(row => string.Join('|', row.Skip(1))));
        Assert.All(table.Texts.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && "=+@\t\r＝".Contains(cell[0])));
    }

    [Theory, OnEveryDatabase]
    public async Task A_csv_imported_again_gives_the_same_values(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var columns = Columns.Skip(1).Where((_, i) => i is not (1 or 2)).Append(new { source = "meta", field = "Id CCX" }).Append(new { source = "base", field = "Agencia" }).Append(new { source = "survey", field = "Recomendación" }).ToArray();
        var before = await api.Database.ReadAsync(db => db.Cases.AsNoTracking().OrderBy(c => c.ExternalId).Select(c => c.Data).ToListAsync());
        var (_, file) = await ExportAsync(analyst, new { campaign = "operaciones", format = "csv", columns, sort = Sorted });
        var again = Encoding.UTF8.GetString(file).Replace("10/01/2026 10:00", "2026-01-10 10:00").Replace("11/01/2026 23:59", "2026-01-11 23:59:30").Replace("12/01/2026 08:3", "2026-01-12 08:3");
        var result = await ImportAsync(analyst, again);
        Assert.Equal((0, 0), (result.GetProperty("created").GetInt32(), result.GetProperty("rejected").GetInt32()));
        Assert.Equal(before.Select(Values), (await api.Database.ReadAsync(db => db.Cases.AsNoTracking().OrderBy(c => c.ExternalId).Select(c => c.Data).ToListAsync())).Select(Values));
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_holds_what_its_owner_may_see_and_is_there_for_nobody_else(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var head = await api.SignInAsync(Role.BranchHead);
        using var other = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        var (done, file) = await ExportAsync(head, new { campaign = "operaciones", format = "csv", columns = Columns });
        Assert.Equal(3, (await ExportedFile.ReadAsync(file)).Texts.Count - 1);
        var id = done.GetProperty("id").GetString()!;
        foreach (var path in new[] { $"exports/{id}", $"exports/{id}/content" })
            Assert.Equal(404, (await other.GetAsync(path)).Status);
        Assert.Equal(404, (await other.SendAsync(HttpMethod.Delete, $"exports/{id}")).Status);
        Assert.Equal((409, "job.over"), Answer(await head.SendAsync(HttpMethod.Delete, $"exports/{id}")));

        await api.Database.CommitAsync(db => db.Users.Single(u => u.Email == "BranchHead.HOME@example.test").BranchId = api.Organisation.Branches[Organisation.Far].Id);
        api.Database.Clock.Advance(KnownSessions.KeptFor);      // another process changed it: only time tells this one
        Assert.Equal(404, (await head.GetAsync($"exports/{id}/content")).Status);
        Assert.False((await head.GetAsync($"exports/{id}")).Body.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_took_which_rows_out_is_written_down(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var head = await api.SignInAsync(Role.BranchHead);
        await ExportAsync(head, new { campaign = "operaciones", format = "xlsx", columns = Columns, search = "ñuñoa", filter = new { connector = "all", items = new[] { new { source = "management", field = "Puntaje", op = "lte", value = 6 } } } });
        var entries = await api.Database.ReadAsync(db => db.Audit.Where(e => e.Type.StartsWith("export.")).OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["export.completed", "export.fetched"], entries.Select(e => e.Type));
        var data = JsonElement.Parse(entries[0].Data);
        Assert.Equal((1, "ñuñoa", "Puntaje"), (data.GetProperty("rows").GetInt32(), data.GetProperty("plan").GetProperty("search").GetString(), data.GetProperty("plan").GetProperty("filter").GetProperty("items")[0].GetProperty("field").GetString()));
        var owner = (await api.Organisation.PersonAsync(Role.BranchHead)).Id;
        Assert.All(entries, e => Assert.Equal(owner, e.ById));
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused_with_its_path()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var (body, path) in new (object, string)[]
        {
            (new { campaign = "operaciones" }, "format"),
            (new { campaign = "operaciones", format = "pdf" }, "format"),
            (new { format = "csv" }, "campaign"),
            (new { campaign = "operaciones", format = "csv", separator = "|" }, "separator"),
            (new { campaign = "operaciones", format = "csv", columns = Array.Empty<object>() }, "columns"),
            (new { campaign = "operaciones", format = "csv", columns = new[] { new { source = "management", field = "Nada" } } }, "columns[0].field"),
            (new { campaign = "operaciones", format = "csv", columns = new[] { new { source = "management" } } }, "columns[0].field"),
            (new { campaign = "operaciones", format = "csv", columns = new[] { new { source = "management", field = "Número", alias = new string('x', 201) } } }, "columns[0].alias"),
            (new { campaign = "operaciones", format = "csv", sort = new[] { new { field = "Nada" } } }, "sort[0].field"),
            (new { campaign = "operaciones", format = "csv", filter = new { connector = "most", items = Array.Empty<object>() } }, "filter.connector"),
        })
        {
            var answer = await analyst.PostAsync("exports", body);
            Assert.Equal((400, "validation"), Answer(answer));
            Assert.Equal(path, answer.Body.GetProperty("errors").EnumerateObject().First().Name);
        }
        Assert.Equal(404, (await analyst.PostAsync("exports", new { campaign = "nada", format = "csv" })).Status);
        Assert.Equal(0, await api.Database.ReadAsync(db => db.Exports.CountAsync()));
    }

    private static readonly object[] Sorted = [new { source = "meta", field = "Id CCX" }];

    /// <summary>Formulas stand as text in a workbook; in a CSV an apostrophe goes before them. Everything else is as it came.</summary>
    private static IEnumerable<string> Expected(string format)
    {
        var q = format == "csv" ? "'" : "";
        return
        [
            $"10/01/2026 10:00|Sin gestión|3|{q}+51999000111|00123456|Ñuñoa|{(format == "csv" ? "12.50" : "12.5")}|{q}=HYPERLINK(\"http://x\";\"y\")",
            $"11/01/2026 23:59|Sin gestión|2|(01) 555-0100|00000007|São Paulo|7|dos\nlíneas; y \"comillas\"",
            $"12/01/2026 08:30|Sin gestión|6|{q}-5|1e5|🙂 emoji|0|{q}@SUM(A1)",
            $"12/01/2026 08:31|Sin gestión|0|{q}＝1+1|{(format == "csv" ? "_x0041_" : "_x005F_x0041_")}|{q}=1|-3|{q}\ttab",
        ];
    }

    private static string Values(string data) => string.Join('|', JsonElement.Parse(data).EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);

    private static async Task<ApiTest> StartAsync(DatabaseKind kind)
    {
        var api = await ApiTest.StartAsync(kind, (_, _) => Task.CompletedTask);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var result = await ImportAsync(analyst, Csv);
        Assert.Equal(4, result.GetProperty("created").GetInt32());
        return api;
    }

    private static async Task<JsonElement> ImportAsync(ApiClient client, string csv)
    {
        var answer = await client.UploadAsync("campaigns/operaciones/imports?kind=responses", Encoding.UTF8.GetBytes(csv), "f.csv");
        return await OverAsync(client, $"imports/{answer.Body.GetProperty("id").GetString()}");
    }

    private static async Task<(JsonElement Done, byte[] File)> ExportAsync(ApiClient client, object body)
    {
        var asked = await client.PostAsync("exports", body);
        Assert.Equal(202, asked.Status);
        var done = await OverAsync(client, $"exports/{asked.Body.GetProperty("id").GetString()}");
        Assert.Equal("done", done.GetProperty("state").GetString());
        return (done, await client.DownloadAsync($"exports/{done.GetProperty("id").GetString()}/content"));
    }

    private static async Task<JsonElement> OverAsync(ApiClient client, string path)
    {
        while (true)
        {
            var answer = await client.GetAsync(path);
            if (answer.Body.GetProperty("state").GetString() is not ("running" or "queued"))
                return answer.Body;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
