using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Promise F9: a half-typed plan or observation of 300 characters is back, letter for letter, whatever happened to the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DraftJourneyTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop";

    /// <summary>Where something long is typed.</summary>
    public enum Form
    {
        Alert,
        Disposition,
    }

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public Task A_reload_at_once(Form form) => RoundsAsync(form, async (page, _) => await page.ReloadAsync());

    [Fact]
    public Task Other_tabs_of_the_case_and_back() => RoundsAsync(Form.Disposition, async (page, address) =>
    {
        foreach (var tab in new[] { "historial", "cliente", "caso" })
        {
            await page.Locator(tab == "caso" ? $".tabs a[href$='{address}']" : $".tabs a[href$='pestana={tab}']").ClickAsync();
            await Expect(page.Locator($"[data-part={tab}]")).ToBeVisibleAsync();
        }
    });

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public Task A_change_of_page_at_once(Form form) => RoundsAsync(form, async (page, address) =>
    {
        await page.Locator(".crumbs a").First.ClickAsync();
        await Expect(page.Locator(Field(form))).ToHaveCountAsync(0);
        await page.GotoAsync(address);
    });

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public async Task A_tab_closed_at_once_and_opened_again(Form form)
    {
        await using var session = await world.SignedInAsync(Person(form));
        var address = await AddressAsync(form, session.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            var tab = await session.Page.Context.NewPageAsync();
            await TypeAsync(form, tab, address, text);
            await tab.CloseAsync();
            await IsBackAsync(form, session.Page, address, text);
        }
    }

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public async Task Another_browser_of_the_same_person_two_seconds_later(Form form)
    {
        await using var here = await world.SignedInAsync(Person(form));
        await using var there = await world.SignedInAsync(Person(form));
        var address = await AddressAsync(form, here.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            await TypeAsync(form, here.Page, address, text);
            await Expect(here.Page.GetByText("Borrador guardado")).ToBeVisibleAsync();
            await here.Page.WaitForTimeoutAsync(2_000);
            await IsBackAsync(form, there.Page, address, text);
        }
    }

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public Task A_lost_connection_and_typing_on_without_it(Form form) => RoundsAsync(form, async (page, _) =>
    {
        await page.Context.SetOfflineAsync(true);
        await page.WaitForTimeoutAsync(1_500);
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
    });

    [Theory, InlineData(Form.Alert), InlineData(Form.Disposition)]
    public Task An_ended_session_and_signing_in_again(Form form) => RoundsAsync(form, async (page, address) =>
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(address);
        await page.Locator("input[autocomplete=username]").FillAsync(Person(form));
        await page.Locator("input[type=password]").FillAsync(TestConsole.DemoPassword);
        await page.Locator("form button[type=submit]").First.ClickAsync();
    });

    private async Task RoundsAsync(Form form, Func<IPage, string, Task> happens)
    {
        await using var session = await world.SignedInAsync(Person(form));
        var address = await AddressAsync(form, session.Page);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = Text(round);
            await TypeAsync(form, session.Page, address, text);
            await happens(session.Page, address);
            await Expect(session.Page.Locator(Field(form))).ToHaveValueAsync(text, new() { Timeout = 20_000 });
        }
    }

    private static async Task TypeAsync(Form form, IPage page, string address, string text)
    {
        if (!page.Url.EndsWith(address, StringComparison.Ordinal))
            await page.GotoAsync(address);
        await StartedAsync(form, page);
        await page.Locator(Field(form)).SelectTextAsync();
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>The fields are given to the browser when the alert is open: from then on nothing is lost.</summary>
    private static async Task StartedAsync(Form form, IPage page)
    {
        await Expect(page.Locator(Field(form))).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator((form == Form.Alert ? "#alert-form" : "#disposition-form") + "[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    private static async Task IsBackAsync(Form form, IPage page, string address, string text)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator(Field(form))).ToHaveValueAsync(text, new() { Timeout = 20_000 });
    }

    private static string Person(Form form) => form == Form.Alert ? "jp.cusco@demo.example" : "agente2.piura@demo.example";

    private static string Field(Form form) => form == Form.Alert ? "#f-actionPlan" : "#disposition-observations";

    private async Task<string> AddressAsync(Form form, IPage page)
    {
        if (form == Form.Alert)
        {
            await page.GotoAsync(List + "?estado=Unmanaged,Started");
            return (await page.Locator("table.grid tbody a.id").First.GetAttributeAsync("href"))!;
        }
        using var api = await ApiClient.SignInAsync(world.Console.Address, Person(form));
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", description = "Para escribir a medias" });
        return $"/proyectos/servicio/casos/{made.Body.GetProperty("number").GetString()}";
    }

    private static string Text(int round) => string.Concat(Enumerable.Repeat($"Vuelta {round}: ñandú, ¿qué pasó? ¡ágil pingüino! «300» 😀 ", 10))[..300].TrimEnd('\uD83D');
}
