using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Api.ImportsApiTests;

namespace OpsConsole.Tests.Api;

/// <summary>Real files of complaints as requirements, held against the counts that came with them.</summary>
[Trait("Category", RealData.Category)]
public sealed class RealRequirementsTests
{
    private const string Path = "campaigns/requerimientos/imports?kind=cases", Pamplona = "quejas_pamplona_ene_jun_2014.csv", Colombia = "reclamos_clientes_colombia_sintetico.csv", Comcast = "comcast_tickets_dev.csv", Energy = "sui_reclamaciones_energia_electrica_cp1252.csv";

    [Theory, OnEveryDatabase]
    public async Task The_complaints_of_a_city_by_theme_month_urgency_and_answer_wanted_are_those_of_the_raw_file(DatabaseKind kind)
    {
        const string Mapping = """
            {"columns":[{"column":"Nº Expediente","source":"meta","field":"Número"},{"constant":"Requerimiento","source":"meta","field":"Asunto"},{"column":"Fecha apertura","source":"meta","field":"Fecha de ingreso","dateFormat":"M/d/yyyy"},
             {"column":"tema","source":"meta","field":"Categoría 1"},{"column":"subtema","source":"meta","field":"Categoría 2"},{"column":"Urgencia","source":"meta","field":"Prioridad","values":{"SI":"Alta","NO":"Normal"}},
             {"column":"origen","source":"meta","field":"Canal de ingreso","values":{"10":"phone","WEB":"email"}},{"column":"Solicita resp.","source":"base","field":"Solicita respuesta"},{"column":"Barrio","source":"base","field":"Barrio"},
             {"constant":"HOME","source":"meta","field":"Agencia"}]}
            """;
        var expected = Expected(Pamplona);
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => await organisation.RequirementsAsync());
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Path, await File.ReadAllBytesAsync(RealData.File("complaints", Pamplona)), Mapping);
        var rows = expected.GetProperty("filas").GetInt32();
        Assert.Equal(("completed", rows, rows, 0, 0, 0, 0), Counts(done));
        Assert.Equal(2_497, await TotalAsync(analyst));
        foreach (var theme in expected.GetProperty("por_tema").EnumerateObject())
            Assert.Equal((theme.Name, theme.Value.GetInt32()), (theme.Name, await TotalAsync(analyst, new { source = "management", field = "Categoría 1", op = theme.Name.Length == 0 ? "empty" : "eq", value = theme.Name.Length == 0 ? null : theme.Name })));
        await MonthsAsync(analyst, expected);
        Assert.Equal(expected.GetProperty("urgentes").GetInt32(), await TotalAsync(analyst, new { source = "management", field = "Prioridad", op = "eq", value = "high" }));
        Assert.Equal(expected.GetProperty("solicita_respuesta").GetInt32(), await TotalAsync(analyst, new { source = "base", field = "Solicita respuesta", op = "eq", value = "SI" }));
        Assert.Equal(expected.GetProperty("por_origen").GetProperty("WEB").GetInt32(), await TotalAsync(analyst, new { source = "management", field = "Canal de ingreso", op = "eq", value = "email" }));
    }

    [Fact]
    public async Task The_claims_of_a_shop_keep_their_states_and_their_answers_take_as_long_as_in_the_raw_file()
    {
        const string Mapping = """
            {"columns":[{"column":"id_reclamo","source":"meta","field":"Número"},{"column":"fecha_reclamo","source":"meta","field":"Fecha de ingreso"},{"column":"respuesta","source":"meta","field":"Respuesta"},{"column":"fecha_respuesta","source":"meta","field":"Fecha de respuesta"},
             {"column":"cliente","source":"meta","field":"Nombre"},{"column":"descripcion_reclamo","source":"meta","field":"Descripción"},{"column":"producto_servicio","source":"meta","field":"Categoría 1"},{"column":"estado_reclamo","source":"base","field":"Estado"},
             {"column":"responsable","source":"base","field":"Encargado"},{"constant":"HOME","source":"meta","field":"Agencia"}]}
            """;
        var expected = Expected(Colombia);
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => await organisation.RequirementsAsync());
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Path, await File.ReadAllBytesAsync(RealData.File("complaints", Colombia)), Mapping);
        Assert.Equal(("completed", 300, 300, 0, 0, 0, 0), Counts(done));
        foreach (var state in expected.GetProperty("estado").EnumerateObject())
            Assert.Equal((state.Name, state.Value.GetInt32()), (state.Name, await TotalAsync(analyst, new { source = "base", field = "Estado", op = "eq", value = state.Name })));
        Assert.Equal(300, await TotalAsync(analyst, new { source = "management", field = "Estado documental", op = "eq", value = "answered" }));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
        DateOnly Day(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
        var answers = await api.Database.ReadAsync(db => db.Cases.Where(c => c.RespondedAt != null).Select(c => new { c.ReceivedAt, At = c.RespondedAt!.Value }).ToListAsync());
        Assert.Equal((220, expected.GetProperty("respuesta_en_mas_de_3_dias_calendario").GetInt32()), (answers.Count(a => Day(a.At).DayNumber - Day(a.ReceivedAt).DayNumber > 3), 220));
    }

    [Fact]
    public async Task The_tickets_of_an_operator_by_state_way_and_month_are_those_of_the_raw_file()
    {
        const string Mapping = """
            {"columns":[{"column":"Ticket #","source":"meta","field":"Número"},{"column":"Date","source":"meta","field":"Fecha de ingreso","dateFormat":"dd-MM-yy"},{"column":"Customer Complaint","source":"meta","field":"Descripción"},
             {"column":"Received Via","source":"meta","field":"Canal de ingreso","values":{"Customer Care Call":"phone","Internet":"social"}},{"column":"Status","source":"base","field":"Estado"},
             {"column":"Filing on Behalf of Someone","source":"base","field":"En nombre de otro"},{"constant":"HOME","source":"meta","field":"Agencia"}]}
            """;
        var expected = Expected(Comcast);
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => await organisation.RequirementsAsync());
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        Assert.Equal(("completed", 600, 600, 0, 0, 0, 0), Counts(await ImportAsync(analyst, Path, await File.ReadAllBytesAsync(RealData.File("complaints", Comcast)), Mapping)));
        Task<int> Of(string source, string field, string value) => TotalAsync(analyst, new { source, field, op = "eq", value });
        foreach (var state in expected.GetProperty("estado").EnumerateObject())
            Assert.Equal((state.Name, state.Value.GetInt32()), (state.Name, await Of("base", "Estado", state.Name)));
        foreach (var other in expected.GetProperty("en_nombre_de_otro").EnumerateObject())
            Assert.Equal((other.Name, other.Value.GetInt32()), (other.Name, await Of("base", "En nombre de otro", other.Name)));
        Assert.Equal((expected.GetProperty("via").GetProperty("Customer Care Call").GetInt32(), expected.GetProperty("via").GetProperty("Internet").GetInt32()), (await Of("management", "Canal de ingreso", "phone"), await Of("management", "Canal de ingreso", "social")));
        await MonthsAsync(analyst, expected);
    }

    [Fact]
    public async Task A_table_of_counts_is_no_list_of_complaints_and_is_refused_with_what_it_lacks()
    {
        await using var api = await ApiTest.StartAsync(DatabaseKind.Sqlite, async (_, organisation) => await organisation.RequirementsAsync());
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAsync(analyst, Path, await File.ReadAllBytesAsync(RealData.File("complaints", Energy)), """{"encoding":"windows-1252","headerRow":3,"columns":[{"column":"MUNICIPIO","source":"base","field":"Municipio"}]}""");
        Assert.Equal("failed", done.GetProperty("state").GetString());
        Assert.Equal(0, await TotalAsync(analyst));
    }

    private static async Task MonthsAsync(ApiClient analyst, JsonElement expected)
    {
        foreach (var month in expected.GetProperty("por_mes").EnumerateObject())
        {
            var first = DateOnly.Parse(month.Name + "-01");
            Assert.Equal((month.Name, month.Value.GetInt32()), (month.Name, await TotalAsync(analyst, new { source = "management", field = "Fecha de ingreso", op = "between", value = new[] { $"{first:yyyy-MM-dd}", $"{first.AddMonths(1).AddDays(-1):yyyy-MM-dd}" } })));
        }
    }

    private static JsonElement Expected(string file) => JsonDocument.Parse(File.ReadAllText(RealData.File("expected_tables_dev.json"), Encoding.UTF8)).RootElement.GetProperty(file);

    private static async Task<int> TotalAsync(ApiClient client, object? condition = null) =>
        (await client.PostAsync("cases/search", new { campaign = "requerimientos", limit = 1, filter = new { connector = "all", items = condition is null ? [] : new[] { condition } } })).Body.GetProperty("total").GetInt32();
}
