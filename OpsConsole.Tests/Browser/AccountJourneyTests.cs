using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>"Mi cuenta" at the browser: the own password, where a closed case leads, and keys of one character.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.arequipa@demo.example", Cases = "/proyectos/servicio/casos/";
    private const float Soon = 15_000;

    [Fact]
    public async Task Whoever_prefers_it_lands_on_Inicio_after_closing_a_case_and_single_keys_stay_off_in_another_browser()
    {
        await using var here = await world.SignedInAsync(Agent);
        var page = here.Page;
        await page.Locator(".me").ClickAsync();
        await page.Locator("#user-menu").GetByText("Mi cuenta").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/cuenta$"));
        await Expect(page.Locator("#landing-next")).ToBeCheckedAsync();
        await page.Locator("label:has(#landing-home)").ClickAsync();
        await Expect(page.Locator(".toast", new() { HasText = "Preferencia guardada" })).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.Locator("#single-keys").UncheckAsync();
        await Expect(page.Locator(".app[data-keys=off]")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await here.AssertAccessibleAsync();

        var number = await MakeAsync();
        await using var there = await world.SignedInAsync(Agent);
        await there.GotoAsync("/pendientes");
        await Expect(there.Page.Locator(".app[data-keys=off]")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await there.Page.Keyboard.PressAsync("c");
        await Expect(there.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await there.Page.Locator($".pi[data-n='{number}']").ClickAsync();
        await Expect(there.Page.Locator("nav.rail [aria-current=page]")).ToHaveAttributeAsync("href", "/pendientes");
        await there.Page.Locator("label:has(#d-0-contacto_efectivo)").ClickAsync(new() { Timeout = Soon });
        await there.Page.Locator("label:has(#d-1-resuelto)").ClickAsync();
        await there.Page.Locator("#call-number").FillAsync("054 30 11 22");
        await there.Page.Locator("[data-result=effective]").ClickAsync();
        await Expect(there.Page.GetByText("1 intentos hoy")).ToBeVisibleAsync(new() { Timeout = Soon });
        await there.Page.Locator("#disposition-observations").FillAsync("Quedó resuelto.");
        await there.Page.Locator("#disposition-save").ClickAsync();
        await Expect(there.Page.Locator(".ch .st")).ToContainTextAsync("Seguimiento", new() { Timeout = Soon });
        await there.Page.Locator("#case-close").ClickAsync();
        await there.Page.Locator("#close-now").ClickAsync();
        await Expect(there.Page).ToHaveURLAsync(new Regex("/pendientes$"), new() { Timeout = Soon });
        await Expect(there.Page.Locator("[data-day=overdue]")).ToBeVisibleAsync();
        here.AssertQuiet();
        there.AssertQuiet();
    }

    [Fact]
    public async Task A_wrong_current_password_and_a_weak_new_one_are_said_beside_their_fields()
    {
        await using var session = await world.SignedInAsync(Agent);
        var page = session.Page;
        await session.GotoAsync("/cuenta");
        await page.Locator("#current").FillAsync("no-es-esta");
        await page.Locator("#password").FillAsync("corta");
        await page.Locator("#again").FillAsync("corta");
        await page.Locator("#password-change").ClickAsync();
        await Expect(page.Locator("#password-problem")).ToContainTextAsync("al menos 8", new() { Timeout = Soon });
        await page.Locator("#password").FillAsync("bastante-larga");
        await page.Locator("#again").FillAsync("bastante-larga");
        await page.Locator("#password-change").ClickAsync();
        await Expect(page.Locator("#current-problem")).ToContainTextAsync("no es correcta", new() { Timeout = Soon });
        await Expect(page.Locator("#current")).ToBeFocusedAsync();
        await session.AssertAccessibleAsync();
    }

    private async Task<string> MakeAsync()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        return (await api.PostAsync("cases", new { campaign = "servicio", branch = "AREQUIPA", type = "Falla", description = "Sin línea" })).Body.GetProperty("number").GetString()!;
    }
}
