using Microsoft.AspNetCore.Http;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

public sealed class ShellPartsTests
{
    [Theory]
    [InlineData("/proyectos?buscar=norte", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/a\r\nSet-Cookie: x", false)]
    [InlineData("/a\\b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_addresses_of_this_console_are_followed(string? url, bool local)
    {
        Assert.Equal(local, LocalUrl.IsLocal(url));
        Assert.Equal(local ? url : "/", LocalUrl.OrHome(url));
    }

    [Fact]
    public void The_look_comes_from_the_cookies_and_nothing_invented_gets_in()
    {
        Assert.Equal(new Look("dark", "compact"), Look.From(Cookies("oc-theme=dark; oc-density=compact")));
        Assert.Equal(Look.Default, Look.From(Cookies("oc-theme=\"><script>; oc-density=huge")));
        Assert.Equal("light", Look.Default.Painted);
    }

    private static IRequestCookieCollection Cookies(string header)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = header;
        return http.Request.Cookies;
    }
}
