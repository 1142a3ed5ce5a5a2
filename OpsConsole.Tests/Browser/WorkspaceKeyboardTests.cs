using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The whole management of a case without a mouse: every action and every tab (issue 4, line 7).</summary>
[Collection(BrowserCollection.Name)]
public sealed class WorkspaceKeyboardTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Cases = "/proyectos/servicio/casos/";
    private const float Soon = 15_000;

    [Fact]
    public async Task A_case_is_worked_from_the_queue_to_its_end_by_keyboard_alone()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var known = new { names = "Nélida Farfán Ríos", phones = new[] { "955 444 333" } };
        var twin = await MakeAsync(api, "La otra llamada", known);
        var id = (await api.GetAsync($"cases/{twin}")).Body.GetProperty("customer").GetProperty("id").GetString();
        var number = await MakeAsync(api, "Sin línea: todo por teclado", new { id });
        await using var session = await world.Browser.OpenAsync(world.Console);
        var (page, keys) = (session.Page, await KeyboardOnly.GuardAsync(session.Page));
        await page.GotoAsync("/signin");
        await keys.TabToAsync("#email");
        await keys.TypeAsync(Agent);
        await keys.TabToAsync("#password");
        await keys.TypeAsync(TestConsole.DemoPassword);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#pending")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("#pending");
        await keys.PressAsync("Enter");
        await Expect(page.Locator($".pi[data-n='{number}']")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync($".pi[data-n='{number}']");
        await keys.PressAsync("Enter");
        await ReadyAsync(page);

        // every tab
        foreach (var tab in new[] { "conversacion", "cliente", "contacto", "historial", "adjuntos", "caso" })
        {
            await keys.TabToAsync(tab == "caso" ? $".tabs a[href*='{number}']:not([href*='pestana='])" : $".tabs a[href$='pestana={tab}']", back: tab == "caso");
            await keys.PressAsync("Enter");
            await Expect(page.Locator($"[data-part={tab}]")).ToBeVisibleAsync(new() { Timeout = Soon });
        }

        // what it is about
        await keys.TabToAsync("#about-edit");
        await keys.PressAsync("Enter");
        await keys.TabToAsync("#about-description");
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Sin línea ni televisión");
        await keys.PressAsync("Tab");
        await keys.TabToAsync(".edit button.pri");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".part")).ToContainTextAsync("Sin línea ni televisión", new() { Timeout = Soon });

        // each action opens by its key, is filled in and sent
        await keys.PressAsync("d");
        await Expect(page.Locator("dialog[open] #point-value")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("#point-value");
        await keys.TypeAsync("987 111 222");
        await keys.PressAsync("Enter");
        await GoneAsync(page);
        await keys.PressAsync("u");
        await Expect(page.Locator("dialog[open] #account-number")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("#account-number");
        await keys.TypeAsync("C-900");
        await keys.PressAsync("Enter");
        await GoneAsync(page);
        await keys.PressAsync("o");
        await Expect(page.Locator("dialog[open] #action-text")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("#action-text");
        await keys.TypeAsync("Llamará su hija");
        await keys.PressAsync("Tab");
        await keys.TabToAsync("dialog button.pri");
        await keys.PressAsync("Enter");
        await GoneAsync(page);
        foreach (var (key, field) in new[] { ("r", "#action-target"), ("b", "#merge-find") })
        {
            await keys.PressAsync(key);
            await Expect(page.Locator($"dialog[open] {field}")).ToBeVisibleAsync(new() { Timeout = Soon });
            await keys.PressAsync("Escape");
            await GoneAsync(page);
        }
        await keys.PressAsync("a");
        await Expect(page.Locator("[data-part=adjuntos]")).ToBeVisibleAsync(new() { Timeout = Soon });

        // the call, how it went, and the disposition
        await keys.TabToAsync("[data-result=no_answer]");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("1 intentos hoy")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("input[name^=level]");
        await keys.PickAsync("contacto_efectivo");
        await Expect(page.Locator("#d-1-resuelto")).ToBeAttachedAsync(new() { Timeout = Soon });
        await keys.PressAsync("Tab");
        await keys.PickAsync("resuelto");
        await keys.TabToAsync("#disposition-observations");
        await keys.TypeAsync("Volvió la línea.");
        await keys.PressAsync("Control+s");
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Seguimiento", new() { Timeout = Soon });

        // its end, and the next one
        await ReadyAsync(page);
        await keys.TabToAsync("#case-close", back: true);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#close-now")).ToBeFocusedAsync(new() { Timeout = Soon });
        await keys.PressAsync("Enter");
        await Expect(page).Not.ToHaveURLAsync(new Regex(number), new() { Timeout = Soon });
        var closed = (await api.GetAsync($"cases/{number}")).Body;
        Assert.Equal("Completed", closed.GetProperty("status").GetString());
        Assert.Equal(1, closed.GetProperty("attempts").GetProperty("total").GetInt32());
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    private static Task ReadyAsync(Microsoft.Playwright.IPage page) => Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

    private static Task GoneAsync(Microsoft.Playwright.IPage page) => Expect(page.Locator("dialog")).ToHaveCountAsync(0, new() { Timeout = Soon });

    private static async Task<string> MakeAsync(ApiClient api, string description, object customer)
    {
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", priority = "urgent", description, customer });
        Assert.Equal(201, made.Status);
        return made.Body.GetProperty("number").GetString()!;
    }
}
