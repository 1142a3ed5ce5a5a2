using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Promise F9: a half-typed plan of 300 characters is back, letter for letter, whatever happened to the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DraftJourneyTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Head = "jp.cusco@demo.example", Plan = "#f-actionPlan";

    [Fact]
    public Task A_reload_at_once() => RoundsAsync(async (page, _) => await page.ReloadAsync());

    [Fact]
    public Task A_change_of_page_at_once() => RoundsAsync(async (page, address) =>
    {
        await page.Locator(".crumbs a").First.ClickAsync();
        await Expect(page.Locator(Plan)).ToHaveCountAsync(0);
        await page.GotoAsync(address);
    });

    [Fact]
    public async Task A_tab_closed_at_once_and_opened_again()
    {
        await using var session = await world.SignedInAsync(Head);
        var address = await FirstAsync(session.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            var tab = await session.Page.Context.NewPageAsync();
            await TypeAsync(tab, address, text);
            await tab.CloseAsync();
            await IsBackAsync(session.Page, address, text);
        }
    }

    [Fact]
    public async Task Another_browser_of_the_same_person_two_seconds_later()
    {
        await using var here = await world.SignedInAsync(Head);
        await using var there = await world.SignedInAsync(Head);
        var address = await FirstAsync(here.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            await TypeAsync(here.Page, address, text);
            await Expect(here.Page.GetByText("Borrador guardado")).ToBeVisibleAsync();
            await here.Page.WaitForTimeoutAsync(2_000);
            await IsBackAsync(there.Page, address, text);
        }
    }

    [Fact]
    public Task A_lost_connection_and_typing_on_without_it() => RoundsAsync(async (page, _) =>
    {
        await page.Context.SetOfflineAsync(true);
        await page.WaitForTimeoutAsync(1_500);
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
    });

    [Fact]
    public Task An_ended_session_and_signing_in_again() => RoundsAsync(async (page, address) =>
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(address);
        await page.Locator("input[autocomplete=username]").FillAsync(Head);
        await page.Locator("input[type=password]").FillAsync(TestConsole.DemoPassword);
        await page.Locator("form button[type=submit]").First.ClickAsync();
    });

    private async Task RoundsAsync(Func<IPage, string, Task> happens)
    {
        await using var session = await world.SignedInAsync(Head);
        var address = await FirstAsync(session.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            await TypeAsync(session.Page, address, text);
            await happens(session.Page, address);
            await Expect(session.Page.Locator(Plan)).ToHaveValueAsync(text, new() { Timeout = 20_000 });
        }
    }

    private static async Task TypeAsync(IPage page, string address, string text)
    {
        if (!page.Url.EndsWith(address, StringComparison.Ordinal))
            await page.GotoAsync(address);
        await StartedAsync(page);
        await page.Locator(Plan).SelectTextAsync();
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>The fields are given to the browser when the alert is open: from then on nothing is lost.</summary>
    private static async Task StartedAsync(IPage page)
    {
        await Expect(page.Locator(Plan)).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator("#alert-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    private static async Task IsBackAsync(IPage page, string address, string text)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator(Plan)).ToHaveValueAsync(text, new() { Timeout = 20_000 });
    }

    private static async Task<string> FirstAsync(IPage page)
    {
        await page.GotoAsync(List + "?estado=Unmanaged,Started");
        return (await page.Locator("table.grid tbody a.id").First.GetAttributeAsync("href"))!;
    }

    private static string Text(int round) => string.Concat(Enumerable.Repeat($"Vuelta {round}: ñandú, ¿qué pasó? ¡ágil pingüino! «300» 😀 ", 10))[..300].TrimEnd('\uD83D');
}
