using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Api.ImportsApiTests;

namespace OpsConsole.Tests.Api;

/// <summary>Real files of others through the API, held against counts made from the raw files.</summary>
[Trait("Category", RealData.Category)]
public sealed class RealSurveysTests
{
    private const string Responses = "campaigns/operaciones/imports?kind=responses";

    [Theory, OnEveryDatabase]
    public async Task The_reviews_become_what_the_raw_file_says_again_they_change_nothing_and_reversed_all_is_as_before(DatabaseKind kind)
    {
        var file = RawSurveys.Reviews();
        var stars = RawSurveys.ByStars(file);
        var (rows, alerts, without) = (stars.Values.Sum(), stars["1.0"] + stars["2.0"] + stars["3.0"], stars[""]);
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var before = await SnapshotAsync(api, analyst);

        var done = await ImportAsync(analyst, $"{Responses}&createBranches=true", file, RawSurveys.Mapping);
        Assert.Equal(("completed", rows, rows, 0, 0, 0, alerts), Counts(done));
        Assert.Equal(without, done.GetProperty("warnings").GetInt32());
        Assert.Equal((2_271, 2_270, 1_211), (rows, rows - without, alerts));
        Assert.Equal(alerts, await TotalAsync(analyst, "Es alerta", true));
        Assert.Equal(stars["4.0"], await TotalAsync(analyst, "Grupo", "passive"));
        Assert.Equal(stars["5.0"], await TotalAsync(analyst, "Grupo", "promoter"));

        var again = await ImportAsync(analyst, $"{Responses}&createBranches=true", file, RawSurveys.Mapping);
        Assert.Equal(("completed", rows, 0, 0, rows, 0, 0), Counts(again));
        Assert.Equal("reverted", (await analyst.SendAsync(HttpMethod.Delete, $"imports/{Id(again)}")).Body.GetProperty("state").GetString());
        Assert.Equal(alerts, await TotalAsync(analyst, "Es alerta", true));

        Assert.Equal("reverted", (await analyst.SendAsync(HttpMethod.Delete, $"imports/{Id(done)}")).Body.GetProperty("state").GetString());
        Assert.Equal(before, await SnapshotAsync(api, analyst));
    }

    [Fact]
    public async Task The_broadband_answers_are_judged_as_their_source_labels_them()
    {
        var file = await File.ReadAllBytesAsync(RealData.File("surveys", "nps_verbatim_en_dev.csv"));
        var raw = RawSurveys.Rows(Encoding.UTF8.GetString(file).TrimStart('\uFEFF')).Skip(1).ToList();
        var (detractors, without) = (raw.Count(r => r[3] == "Detractor"), raw.Count(r => r[4].Length == 0));
        const string Mapping = """
            {"columns":[{"column":"RESPONSE_ID","source":"meta","field":"Id CCX"},{"column":"CUSTOMER_RESPONSE_DATE","source":"meta","field":"Fecha encuesta"},
             {"column":"NPS_SCORE","source":"survey","field":"Recomendación"},{"column":"text","source":"survey","field":"Verbatim"},{"column":"SURVEY_SUB_TYPE","source":"survey","field":"Etapa"},{"constant":"HOME","source":"base","field":"Agencia"}]}
            """;
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Responses, file, Mapping);
        Assert.Equal(("completed", 400, 400, 0, 0, 0, detractors), Counts(done));
        Assert.Equal((225, 3, 3), (detractors, without, done.GetProperty("warnings").GetInt32()));
    }

    [Fact]
    public async Task Opinions_without_any_score_are_refused_unless_that_is_allowed_and_get_no_invented_zero()
    {
        var file = await File.ReadAllBytesAsync(RealData.File("surveys", "opiniones_bancos_co_mx_dev.csv"));
        const string Mapping = """
            {"columns":[{"column":"id","source":"meta","field":"Id CCX"},{"column":"opinion","source":"survey","field":"Opinión"},{"column":"banco","source":"base","field":"Agencia"},{"constant":"2025-01-01","source":"meta","field":"Fecha encuesta"}]}
            """;
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var refused = await ImportAsync(analyst, $"{Responses}&createBranches=true", file, Mapping);
        Assert.Equal(("failed", "score.none"), (refused.GetProperty("state").GetString(), refused.GetProperty("errors")[0].GetProperty("code").GetString()));
        var allowed = await ImportAsync(analyst, $"{Responses}&createBranches=true&allowNoScore=true", file, Mapping);
        Assert.Equal(("completed", 110, 110, 0, 0, 0, 0), Counts(allowed));
        Assert.Equal(110, allowed.GetProperty("warnings").GetInt32());
        Assert.Equal(110, await api.Database.ReadAsync(db => db.Cases.CountAsync(c => c.Score == null && c.DueAt == null && !c.IsAlert)));
    }

    [Fact]
    public async Task A_cp1252_file_with_title_lines_asks_for_its_header_row()
    {
        var file = await File.ReadAllBytesAsync(RealData.File("complaints", "sui_reclamaciones_energia_electrica_cp1252.csv"));
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var asked = await ImportAsync(analyst, Responses, file);
        Assert.Equal(("failed", "header.unclear"), (asked.GetProperty("state").GetString(), asked.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Contains("línea 3", asked.GetProperty("errors")[0].GetProperty("reason").GetString());
        const string Told = """{"headerRow":3,"columns":[{"column":"MUNICIPIO","source":"meta","field":"ExternalDataReference"},{"constant":"HOME","source":"base","field":"Agencia"}]}""";
        var read = await ImportAsync(analyst, "campaigns/operaciones/imports?kind=base", file, Told);
        Assert.Equal((1_308, 23, 1_285), (read.GetProperty("total").GetInt32(), read.GetProperty("created").GetInt32(), read.GetProperty("rejected").GetInt32()));
    }

    private static async Task<int> TotalAsync(ApiClient client, string field, object value) =>
        (await client.PostAsync("cases/search", new { campaign = "operaciones", limit = 1, filter = new { connector = "all", items = new[] { new { source = "management", field, op = "eq", value } } } })).Body.GetProperty("total").GetInt32();

    private static async Task<string> SnapshotAsync(ApiTest api, ApiClient client) => string.Join('\n',
        (await client.GetAsync("campaigns/operaciones/fields")).Body.GetRawText(),
        (await client.PostAsync("cases/search", new { campaign = "operaciones" })).Body.GetProperty("total").GetInt32(),
        await api.Database.ReadAsync(db => db.Cases.CountAsync(c => !c.IsRemoved)),
        JsonSerializer.Serialize((await client.GetAsync("campaigns")).Body.EnumerateArray().Select(c => (c.GetProperty("base").ToString(), c.GetProperty("effective").ToString()).ToString())));
}
