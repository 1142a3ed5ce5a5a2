using OpsConsole.Domain.Cases;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

public sealed class GridAddressTests
{
    private const string Host = "http://localhost";

    [Fact]
    public void An_address_copied_to_another_window_gives_the_same_screen()
    {
        var address = new GridAddress { Campaign = "operaciones", All = true, States = [CaseStatus.Started, CaseStatus.FollowUp], Sort = "-due,b3", SearchId = "Zm9v", Columns = "YmFy", Rows = 25, After = "100123" };
        Assert.Equal(address.Href, GridAddress.Parse("operaciones", Host + address.Href).Href);
    }

    [Fact]
    public void A_filter_is_named_by_its_id_and_what_stands_beside_the_grid_is_another_place_of_the_same_list()
    {
        var address = new GridAddress { Campaign = "operaciones", Filter = "Zm9vYmFyLWZpbHRyby0xMg", All = true };
        Assert.Equal("/proyectos/operaciones/close-the-loop?filtro=Zm9vYmFyLWZpbHRyby0xMg", address.Href);
        var open = GridAddress.Parse("operaciones", Host + address.Href + "&panel=filtro");
        Assert.Equal((GridAddress.FilterPanel, address.Filter), (open.Panel, open.Filter));
        Assert.True(open.ShowsListOf(address));
        Assert.False(open.ShowsListOf(address with { Filter = "other" }));
        Assert.Null(GridAddress.Parse("operaciones", $"{Host}/x?panel=nonsense").Panel);
    }

    [Fact]
    public void The_address_of_a_case_says_the_list_it_is_of_without_what_is_open_or_ticked()
    {
        Assert.Equal("/proyectos/operaciones/close-the-loop/100001", new GridAddress { Campaign = "operaciones" }.CaseHref("100001"));
        Assert.Equal("/proyectos/operaciones/close-the-loop/100001?modo=ver", new GridAddress { Campaign = "operaciones" }.CaseHref("100001", viewOnly: true));
        var list = new GridAddress { Campaign = "operaciones", Filter = "Zm9v", Sort = "-due", States = [CaseStatus.Started], Rows = 50, After = "100123", Panel = GridAddress.FilterPanel, Selection = "YmFy" };
        Assert.Equal(list.Behind.Href, GridAddress.Parse("operaciones", Host + list.CaseHref("100007", viewOnly: true)).Href);
        Assert.Equal((null, null, "Zm9v", "100123"), (list.Behind.Panel, list.Behind.Selection, list.Behind.Filter, list.Behind.After));
    }

    [Fact]
    public void A_default_filter_steps_in_only_where_nothing_was_asked_for()
    {
        GridAddress Of(string query) => GridAddress.Parse("operaciones", $"{Host}/proyectos/operaciones/close-the-loop{query}");
        Assert.True(Of("").IsBare);
        Assert.All(new[] { "?vista=alertas", "?vista=todos", "?estado=Started", "?filtro=x", "?orden=due", "?columnas=x", "?buscar=x", "?panel=filtro" }, query => Assert.False(Of(query).IsBare));
    }

    [Fact]
    public void What_is_searched_for_is_never_in_the_address()
    {
        var address = new GridAddress { Campaign = "operaciones", Search = "Apellido buscado", SearchId = "Zm9vYmFyLWJ1c2NhZG8tMQ" };
        Assert.Equal("/proyectos/operaciones/close-the-loop?buscar=Zm9vYmFyLWJ1c2NhZG8tMQ", address.Href);
        Assert.Equal(address.SearchId, GridAddress.Parse("operaciones", Host + address.Href).SearchId);
    }

    [Theory]
    [InlineData("?estado=Nonsense,Started&filas=7&despues=x&orden=%2D%2Ddue")]
    [InlineData("?estado=Started,Started&filas=999999&despues=-5")]
    public void Nonsense_in_an_address_is_passed_over(string query)
    {
        var address = GridAddress.Parse("operaciones", $"{Host}/proyectos/operaciones/close-the-loop{query}");
        Assert.Equal([CaseStatus.Started], address.States);
        Assert.Null(address.Rows);
        Assert.Null(address.Sort);
        Assert.True(address.IsFirst);
    }
}
