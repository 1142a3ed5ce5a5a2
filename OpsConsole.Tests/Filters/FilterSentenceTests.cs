using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using Xunit;
using static OpsConsole.Tests.Filters.FilterTable;

namespace OpsConsole.Tests.Filters;

/// <summary>A filter said in words, taken apart into chips, and typed as a line.</summary>
public sealed class FilterSentenceTests : ScreenTest
{
    private static readonly string[] Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly FieldCatalog Catalogue = FieldCatalog.Of(CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", FakeClock.Start));

    private static readonly FilterNode Alerts = Managed(FieldCatalog.IsAlert, "eq", true);

    public static TheoryData<FilterNode, string, string> Sentences => new()
    {
        { All(), "Todos los registros.", "All records." },
        { All(Alerts), "Todas las alertas.", "All alerts." },
        {
            All(Alerts, Where("Agencia", "eq", "PIURA"), Received("gte", "2023-07-01"), Received("lte", "2023-07-31")),
            "Alertas en las que Agencia es PIURA y Fecha encuesta desde 01/07/2023 hasta 31/07/2023, ambos días incluidos (hora de Lima).",
            "Alerts where Agencia is PIURA and Fecha encuesta from 01/07/2023 to 31/07/2023, both days included (Lima time)."
        },
        {
            All(Where("Agencia", "eq", "PIURA"), Any(Managed(FieldCatalog.State, "in", new[] { "Unmanaged", "iniciado" }), Managed(FieldCatalog.Due, "lt", new { date = "today", plus = 1, unit = "business_day" }))),
            "Registros en los que Agencia es PIURA y (Estado gestión es Sin gestión o Iniciado o Vence anterior a 1 día hábil después de hoy) (hora de Lima).",
            "Records where Agencia is PIURA and (State is Not started or Started or Due before 1 business day after today) (Lima time)."
        },
        { None(Managed(FieldCatalog.Score, "between", new[] { 7, 8 }), Managed(FieldCatalog.Responsible, "empty")), "Registros en los que no se cumple Puntaje está entre 7 y 8, ni Responsable está vacío.", "Records where it does not hold that Score is between 7 and 8, nor Responsible is empty." },
        { Managed(FieldCatalog.Branch, "eq", new { param = "my_branch" }), "Registros en los que Agencia es mi agencia.", "Records where Branch is my branch." },
        { Managed(FieldCatalog.Number, "in", Enumerable.Range(1, 9).Select(i => $"{i}")), "Registros en los que Número es 1, 2, 3, 4 o 5 más.", "Records where Number is 1, 2, 3, 4 or 5 more." },
        { All(new FilterCondition("", "", "")), "Todos los registros.", "All records." },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void A_filter_is_said_in_one_sentence_of_either_language(FilterNode tree, string spanish, string english)
    {
        Assert.Equal(spanish, FilterSentence.Plain(FilterSentence.Of(tree, Catalogue, Speak())));
        Speak("en");
        Assert.Equal(english, FilterSentence.Plain(FilterSentence.Of(tree, Catalogue, Speak())));
    }

    [Fact]
    public void A_condition_without_a_field_says_nothing_yet()
    {
        var chosen = Where("Agencia", "eq", "PIURA");
        Assert.Equal(FilterSentence.Plain(FilterSentence.Of(All(chosen), Catalogue, Speak())), FilterSentence.Plain(FilterSentence.Of(All(chosen, Where("", "eq", "x")), Catalogue, Speak())));
    }

    [Fact]
    public void Values_stand_out_in_the_sentence_and_nothing_else_does() =>
        Assert.Equal(["PIURA"], FilterSentence.Of(All(Where("Agencia", "eq", "PIURA")), Catalogue, Speak()).Where(p => p.Kind == FilterPartKind.Value).Select(p => p.Text));

    [Fact]
    public void Each_part_of_the_outermost_group_is_a_chip_that_can_be_taken_off()
    {
        var tree = All(Where("Agencia", "eq", "PIURA"), Any(Managed(FieldCatalog.Score, "lte", 6), Managed(FieldCatalog.Sla, "eq", "Overdue")), Any(Managed(FieldCatalog.Score, "empty")));
        var chips = FilterChips.Of(tree, Catalogue, Speak());
        Assert.Equal(["Agencia es PIURA", "Alguna de 2 condiciones", "Puntaje está vacío"], chips.Select(c => FilterSentence.Plain(c.Parts)));
        Assert.Equal(["Agencia", "Subgrupo", "Subgrupo"], chips.Select(c => c.Name));
        Assert.Equal([tree.Items[0], tree.Items[2]], ((FilterGroup)FilterChips.Without(tree, 1)).Items);
        Assert.Equal((null, "Alguna:", "Ninguna:"), (FilterChips.Lead(tree, Speak()), FilterChips.Lead(Any([.. tree.Items]), Speak()), FilterChips.Lead(None([.. tree.Items]), Speak())));
        Assert.Equal(FilterNode.Everything, FilterChips.Without(tree.Items[0], 0));
    }

    [Theory]
    [InlineData("agencia:piura fecha:julio-2023", """{"connector":"all","items":[{"source":"base","field":"Agencia","op":"eq","value":"piura"},{"source":"meta","field":"Fecha encuesta","op":"between","value":["2023-07-01","2023-07-31"]}]}""")]
    [InlineData("estado:\"sin g\" puntaje:<=6", """{"connector":"all","items":[{"source":"management","field":"Estado gestión","op":"eq","value":"Unmanaged"},{"source":"management","field":"Puntaje","op":"lte","value":6}]}""")]
    [InlineData("fecha:1/7/23..31/07/2023", """{"connector":"all","items":[{"source":"meta","field":"Fecha encuesta","op":"between","value":["2023-07-01","2023-07-31"]}]}""")]
    [InlineData("es_alerta:sí vence:<hoy", """{"connector":"all","items":[{"source":"management","field":"Es alerta","op":"eq","value":true},{"source":"management","field":"Vence","op":"lt","value":{"date":"today"}}]}""")]
    public void Conditions_can_be_typed_as_a_line(string line, string tree)
    {
        var (conditions, unread) = Line().Read(line);
        Assert.Empty(unread);
        Assert.Equal(tree, FilterJson.Write(All([.. conditions])));
    }

    [Fact]
    public void Words_that_say_no_condition_are_given_back() =>
        Assert.Equal(["nada:1", "suelto", "puntaje:seis", "estado:zzz", "fecha:31/02/2023"], Line().Read("nada:1 suelto puntaje:seis estado:zzz fecha:31/02/2023").Unread);

    [Theory]
    [InlineData("3/7/26", "2026-07-03")]
    [InlineData("03072026", "2026-07-03")]
    [InlineData("03-07-2026", "2026-07-03")]
    [InlineData(" 3/7/2026  9:05 ", "2026-07-03T09:05")]
    [InlineData("2026-07-03", "2026-07-03")]
    [InlineData("31/02/2026", null)]
    [InlineData("7/3", null)]
    [InlineData("03/07/0026", null)]
    public void Dates_are_read_as_people_write_them(string typed, string? date) => Assert.Equal(date, TypedDate.Read(typed));

    private static FilterCondition Managed(string field, string op, object? value = null) => Where(field, op, value, CaseField.Management);

    private static FilterCondition Received(string op, string day) => Where(FieldCatalog.SurveyTime, op, day, SchemaField.Meta);

    private FilterWords Speak() => Services.GetRequiredService<FilterSpeech>().Of(Lima);

    private FilterLine Line() => new(Catalogue, Speak(), new(2023, 9, 10), Months);
}
