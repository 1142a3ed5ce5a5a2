using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class ColumnPlanTests
{
    private readonly Campaign _campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "prueba", "Prueba", FakeClock.Start);

    [Fact]
    public void Headers_count_trimmed_and_folded_and_further_ones_are_questions()
    {
        var plan = Plan("ID ccx | FECHA ENCUESTA|agencia|recomendacion|Segmento|¿Volvería? ");
        Assert.Equal(["meta/Id CCX", "meta/Fecha encuesta", "base/Agencia", "survey/Recomendación", "base/Segmento", "survey/¿Volvería?"], plan.Columns.Select(c => $"{c.Source}/{c.Field}"));
    }

    [Fact]
    public void In_a_base_file_everything_but_the_reference_is_a_base_column()
    {
        var plan = ColumnPlan.For(new TestTable("ExternalDataReference|Agencia|FirstName|Nueva"), new(), _campaign, ImportKind.Base);
        Assert.Equal(["meta/ExternalDataReference", "base/Agencia", "base/FirstName", "base/Nueva"], plan.Columns.Select(c => $"{c.Source}/{c.Field}"));
    }

    [Fact]
    public void The_reasons_of_a_rejected_file_are_not_taken_for_an_answer() =>
        Assert.Equal(["Motivo"], Plan("Id CCX|Fecha encuesta|Recomendación|Motivo").LeftOut);

    [Fact]
    public void A_mapping_leaves_out_what_it_does_not_name() =>
        Assert.Equal(["x"], Plan("id|f|x", Mapping(("id", "meta", "Id CCX"), ("f", "meta", "Fecha encuesta"))).LeftOut);

    [Theory]
    [InlineData("Id CCX|Recomendación", "columns.required_missing", "Fecha encuesta")]
    [InlineData("uno|dos", "columns.required_missing", "Id CCX, Fecha encuesta")]
    [InlineData("Id CCX|Fecha encuesta|x|X ", "header.duplicate", "x")]
    [InlineData("Id CCX||Fecha encuesta", "header.unclear", "1")]
    [InlineData("1|2025-07-15|7", "header.unclear", "1")]
    public void A_header_that_leaves_something_open_asks(string header, string code, string arg)
    {
        var fault = Assert.Throws<FileFaultException>(() => Plan(header)).Fault;
        Assert.Equal((code, arg), (fault.Code, fault.Args[0]));
    }

    [Fact]
    public void Title_lines_above_the_header_lead_to_the_question_with_the_likely_row()
    {
        var table = new TestTable("|||TIEMPO||", "LUGAR|TRÁMITE|||", "MUNICIPIO|TIPO|CAUSAL|2021|2022", "BARANOA|QUEJA|CORTES|28|85");
        var fault = Assert.Throws<FileFaultException>(() => ColumnPlan.For(table, new(), _campaign, ImportKind.Responses)).Fault;
        Assert.Equal(("header.unclear", "1", "3"), (fault.Code, fault.Args[0], fault.Args[1]));
    }

    [Theory]
    [InlineData("zz", "meta", "Id CCX", "mapping.column_missing")]
    [InlineData("id", "meta", "Inventado", "mapping.field_unknown")]
    [InlineData("id", "management", "Número", "mapping.source_unknown")]
    [InlineData("id", "base", " ", "mapping.field_unknown")]
    public void A_mapping_that_fits_nothing_says_where(string column, string source, string field, string code) =>
        Assert.Equal(code, Assert.Throws<FileFaultException>(() => Plan("id|f", Mapping((column, source, field)))).Fault.Code);

    [Fact]
    public void Two_columns_for_one_field_are_refused() =>
        Assert.Equal("mapping.field_twice", Assert.Throws<FileFaultException>(() => Plan("id|f", Mapping(("id", "meta", "Id CCX"), ("f", "meta", "Id CCX")))).Fault.Code);

    [Theory]
    [InlineData("q")]
    [InlineData("'")]
    public void A_date_pattern_that_reads_nothing_is_refused(string pattern)
    {
        var mapping = new ImportMapping { Columns = [new() { Column = "f", Source = "meta", Field = "Fecha encuesta", DateFormat = pattern }] };
        Assert.Equal("mapping.pattern_invalid", Assert.Throws<FileFaultException>(() => Plan("id|f", mapping)).Fault.Code);
    }

    private ColumnPlan Plan(string header, ImportMapping? mapping = null) => ColumnPlan.For(new TestTable(header), mapping ?? new(), _campaign, ImportKind.Responses);

    private static ImportMapping Mapping(params (string Column, string Source, string Field)[] columns) =>
        new() { Columns = [.. columns.Select(c => new ColumnMapping { Column = c.Column, Source = c.Source, Field = c.Field })] };
}
