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
        var address = new GridAddress { Campaign = "operaciones", All = true, States = [CaseStatus.Started, CaseStatus.FollowUp], Sort = "Vence", Descending = true, Rows = 25, After = "100123" };
        Assert.Equal(address.Href, GridAddress.Parse("operaciones", Host + address.Href, null).Href);
    }

    [Fact]
    public void What_is_searched_for_is_never_in_the_address()
    {
        var address = new GridAddress { Campaign = "operaciones", Search = "Apellido buscado" };
        Assert.DoesNotContain("buscado", address.Href, StringComparison.Ordinal);
        Assert.Equal("Apellido buscado", GridAddress.Parse("operaciones", Host + address.Href, address.Search).Search);
    }

    [Theory]
    [InlineData("?estado=Nonsense,Started&filas=7&despues=x")]
    [InlineData("?estado=Started,Started&filas=999999&despues=-5")]
    public void Nonsense_in_an_address_is_passed_over(string query)
    {
        var address = GridAddress.Parse("operaciones", $"{Host}/proyectos/operaciones/close-the-loop{query}", null);
        Assert.Equal([CaseStatus.Started], address.States);
        Assert.Equal(GridAddress.DefaultRows, address.Rows);
        Assert.True(address.IsFirst);
    }
}
