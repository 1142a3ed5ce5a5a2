using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>A screen on a wall, from its making to its end: the real server, and a browser in which nobody is signed in.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WallJourneyTests(ConsoleInBrowser world)
{
    private const float Soon = 15_000;

    [Fact]
    public async Task A_supervisor_makes_a_screen_that_shows_figures_by_its_address_alone_until_it_is_revoked()
    {
        await using var office = await world.SignedInAsync("supervisor.norte@demo.example");
        await office.GotoAsync("/tablero/pantallas");
        await office.Page.Locator("#name").FillAsync("Sala Norte");
        await office.Page.Locator("#wall-make").ClickAsync();
        await Expect(office.Page.Locator("#wall-address")).ToBeVisibleAsync(new() { Timeout = Soon });
        var address = await office.Page.Locator("#wall-address").InnerTextAsync();
        await office.AssertAccessibleAsync();

        await using var room = await world.Browser.OpenAsync(world.Console);
        await room.Page.GotoAsync(address);
        await Expect(room.Page.Locator("#wall[data-state=live]")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(room.Page).ToHaveURLAsync(new Regex("/pared$"));
        await Expect(room.Page.Locator("#wall-name")).ToHaveTextAsync("Sala Norte");
        await Expect(room.Page.Locator("#wall-branches tbody tr").First).ToBeVisibleAsync();
        await Expect(room.Page.Locator("[data-figure=open] dd")).Not.ToHaveTextAsync("0");
        var shown = await room.Page.Locator("#wall").InnerTextAsync();
        Assert.DoesNotMatch(@"\d{6}", shown);
        Assert.Empty(await room.Page.EvaluateAsync<string>("document.cookie"));
        await room.AssertAccessibleAsync();

        await room.Page.Context.SetOfflineAsync(true);
        await Expect(room.Page.Locator("#wall[data-state=lost]")).ToBeVisibleAsync(new() { Timeout = Soon });
        await room.Page.Context.SetOfflineAsync(false);
        await Expect(room.Page.Locator("#wall[data-state=live]")).ToBeVisibleAsync(new() { Timeout = Soon });

        await ServeAsync(address.Split('#')[1]);
        await office.Page.Locator("[data-wall='Sala Norte']").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(room.Page.Locator("#wall[data-state=ended]")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(room.Page.Locator("#wall-figures")).ToBeHiddenAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await EnterAsync(address.Split('#')[1]));
    }

    /// <summary>As a program asks: the cookie is none of a script's, an unchanged answer is 304, another token is nobody's.</summary>
    private async Task ServeAsync(string token)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await EnterAsync("nothing"));
        Assert.Equal(HttpStatusCode.NoContent, await EnterAsync(token));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(world.Console.Address) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/pared/cifras")).StatusCode);
        using var entered = await http.PostAsync("/pared/entrar", Body(token));
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var first = await http.GetAsync("/pared/cifras");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        http.DefaultRequestHeaders.Add("If-None-Match", first.Headers.ETag!.Tag);
        Assert.Contains((await http.GetAsync("/pared/cifras")).StatusCode, new[] { HttpStatusCode.NotModified, HttpStatusCode.OK });
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/counters?by=branch")).StatusCode);
    }

    private async Task<HttpStatusCode> EnterAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = new(world.Console.Address) };
        using var answer = await http.PostAsync("/pared/entrar", Body(token));
        return answer.StatusCode;
    }

    private static StringContent Body(string token) => new($$"""{"token":"{{token}}"}""", System.Text.Encoding.UTF8, "application/json");
}
