using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>What the shell does in a real browser and no component test can see.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShellJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example";

    [Fact]
    public async Task Signing_in_works_from_the_keyboard_says_nothing_about_accounts_and_comes_back_to_the_page_asked_for()
    {
        await using var session = await world.Browser.OpenAsync(world.Console);
        var page = session.Page;
        await page.GotoAsync("/ayuda");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/signin\\?returnUrl=%2Fayuda"));
        await Expect(page.GetByLabel("Correo")).ToBeFocusedAsync();
        var wrong = await TryAsync(page, Analyst, "not the password");
        Assert.Equal(wrong, await TryAsync(page, "nobody@demo.example", "not the password"));
        await Expect(page.GetByLabel("Correo")).ToHaveValueAsync("nobody@demo.example");
        await Expect(page.Locator("#password")).ToHaveValueAsync("");
        await page.GetByLabel("Correo").FillAsync(Analyst);
        await page.Locator("#password").FillAsync(TestConsole.DemoPassword);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ayuda$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ayuda", Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_password_can_be_shown_and_a_demo_account_fills_the_form()
    {
        await using var session = await world.Browser.OpenAsync(world.Console);
        var page = session.Page;
        await page.GotoAsync("/signin");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("jp.piura@demo.example") }).ClickAsync();
        await Expect(page.GetByLabel("Correo")).ToHaveValueAsync("jp.piura@demo.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mostrar contraseña" }).ClickAsync();
        await Expect(page.Locator("#password")).ToHaveAttributeAsync("type", "text");
        session.AssertQuiet();
    }

    [Fact]
    public async Task Theme_and_density_change_at_once_and_are_there_after_a_reload()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await page.GetByTitle("Menú personal").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Oscuro" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compacta" }).ClickAsync();
        await LooksAsync(page, "dark", "compact");
        await page.ReloadAsync();
        await session.InteractiveAsync();
        await LooksAsync(page, "dark", "compact");
        await page.GetByTitle("Menú personal").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sistema" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Normal" }).ClickAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await LooksAsync(page, "dark", "normal");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await LooksAsync(page, "light", "normal");
    }

    [Fact]
    public async Task The_language_changes_in_place_and_figures_keep_their_formats()
    {
        await using var session = await world.SignedInAsync("supervisor.norte@demo.example");
        var page = session.Page;
        await session.GotoAsync("/proyectos?orden=name");
        await page.GetByTitle("Menú personal").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Projects", Level = 1 })).ToBeVisibleAsync();
        Assert.EndsWith("/proyectos?orden=name", page.Url);
        Assert.Equal("en", await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await Expect(page.Locator("tbody tr td.sub").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d\d/\d\d/\d{4}$"));
    }

    [Fact]
    public async Task The_way_past_the_navigation_stays_on_its_page_and_menus_are_walked_with_arrows()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync("/proyectos");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await page.Locator("a.skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        Assert.EndsWith("/proyectos", page.Url);
        var button = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Opciones de") }).First;
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var items = page.Locator("[role=menu]:popover-open [role=menuitem]");
        await Expect(items.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(items.Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(button).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_typed_into_the_search_arrives_whole_and_the_box_keeps_it()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync("/proyectos");
        var box = page.GetByRole(AriaRole.Searchbox);
        await box.PressSequentiallyAsync("operaciones", new() { Delay = 60 });
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("buscar=operaciones$"));
        await Expect(box).ToHaveValueAsync("operaciones");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_minutes_before_the_session_ends_it_says_so_and_any_key_goes_on()
    {
        await using var session = await world.SignedInAsync("agente2.piura@demo.example");
        var page = session.Page;
        var touched = 0;
        await page.RouteAsync("**/session", async route =>
        {
            var goesOn = route.Request.Method == "POST";
            touched += goesOn ? 1 : 0;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = goesOn ? """{"left":1800}""" : """{"left":90}""" });
        });
        await session.GotoAsync("/ayuda");
        var bar = page.Locator("#session-bar");
        await Expect(bar).ToBeVisibleAsync();
        await Expect(bar).ToContainTextAsync("Pulse cualquier tecla para seguir");
        await page.Keyboard.PressAsync("Shift");
        await Expect(bar).ToBeHiddenAsync();
        Assert.Equal(1, touched);
    }

    private static async Task<string> TryAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("Correo").FillAsync(email);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        return await page.GetByRole(AriaRole.Alert).InnerTextAsync();
    }

    private static async Task LooksAsync(IPage page, string theme, string density)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", density);
    }
}
