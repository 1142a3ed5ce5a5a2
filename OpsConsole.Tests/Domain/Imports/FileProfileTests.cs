using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class FileProfileTests
{
    private readonly Campaign _campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "prueba", "Prueba", FakeClock.Start);

    [Theory]
    [InlineData("1|2,5|-3", FieldType.Number)]
    [InlineData("15/07/2025|2025-07-16|", FieldType.Date)]
    [InlineData("1|2|tres", FieldType.Text)]
    [InlineData("00123456|12345678|1", FieldType.Text)]
    [InlineData("1,234|2|3", FieldType.Number)]
    [InlineData("1,234,567|2|3", FieldType.Text)]
    [InlineData("||", null)]
    public async Task The_type_of_a_new_column_is_what_all_its_values_are(string values, FieldType? type)
    {
        var rows = values.Split('|').Select((value, at) => $"{at}|2025-07-15|5|{value}");
        var schema = (await ProfileAsync(["Id CCX|Fecha encuesta|Recomendación|Nueva", .. rows])).Extend(_campaign.Schema);
        Assert.Equal(type, schema.Find("survey", "Nueva")!.Type);
    }

    [Fact]
    public async Task Dates_that_only_fit_month_before_day_are_asked_about()
    {
        var fault = (await Assert.ThrowsAsync<FileFaultException>(() => ProfileAsync("Id CCX|Fecha encuesta|Recomendación", "1|1/2/2014|5", "2|1/13/2014|5"))).Fault;
        Assert.Equal(("date.month_first", "Fecha encuesta", "3", "1/13/2014"), (fault.Code, fault.Args[0], fault.Args[1], fault.Args[2]));
    }

    [Fact]
    public async Task A_single_mistaken_date_among_day_first_ones_is_a_fault_of_its_row_only() =>
        Assert.Equal(2, (await ProfileAsync("Id CCX|Fecha encuesta|Recomendación", "1|13/1/2014|5", "2|1/13/2014|5")).Rows);

    [Fact]
    public async Task Dates_that_fit_both_orders_are_read_day_first_and_the_preview_says_so()
    {
        Assert.Equal(["Fecha encuesta"], (await ProfileAsync("Id CCX|Fecha encuesta|Recomendación", "1|1/2/2014|5", "2|3/4/2014|5")).AssumedDayFirst);
        Assert.Empty((await ProfileAsync("Id CCX|Fecha encuesta|Recomendación", "1|1/2/2014|5", "2|13/4/2014|5")).AssumedDayFirst);
    }

    [Theory]
    [InlineData("Id CCX|Fecha encuesta|Texto", "1|2025-07-15|x")]
    [InlineData("Id CCX|Fecha encuesta|Recomendación", "1|2025-07-15|")]
    public async Task A_file_in_which_no_row_has_a_score_is_refused_unless_that_is_allowed(string header, string row)
    {
        Assert.Equal("score.none", (await Assert.ThrowsAsync<FileFaultException>(() => ProfileAsync(header, row))).Fault.Code);
        Assert.Equal(1, (await ProfileAsync([header, row], allowNoScore: true)).Rows);
    }

    [Fact]
    public async Task A_header_without_rows_is_no_success() =>
        Assert.Equal("file.no_rows", (await Assert.ThrowsAsync<FileFaultException>(() => ProfileAsync("Id CCX|Fecha encuesta|Recomendación"))).Fault.Code);

    private Task<FileProfile> ProfileAsync(params string[] lines) => ProfileAsync(lines, allowNoScore: false);

    private Task<FileProfile> ProfileAsync(string[] lines, bool allowNoScore)
    {
        var table = new TestTable(lines);
        return FileProfile.OfAsync(table, ColumnPlan.For(table, new(), _campaign, ImportKind.Responses), _campaign, ImportKind.Responses, allowNoScore, CancellationToken.None);
    }
}
