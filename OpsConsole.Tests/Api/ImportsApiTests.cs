using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>The REST contract of imports, asked of the real server (spec/api.md, decisions "Imports").</summary>
public sealed class ImportsApiTests
{
    private const string Imports = "campaigns/operaciones/imports";
    private const string Csv = "Id CCX;Fecha encuesta;Agencia;Recomendación;Comentario\nK1;2026-01-10 10:00;HOME;3;mala\nK2;2026-01-10 10:00;HOME;9;buena\nK3;31/06/2025;HOME;99;=1+1\n";

    [Theory, OnEveryDatabase]
    public async Task A_file_is_imported_shown_with_its_rejected_rows_and_taken_back(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, $"{Imports}?kind=responses", Csv);
        Assert.Equal(("completed", 3, 2, 0, 0, 1, 1), Counts(done));
        var errors = done.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal([(4, "Fecha encuesta", "31/06/2025", "date.no_such_day"), (4, "Recomendación", "99", "score.out_of_range")],
            errors.Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("column").GetString()!, e.GetProperty("value").GetString()!, e.GetProperty("code").GetString()!)));
        Assert.Contains("30 días", errors[0].GetProperty("reason").GetString());

        var rejected = Encoding.UTF8.GetString(await analyst.DownloadAsync($"imports/{Id(done)}/rejected"));
        Assert.StartsWith("\uFEFFId CCX;Fecha encuesta;Agencia;Recomendación;Comentario;Motivo\r\nK3;31/06/2025;HOME;99;'=1+1;", rejected);
        var mended = await ImportAsync(analyst, $"{Imports}?kind=responses", rejected.Replace("31/06/2025", "30/06/2025").Replace(";99;", ";10;"));
        Assert.Equal(("completed", 1, 1, 0, 0, 0, 0), Counts(mended));

        var back = await analyst.SendAsync(HttpMethod.Delete, $"imports/{Id(done)}");
        Assert.Equal((200, "reverted"), (back.Status, back.Body.GetProperty("state").GetString()));
        Assert.Equal(1, (await analyst.PostAsync("cases/search", new { campaign = "operaciones" })).Body.GetProperty("total").GetInt32());
        Assert.Equal((409, "import.not_running"), Answer(await analyst.SendAsync(HttpMethod.Delete, $"imports/{Id(done)}")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_dry_run_counts_and_writes_nothing(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        Assert.Equal(("completed", 3, 2, 0, 0, 1, 1), Counts(await ImportAsync(analyst, $"{Imports}?kind=responses&dryRun=true", Csv)));
        Assert.Equal(0, (await analyst.PostAsync("cases/search", new { campaign = "operaciones" })).Body.GetProperty("total").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_at_fault_fails_with_reason_and_line_and_imports_nothing(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        foreach (var (file, code, line) in new (byte[], string, int)[]
        {
            ([], "file.empty", 0),
            (Encoding.UTF8.GetBytes(Csv + "K4;2026-01-10;HOME;3;\"abierta\n"), "quote.unclosed", 5),
            (Encoding.UTF8.GetBytes("a;b\n1;2\n"), "columns.required_missing", 0),
            ([.. Encoding.UTF8.GetBytes(Csv), .. "K5;2026-01-10;HOME;3;ma"u8, 0xF1, .. "ana\n"u8], "encoding.mixed", 5),
            ([0x50, 0x4B, 3, 4, 1, 2, 3], "zip.corrupt", 0),
            ("%PDF-1.7"u8.ToArray(), "file.binary", 0),
        })
        {
            var failed = await ImportAsync(analyst, $"{Imports}?kind=responses", file);
            Assert.Equal(("failed", 0), (failed.GetProperty("state").GetString(), failed.GetProperty("created").GetInt32()));
            var error = failed.GetProperty("errors")[0];
            Assert.Equal((code, line), (error.GetProperty("code").GetString(), error.GetProperty("line").GetInt32()));
            Assert.EndsWith(".", error.GetProperty("reason").GetString());
        }

        Assert.Equal(0, (await analyst.PostAsync("cases/search", new { campaign = "operaciones" })).Body.GetProperty("total").GetInt32());
        Assert.Equal(0, await api.Database.ReadAsync(db => db.CaseEvents.CountAsync()));
    }

    [Fact]
    public async Task Whoever_may_not_or_asks_wrongly_learns_why_before_the_file_is_read()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        using var agent = await api.SignInAsync(Role.Agent);
        using var nobody = ApiClient.Anonymous(api.Console.Address);
        var file = Encoding.UTF8.GetBytes(Csv);
        Assert.Equal((401, "unauthenticated"), Answer(await nobody.UploadAsync($"{Imports}?kind=responses", file, "f.csv")));
        Assert.Equal((403, "forbidden"), Answer(await agent.UploadAsync($"{Imports}?kind=responses", file, "f.csv")));
        Assert.Equal((404, "not_found"), Answer(await analyst.UploadAsync("campaigns/otra/imports?kind=responses", file, "f.csv")));
        Assert.Equal((400, "validation"), Answer(await analyst.UploadAsync($"{Imports}?kind=inventado", file, "f.csv")));
        Assert.Equal((400, "validation"), Answer(await analyst.UploadAsync(Imports, file, "f.csv")));
        Assert.Equal((400, "validation"), Answer(await analyst.UploadAsync($"{Imports}?kind=responses", file, "f.csv", "{\"columns\":[{\"nope\":1}]}")));
        Assert.Equal((415, "content_type"), Answer(await analyst.PostAsync($"{Imports}?kind=responses", new { })));
        Assert.Equal((400, "validation"), Answer(await analyst.SendAsync(HttpMethod.Post, $"{Imports}?kind=responses", new MultipartFormDataContent { { new StringContent("x"), "other" } })));
        Assert.Equal((404, "not_found"), Answer(await analyst.GetAsync("imports/AAAAAAAAAAAAAAAAAAAAAA")));
        var id = Id(await ImportAsync(analyst, $"{Imports}?kind=responses", Csv));
        Assert.Equal((403, "forbidden"), Answer(await agent.GetAsync($"imports/{id}")));
        Assert.Equal((403, "forbidden"), Answer(await agent.SendAsync(HttpMethod.Delete, $"imports/{id}")));
        Assert.Equal((403, "forbidden"), Answer(await agent.GetAsync($"imports/{id}/rejected")));
    }

    [Fact]
    public async Task An_upload_too_large_is_refused_while_it_comes_and_leaves_no_file()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite, new() { ["Import:MaxFileMb"] = "1" });
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        Assert.Equal((413, "import.too_large"), Answer(await analyst.UploadAsync($"{Imports}?kind=responses", new byte[2_000_000], "f.csv")));
        var folder = new DirectoryInfo(Path.Combine(api.Console.Folder, "imports"));       // not there where it was refused by its announced length
        Assert.True(!folder.Exists || folder.GetFiles().Length == 0);
    }

    [Fact]
    public async Task A_path_as_file_name_is_only_a_name()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var sent = await analyst.UploadAsync($"{Imports}?kind=responses", Encoding.UTF8.GetBytes(Csv), "../../\u202Egpj.csv");
        Assert.Equal("gpj.csv", (await analyst.GetAsync($"imports/{sent.Body.GetProperty("id").GetString()}")).Body.GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task What_a_dead_console_left_half_imported_is_finished_at_the_next_start()
    {
        var id = "";
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (db, organisation) =>
        {
            var analyst = await organisation.PersonAsync(Role.ExperienceAnalyst);
            id = OpsConsole.Domain.Imports.Import.NewId();
            await db.CommitAsync(context => context.Imports.Add(new()
            {
                Id = id,
                CampaignId = organisation.Campaign.Id,
                Kind = "responses",
                FileName = "left.csv",
                UploadName = "gone",
                ById = analyst.Id,
                CreatedAt = db.Clock.UtcNow,
                LeasedUntil = db.Clock.UtcNow.AddMinutes(1),
            }));
        });
        using var client = await api.SignInAsync(Role.ExperienceAnalyst);
        Assert.Equal("import.file_gone", (await FinishedAsync(client, id)).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    internal static Task<ApiTest> StartAsync(DatabaseKind kind, Dictionary<string, string>? settings = null) => ApiTest.StartAsync(kind, (_, _) => Task.CompletedTask, settings);

    internal static async Task<JsonElement> ImportAsync(ApiClient client, string path, byte[] file, string? mapping = null)
    {
        var received = await client.UploadAsync(path, file, "upload.csv", mapping);
        Assert.Equal(202, received.Status);
        return await FinishedAsync(client, received.Body.GetProperty("id").GetString()!);
    }

    internal static (string? State, int Total, int Created, int Updated, int Unchanged, int Rejected, int Alerts) Counts(JsonElement import)
    {
        int Of(string name) => import.GetProperty(name).GetInt32();
        return (import.GetProperty("state").GetString(), Of("total"), Of("created"), Of("updated"), Of("unchanged"), Of("rejected"), Of("alerts"));
    }

    internal static string Id(JsonElement import) => import.GetProperty("id").GetString()!;

    private static Task<JsonElement> ImportAsync(ApiClient client, string path, string file) => ImportAsync(client, path, Encoding.UTF8.GetBytes(file));

    private static async Task<JsonElement> FinishedAsync(ApiClient client, string id)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var import = (await client.GetAsync($"imports/{id}")).Body;
            if (import.GetProperty("state").GetString() != "running")
                return import;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("The import did not end within a minute.");
    }

    private static (int Status, string? Code) Answer(Support.ApiAnswer answer) => (answer.Status, answer.Code);
}
