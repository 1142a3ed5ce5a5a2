using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

public sealed class PlaceholdersTests
{
    private static readonly BaseSchema Operaciones = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", DateTime.UnixEpoch).Schema;

    [Theory]
    [InlineData(1, SchemaField.Meta, "FirstName")]
    [InlineData(2, SchemaField.Meta, "LastName")]
    [InlineData(3, SchemaField.Meta, "Email")]
    [InlineData(4, SchemaField.Meta, "ExternalDataReference")]
    [InlineData(5, SchemaField.Base, "Fecha_Operacion")]
    [InlineData(17, SchemaField.Base, "Agencia")]
    [InlineData(18, SchemaField.Base, "Representante")]
    public void A_mark_counts_the_four_of_the_customer_and_then_the_base_columns(int number, string source, string column) =>
        Assert.Equal("a valor b", Placeholders.Fill($"a @base{number}@ b", Operaciones, new Dictionary<string, string> { [Operaciones.Find(source, column)!.Key] = "valor" }));

    [Theory]
    [InlineData("@base0@")]
    [InlineData("@base19@")]
    [InlineData("@base99999999999999999999@")]
    [InlineData("@base17@")]
    public void A_number_without_a_column_or_an_empty_value_shows_a_dash_never_the_mark(string mark) =>
        Assert.Equal("En — fue", Placeholders.Fill($"En {mark} fue", Operaciones, new Dictionary<string, string> { [Operaciones.Find(SchemaField.Base, "Agencia")!.Key] = "  " }));

    [Theory]
    [InlineData("sin marcas")]
    [InlineData("correo@base.test y @base@ y @baseX@")]
    [InlineData("")]
    public void What_is_no_mark_stays_as_it_is(string question) => Assert.Equal(question, Placeholders.Fill(question, Operaciones, new Dictionary<string, string>()));

    [Fact]
    public void What_was_filled_in_can_be_told_from_what_was_asked()
    {
        var values = new Dictionary<string, string> { [Operaciones.Find(SchemaField.Base, "Agencia")!.Key] = "@base5@" };
        Assert.Equal([new("¿En ", false), new("@base5@", true), new("?", false)], Placeholders.Parts("¿En @base17@?", Operaciones, values));
    }
}
