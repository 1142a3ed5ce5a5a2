using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class SurveyRowReaderTests
{
    private const string Header = "Id CCX|Fecha encuesta|Agencia|Recomendación|FirstName|LastName|ExternalDataReference|¿Por qué?";
    private readonly Campaign _campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "prueba", "Prueba", FakeClock.Start);

    [Fact]
    public async Task A_flat_row_becomes_an_answer_with_metadata_base_and_questions()
    {
        var answer = await OneAsync("A1|15/07/2025 08:48:45|PIURA|3|Rosa|Pérez|DNI-1| Mucha espera ");
        Assert.Equal(("A1", "PIURA", "DNI-1", "Rosa Pérez", 3), (answer.Key, answer.Branch, answer.Reference, answer.CustomerName, answer.Score!.Value));
        Assert.Equal(new DateTime(2025, 7, 15, 13, 48, 45, DateTimeKind.Utc), answer.SurveyedAt);
        Assert.Equal(" Mucha espera ", answer.Values[Key("survey", "¿Por qué?")].Raw);
        Assert.Equal(3, answer.Values[Key("survey", "Recomendación")].Number);
        Assert.Equal(1_752_587_325_000, answer.Values[Key("meta", "Fecha encuesta")].Number);
    }

    [Theory]
    [InlineData("|15/07/2025|PIURA|3|||r|x", "Id CCX", null, "key.missing")]
    [InlineData("A1||PIURA|3|||r|x", "Fecha encuesta", null, "date.missing")]
    [InlineData("A1|31/06/2025|PIURA|3|||r|x", "Fecha encuesta", "31/06/2025", "date.no_such_day")]
    [InlineData("A1|15/07/2035|PIURA|3|||r|x", "Fecha encuesta", "15/07/2035", "date.out_of_range")]
    [InlineData("A1|15/07/1825|PIURA|3|||r|x", "Fecha encuesta", "15/07/1825", "date.out_of_range")]
    [InlineData("A1|15/07/2025|PIURA|14|||r|x", "Recomendación", "14", "score.out_of_range")]
    [InlineData("A1|15/07/2025|PIURA|-1|||r|x", "Recomendación", "-1", "score.out_of_range")]
    [InlineData("A1|15/07/2025|PIURA|cuatro|||r|x", "Recomendación", "cuatro", "score.not_whole")]
    [InlineData("A1|15/07/2025|PIURA|7.5|||r|x", "Recomendación", "7.5", "score.not_whole")]
    [InlineData("A1|15/07/2025|PIURA|3|||r|nul\0", "¿Por qué?", null, "text.invalid")]
    public async Task A_bad_cell_is_told_with_line_column_value_and_code(string row, string column, string? value, string code)
    {
        var parsed = Assert.Single(await new TestTable(Header, row).AnswersAsync(_campaign));
        Assert.Null(parsed.Value);
        var error = Assert.Single(parsed.Errors);
        Assert.Equal((2L, column, value, code), (error.Line, error.Column, error.Value, error.Code));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused() =>
        Assert.Equal("text.invalid", Assert.Single(await new TestTable(Header, $"A1|15/07/2025|PIURA|3|||r|half {'\ud800'} pair").AnswersAsync(_campaign)).Errors.Single().Code);

    [Fact]
    public async Task Every_fault_of_a_row_is_told_at_once()
    {
        var parsed = Assert.Single(await new TestTable(Header, "|ayer|PIURA|99|||r|x").AnswersAsync(_campaign));
        Assert.Equal(["date.unreadable", "key.missing", "score.out_of_range"], parsed.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("7.0", 7)]
    [InlineData(" 10 ", 10)]
    [InlineData("0", 0)]
    public async Task A_whole_score_is_read_however_it_is_written(string text, int score) =>
        Assert.Equal(score, (await OneAsync($"A1|15/07/2025|PIURA|{text}|||r|x")).Score);

    [Fact]
    public async Task An_answer_without_score_is_kept_with_a_warning_and_no_invented_zero()
    {
        var parsed = await new TestTable(Header, "A1|15/07/2025|PIURA||||r|x", "A2|15/07/2025|PIURA|5|||r|x").AnswersAsync(_campaign);
        Assert.Null(parsed[0].Value!.Score);
        Assert.Equal("score.missing", Assert.Single(parsed[0].Warnings).Code);
        Assert.Empty(parsed[1].Warnings);
    }

    [Fact]
    public async Task Without_an_id_column_reference_and_time_are_the_key()
    {
        var parsed = await new TestTable("ExternalDataReference|Fecha encuesta|Recomendación", "r1|2025-07-15T10:00Z|1", "r1|2025-07-15T11:00Z|1").AnswersAsync(_campaign);
        Assert.Equal(["r1|2025-07-15T10:00:00", "r1|2025-07-15T11:00:00"], parsed.Select(p => p.Value!.Key));
    }

    [Fact]
    public async Task Stars_are_mapped_to_scores_and_a_value_that_the_map_lacks_is_refused()
    {
        var mapping = Stars();
        var parsed = await new TestTable("id|Fecha|Estrellas", "1|2025-07-15|1.0", "2|2025-07-15|5", "3|2025-07-15|6.0", "4|2025-07-15|").AnswersAsync(_campaign, mapping);
        Assert.Equal([0, 10], parsed.Take(2).Select(p => p.Value!.Score!.Value));
        Assert.Equal(("score.unmapped", "6.0"), (parsed[2].Errors.Single().Code, parsed[2].Errors.Single().Value));
        Assert.Null(parsed[3].Value!.Score);
        Assert.Equal("10", parsed[1].Value!.Values[Key("survey", "Recomendación")].Raw);
    }

    [Fact]
    public async Task A_constant_fills_a_field_that_the_file_lacks()
    {
        var mapping = Stars();
        mapping = mapping with { Columns = [.. mapping.Columns!, new() { Constant = "PIURA", Source = "base", Field = "Agencia" }] };
        Assert.Equal("PIURA", (await new TestTable("id|Fecha|Estrellas", "1|2025-07-15|1.0").AnswersAsync(_campaign, mapping))[0].Value!.Branch);
    }

    [Fact]
    public async Task The_same_content_has_the_same_hash_in_any_order_of_columns()
    {
        var one = (await new TestTable("Id CCX|Fecha encuesta|Recomendación|Otra", "1|2025-07-15|4|x").AnswersAsync(_campaign))[0].Value!;
        var two = (await new TestTable("Otra|Recomendación|Fecha encuesta|Id CCX", "x|4|2025-07-15|1").AnswersAsync(_campaign))[0].Value!;
        var other = (await new TestTable("Otra|Recomendación|Fecha encuesta|Id CCX", "x|5|2025-07-15|1").AnswersAsync(_campaign))[0].Value!;
        Assert.Equal(one.Hash, two.Hash);
        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Fact]
    public async Task Times_without_offset_are_of_the_zone_that_the_mapping_names()
    {
        var table = new TestTable("Id CCX|Fecha encuesta|Recomendación", "1|2025-07-15 10:00|4");
        var plan = ColumnPlan.For(table, new(), _campaign, ImportKind.Responses);
        var madrid = new CampaignTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"), new FakeClock());
        await foreach (var row in table.ReadAsync(CancellationToken.None))
            Assert.Equal(8, new SurveyRowReader(plan, _campaign, madrid).Read(row).Value!.SurveyedAt.Hour);
    }

    private async Task<SurveyRow> OneAsync(string row) => Assert.Single(await new TestTable(Header, row).AnswersAsync(_campaign)).Value!;

    private string Key(string source, string field) => _campaign.Schema.Find(source, field)!.Key;

    private static ImportMapping Stars() => ImportMapping.Parse(JsonSerializer.Serialize(new
    {
        columns = new object[]
        {
            new { column = "id", source = "meta", field = "Id CCX" },
            new { column = "Fecha", source = "meta", field = "Fecha encuesta" },
            new { column = "Estrellas", source = "survey", field = "Recomendación", values = new Dictionary<string, int> { ["1.0"] = 0, ["2.0"] = 3, ["3.0"] = 6, ["4.0"] = 8, ["5.0"] = 10 } },
        },
    }));
}
