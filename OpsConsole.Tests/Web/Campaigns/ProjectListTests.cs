using OpsConsole.Domain.Campaigns;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Campaigns;
using Xunit;

namespace OpsConsole.Tests.Web.Campaigns;

public sealed class ProjectListTests : ScreenTest
{
    private static readonly CampaignSummary[] Some =
    [
        Project("ñandu", "Ñandú", CampaignStatus.Draft, 1, null, 0),
        Project("norte", "Norte", CampaignStatus.Published, 3, 100, 50),
        Project("oeste", "Óeste", CampaignStatus.Published, 2, 100, 10),
    ];

    [Theory]
    [InlineData(null, null, null, "/proyectos")]
    [InlineData(" norte ", null, null, "/proyectos?buscar=norte")]
    [InlineData("a&b=c", "published", "name", "/proyectos?buscar=a%26b%3Dc&estado=published&orden=name")]
    [InlineData("", "99", "nothing", "/proyectos")]
    [InlineData(null, null, "-base", "/proyectos?orden=-base")]
    public void What_is_shown_stands_in_the_address_and_nothing_invented_does(string? search, string? status, string? order, string address) =>
        Assert.Equal(address, ProjectList.From(search, status, order).Link());

    [Theory]
    [InlineData("NAND", "ñandu")]
    [InlineData("oeste", "oeste")]
    [InlineData("ÑANDÚ", "ñandu")]
    public void The_search_looks_at_names_without_case_and_accents(string search, string found) =>
        Assert.Equal([found], Codes(ProjectList.From(search, null, null)));

    [Fact]
    public void The_one_that_changed_last_comes_first() => Assert.Equal(["norte", "oeste", "ñandu"], Codes(ProjectList.From(null, null, null)));

    [Fact]
    public void Names_sort_with_enye_after_n() => Assert.Equal(["norte", "ñandu", "oeste"], Codes(ProjectList.From(null, null, "name")));

    [Fact]
    public void Unknown_effectiveness_comes_before_all_others() => Assert.Equal("ñandu", Codes(ProjectList.From(null, null, "effectiveness")).First());

    [Fact]
    public void A_status_leaves_only_its_projects() => Assert.Equal(["ñandu"], Codes(ProjectList.From(null, "draft", null)));

    [Fact]
    public void Choosing_a_column_again_turns_its_order_round()
    {
        var list = ProjectList.From(null, null, null).SortedBy(ProjectSort.Name);
        Assert.Equal((ProjectSort.Name, false), (list.Sort, list.Descending));
        Assert.True(list.SortedBy(ProjectSort.Name).Descending);
        Assert.True(list.SortedBy(ProjectSort.Base).Descending);
    }

    private static IEnumerable<string> Codes(ProjectList list) => list.Of(Some).Select(p => p.Code);

    private static CampaignSummary Project(string code, string name, CampaignStatus status, int modified, int? rows, int effective) =>
        new(modified, code, name, CampaignKind.CloseTheLoop, status, FakeClock.Start, FakeClock.Start.AddHours(modified), rows, effective);
}
