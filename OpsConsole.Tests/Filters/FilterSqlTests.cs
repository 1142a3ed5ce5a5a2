using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>Promise B3: filters never become SQL.</summary>
public sealed class FilterSqlTests
{
    private const string Marker = "zqj7731";

    private static readonly string[] Attacks =
        [$"{Marker}'; DROP TABLE \"Cases\"; --", $"{Marker}\" OR \"1\"=\"1", $"%_{Marker}\\", $"{Marker}') UNION SELECT 1 --", $"$.{Marker}"];

    private static readonly (string, FieldType)[] Columns = [("texto", FieldType.Text), ("número", FieldType.Number), ("fecha", FieldType.Date), ("sí'no\"", FieldType.Boolean)];

    [Theory, OnEveryDatabase]
    public async Task No_value_of_any_operator_of_any_field_is_in_the_text_of_a_statement(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, Columns, [("k1", new Dictionary<string, string?> { ["texto"] = Attacks[0] })]);
        using var log = new StatementLog(table.Database.Connection);
        foreach (var field in FieldCatalog.Of(table.Campaign).Fields)
        {
            var conditions = FilterOp.For(field.Type).SelectMany(op => Values(field, op).Select(value => (FilterNode)FilterTable.Where(field.Name, op.Code, value, field.Source))).ToArray();
            Assert.NotEmpty(conditions);
            await table.KeysAsync(FilterTable.All(FilterTable.Any(conditions), FilterTable.None(conditions)), sorts: new CaseSort(field.Source, field.Name));
        }
        Assert.Equal(["k1"], await table.KeysAsync(FilterTable.Where("texto", "eq", Attacks[0])));
        await table.KeysAsync(FilterNode.Everything, search: string.Join(' ', Attacks));
        Assert.True(log.Statements.Count > 40);
        Assert.DoesNotContain(log.Statements, statement => HasLiteral(statement));
    }

    [Fact]
    public void A_value_that_stands_in_a_statement_would_be_seen() => Assert.True(HasLiteral($"SELECT * FROM \"Cases\" WHERE x = '{Attacks[0]}'"));

    [Theory]
    [InlineData("""{"connector":"all' OR 1=1","items":[]}""", "filter.connector")]
    [InlineData("""{"source":"base","field":"texto\" --","op":"eq","value":"x"}""", "filter.field")]
    [InlineData("""{"source":"base; --","field":"texto","op":"eq","value":"x"}""", "filter.field")]
    [InlineData("""{"source":"base","field":"texto","op":"eq OR","value":"x"}""", "filter.op")]
    [InlineData("""{"source":"base","field":"número","op":"eq","value":"1 OR 1=1"}""", "filter.value")]
    [InlineData("""{"source":"base","field":"fecha","op":"gte","value":"2026-01-01' OR '1'='1"}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"eq","value":"x","and":"OR"}""", "filter.and")]
    [InlineData("""{"source":"base","field":"texto","op":"in","value":["x",{"param":"my_branch' --"}]}""", "filter.value[1]")]
    [InlineData("""{"source":"base","field":"fecha","op":"eq","value":{"date":"today","plus":"1; --"}}""", "filter.value")]
    [InlineData("""{"source":"base","field":"fecha","op":"eq","value":{"date":"today","unit":"eon"}}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"eq","value":{"text":"x"}}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"eq","value":""}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"eq"}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"empty","value":"x"}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"between","value":["a"]}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"in","value":[]}""", "filter.value")]
    [InlineData("""{"source":"base","field":"número","op":"gt","value":1e400}""", "filter.value")]
    [InlineData("""{"source":"base","field":"texto","op":"contains","value":{"param":"me"}}""", "filter.value")]
    [InlineData("""{"source":"management","field":"Es alerta","op":"eq","value":1}""", "filter.value")]
    [InlineData("""[]""", "filter")]
    [InlineData("""{"connector":"all","items":{}}""", "filter.items")]
    [InlineData("""{"items":[]}""", "filter.connector")]
    public void A_tampered_tree_is_refused_with_its_path(string json, string path)
    {
        var (tree, errors) = FilterJson.Read(JsonElement.Parse(json));
        if (tree is not null)
            errors = FilterValidator.Check(tree, FieldCatalog.Of(Campaign()), Context());
        Assert.Equal(path, Assert.Single(errors).Field);
    }

    [Theory]
    [InlineData("""{"connector":"none","items":[{"source":"base","field":"texto","op":"not_contains","value":"ñ"},{"connector":"any","items":[]}]}""")]
    [InlineData("""{"source":"base","field":"fecha","op":"between","value":["2026-01-01",{"date":"start_of_month","plus":-1,"unit":"month"}]}""")]
    [InlineData("""{"source":"base","field":"texto","op":"not_empty"}""")]
    public void A_tree_is_written_as_it_was_read(string json)
    {
        var (tree, errors) = FilterJson.Read(JsonElement.Parse(json));
        Assert.Empty(errors);
        Assert.Empty(FilterValidator.Check(tree!, FieldCatalog.Of(Campaign()), Context()));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(FilterJson.Write(tree!))));
    }

    private static bool HasLiteral(string statement) => statement.Contains(Marker, StringComparison.OrdinalIgnoreCase) || statement.Contains("987654", StringComparison.Ordinal) || statement.Contains("2031", StringComparison.Ordinal);

    private static IEnumerable<object?> Values(CaseField field, FilterOp op)
    {
        if (!op.TakesValue)
            return [null];
        object[] values = field.Type switch
        {
            FieldType.Text => Attacks,
            FieldType.Number => [987654.5, -987654],
            FieldType.Date => ["2031-05-06", "2031-05-06T07:08", "2031-05-06T07:08:09.123-05:00"],
            FieldType.Boolean => [true, false],
            FieldType.Choice => [.. field.Choices.Select(c => c.Label)],
        };
        return op.Comparison switch
        {
            Comparison.In => [values],
            Comparison.Between => [new[] { values[0], values[1] }],
            Comparison.LastDays => [987],
            _ => values,
        };
    }

    private static Campaign Campaign()
    {
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "c", "c", FakeClock.Start);
        foreach (var (name, type) in Columns)
            campaign.Schema = campaign.Schema.With(SchemaField.Base, name, type);
        return campaign;
    }

    private static FilterContext Context() => new(CampaignTime.Of(Campaign(), new FakeClock()), new(1, "n", "e", OpsConsole.Domain.People.Role.Agent, 0), Places.None);
}
