using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The alert page as people see it: no violation of accessibility in any of its states, light and dark, wide and narrow.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AlertScreenTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Head = "jp.trujillo@demo.example";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_state_of_the_page_is_accessible(bool dark)
    {
        await using var session = await world.SignedInAsync(Head, new BrowserView(Dark: dark));
        var (page, look) = (session.Page, dark ? "dark" : "light");
        var address = await OpenAsync(page);
        await LookedAtAsync(session, $"alert-{look}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar intento" }).ClickAsync();
        await Expect(page.Locator("#attempt-effective")).ToBeFocusedAsync();
        await LookedAtAsync(session, $"alert-attempt-{look}");
        foreach (var action in new[] { "Reasignar", "Nota" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Más acciones" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
            await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            await LookedAtAsync(session, $"alert-{action}-{look}");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        }
        await page.GotoAsync(address.Split('?')[0] + "?modo=ver");
        await Expect(page.GetByText("nada cambia por mirar")).ToBeVisibleAsync();
        await LookedAtAsync(session, $"alert-ver-{look}");
        session.AssertQuiet();
    }

    [Fact]
    public async Task On_a_phone_each_part_is_accessible_and_nothing_scrolls_sideways()
    {
        await using var session = await world.SignedInAsync(Head, BrowserView.Phone);
        await OpenAsync(session.Page);
        foreach (var part in new[] { "Encuesta", "Gestión", "Historial" })
        {
            await session.Page.Locator(".jump button", new() { HasText = part }).ClickAsync();
            await Expect(session.Page.Locator(".jump button", new() { HasText = part })).ToHaveAttributeAsync("aria-pressed", "true");
            await LookedAtAsync(session, $"alert-{part}-phone");
            Assert.True(await session.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), part);
        }
        session.AssertQuiet();
    }

    private static async Task<string> OpenAsync(IPage page)
    {
        await page.GotoAsync(List + "?estado=Unmanaged,Started");
        var address = (await page.Locator("table.grid tbody a.id").First.GetAttributeAsync("href"))!;
        await page.GotoAsync(address);
        await Expect(page.Locator("#alert-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        return address;
    }

    private static async Task LookedAtAsync(BrowserSession session, string name)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync(name);
    }
}
