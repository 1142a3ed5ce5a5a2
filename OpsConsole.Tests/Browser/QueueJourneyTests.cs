using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The lists of the queue and the preview beside them; the bell. By keyboard alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class QueueJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Head = "jp.piura@demo.example";
    private const float Soon = 15_000;

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task Arrows_walk_the_list_the_preview_follows_Enter_works_the_case_and_Back_finds_the_place_again()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var numbers = new List<string>();
        for (var i = 1; i <= 3; i++)
            numbers.Add(await AgreeAsync(api, $"Vista previa {i}", Now.AddMinutes(20 * i)));
        var (first, second) = (numbers[0], numbers[1]);
        await using var session = await world.SignedInAsync(Agent);
        var page = session.Page;
        var keys = await KeyboardOnly.GuardAsync(page);
        await page.GotoAsync("/pendientes?ver=programados");
        await Expect(page.Locator(".tab[aria-current]")).ToContainTextAsync("Programados", new() { Timeout = Soon });
        await Expect(page.Locator($".pi[data-n='{first}']")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(page.Locator(".pv")).ToHaveCountAsync(0);
        await keys.TabToAsync($".pi[data-n='{first}']");
        var preview = page.Locator(".pv");
        await Expect(preview).ToContainTextAsync(first, new() { Timeout = Soon });
        await keys.PressAsync("ArrowDown");
        await Expect(preview).ToContainTextAsync(second, new() { Timeout = Soon });
        await Expect(preview).ToContainTextAsync("Contacto efectivo › Volver a llamar");
        await Expect(page).ToHaveURLAsync(new Regex($"ver=programados&caso={second}$"));
        var version = await VersionAsync(api, second);
        await session.AssertAccessibleAsync();
        foreach (var view in new[] { new BrowserView(), new BrowserView(Dark: true), BrowserView.Phone, BrowserView.Phone with { Dark = true } })
        {
            await page.SetViewportSizeAsync(view.Width, view.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
            await session.PictureAsync($"queue-preview-{(view.Dark ? "dark" : "light")}-{view.Width}x{view.Height}");
            await Expect(preview).ToBeVisibleAsync(new() { Visible = view.Width >= 1200 });
            await session.AssertAccessibleAsync();
        }
        await page.SetViewportSizeAsync(1440, 900);
        Assert.Equal(version, await VersionAsync(api, second));         // looking changed nothing
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"/casos/{second}\\?de=pendientes$"), new() { Timeout = Soon });
        await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await page.GoBackAsync();
        await Expect(preview).ToContainTextAsync(second, new() { Timeout = Soon });
        await Expect(page.Locator($".pi[data-n='{second}']")).ToBeFocusedAsync(new() { Timeout = Soon });
        await keys.TabToAsync(".tab[data-list=Shared]", back: true);
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/pendientes\\?ver=compartidos$"), new() { Timeout = Soon });
        await Expect(preview).ToHaveCountAsync(0, new() { Timeout = Soon });
        await page.GoBackAsync();
        await Expect(page.Locator(".tab[aria-current]")).ToContainTextAsync("Programados", new() { Timeout = Soon });
        await Expect(preview).ToContainTextAsync(second, new() { Timeout = Soon });
        await keys.PressAsync("n");
        await Expect(page).ToHaveURLAsync(new Regex("/proyectos/"), new() { Timeout = Soon });
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_pointer_looks_by_the_sign_of_a_row_and_goes_to_the_case_by_the_rest_of_it()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var number = await AgreeAsync(api, "Con el puntero", Now.AddHours(2));
        await using var session = await world.SignedInAsync(Agent);
        await session.GotoAsync("/pendientes?ver=programados");
        var row = session.Page.Locator($".pi[data-n='{number}']");
        await row.Locator(".k").ClickAsync();
        await Expect(session.Page.Locator(".pv")).ToContainTextAsync("Con el puntero", new() { Timeout = Soon });
        await Expect(session.Page).ToHaveURLAsync(new Regex($"caso={number}"));
        await row.ClickAsync();
        await Expect(session.Page).ToHaveURLAsync(new Regex($"/casos/{number}\\?de=pendientes$"), new() { Timeout = Soon });
        session.AssertQuiet();
    }

    [Theory]
    [InlineData("cerrados", "closed")]
    [InlineData("compartidos", "shared")]
    [InlineData("programados", "scheduled")]
    public async Task Each_list_is_accessible_filled_and_empty(string list, string name)
    {
        foreach (var (person, state) in new[] { (Agent, "filled"), ("experiencia@demo.example", "empty") })
        {
            if (state == "filled")
                await FillAsync(list);
            await using var session = await world.SignedInAsync(person);
            foreach (var view in new[] { new BrowserView(), new BrowserView(Dark: true), BrowserView.Phone, BrowserView.Phone with { Dark = true } })
            {
                await session.Page.SetViewportSizeAsync(view.Width, view.Height);
                await session.Page.EmulateMediaAsync(new() { ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
                await session.GotoAsync("/pendientes?ver=" + list);
                await Expect(session.Page.Locator(state == "filled" ? ".pi" : ".empty").First).ToBeVisibleAsync(new() { Timeout = Soon });
                await session.PictureAsync($"queue-{name}-{state}-{(view.Dark ? "dark" : "light")}-{view.Width}x{view.Height}");
                await session.AssertAccessibleAsync();
            }
            session.AssertQuiet();
        }
    }

    [Fact]
    public async Task The_bell_is_opened_read_and_closed_by_keyboard_alone()
    {
        using (var known = await ApiClient.SignInAsync(world.Console.Address, Agent))
            await known.PostAsync("notifications/read", new { });
        using var head = await ApiClient.SignInAsync(world.Console.Address, Head);
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var number = await MakeAsync(head, $"Para avisar {i}");
            numbers.Add(number);
            Assert.Equal(200, (await head.PostAsync($"cases/{number}/reassign", new { user = Agent, reason = "Reparto" })).Status);
        }
        await using var session = await world.SignedInAsync(Agent);
        var page = session.Page;
        var keys = await KeyboardOnly.GuardAsync(page);
        await page.GotoAsync("/ayuda");
        var (bell, notes) = (page.Locator("#bell"), page.Locator("#notes"));
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Avisos: 3 sin leer", new() { Timeout = Soon });
        await keys.TabToAsync("#bell");
        await keys.PressAsync("Enter");
        await Expect(notes.Locator(".nl > li.unread")).ToHaveCountAsync(3, new() { Timeout = Soon });
        await Expect(bell).ToHaveAttributeAsync("aria-expanded", "true");
        await session.AssertAccessibleAsync();

        // through the lines and back
        await keys.PressAsync("ArrowDown");
        await Expect(notes.Locator(".nl > li").First.Locator("a")).ToBeFocusedAsync();
        await keys.PressAsync("End");
        await keys.PressAsync("Home");
        await keys.PressAsync("ArrowDown");
        await Expect(notes.Locator(".nl > li").Nth(1).Locator("a")).ToBeFocusedAsync();

        // one is marked where it stands, and the hand stays on it
        await keys.TabToAsync("#notes [data-read]");
        await keys.PressAsync("Enter");
        await Expect(notes.Locator(".nl > li.unread")).ToHaveCountAsync(2, new() { Timeout = Soon });
        await Expect(notes.Locator(".nl > li").Nth(1).Locator("a")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(notes).ToBeHiddenAsync();
        await Expect(bell).ToBeFocusedAsync();

        // one is opened
        await keys.PressAsync("Enter");
        await Expect(notes.Locator(".nl > li")).Not.ToHaveCountAsync(0, new() { Timeout = Soon });
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"/casos/{numbers[2]}$"), new() { Timeout = Soon });
        await Expect(notes).ToBeHiddenAsync();
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Avisos: 1 sin leer", new() { Timeout = Soon });
        await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = Soon });

        // all that is left, by the keys of the screen, and out again
        await keys.PressAsync("g");
        await keys.PressAsync("n");
        await Expect(notes.Locator("#notes-read-all")).ToBeVisibleAsync(new() { Timeout = Soon });
        await keys.TabToAsync("#notes-read-all");
        await keys.PressAsync("Enter");
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Avisos", new() { Timeout = Soon });
        await Expect(notes.Locator("#notes-read-all")).ToHaveCountAsync(0);
        await Expect(notes).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(notes).ToBeHiddenAsync();
        await Expect(bell).ToBeFocusedAsync();
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    private async Task FillAsync(string list)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        if (list == "programados")
            foreach (var hours in new[] { 3, 20, 44, 90 })
                await AgreeAsync(api, $"En {hours} horas", Now.AddHours(hours));
        else if (list == "cerrados")
        {
            var number = await MakeAsync(api, "Ya resuelto");
            await DisposeAsync(api, number, ["contacto_efectivo", "resuelto"], null);
            Assert.Equal(200, (await api.PostAsync($"cases/{number}/close", new { })).Status);
        }
        else
        {
            using var head = await ApiClient.SignInAsync(world.Console.Address, Head);
            for (var i = 0; i < 3; i++)
                Assert.Equal(200, (await head.PostAsync($"cases/{await MakeAsync(head, $"Ayúdeme con este caso {i}")}/share", new { user = Agent })).Status);
        }
    }

    private static async Task<string> AgreeAsync(ApiClient api, string description, DateTime at)
    {
        var number = await MakeAsync(api, description);
        await DisposeAsync(api, number, ["contacto_efectivo", "volver_a_llamar"], at);
        return number;
    }

    private static async Task DisposeAsync(ApiClient api, string number, string[] path, DateTime? nextContactAt)
    {
        Assert.Equal(200, (await api.PostAsync($"cases/{number}/open", new { })).Status);
        var done = await api.PostAsync($"cases/{number}/disposition", new { path, observations = "Quedó así.", nextContactAt }, await VersionAsync(api, number));
        Assert.Equal(200, done.Status);
    }

    private static async Task<long> VersionAsync(ApiClient api, string number) => (await api.GetAsync($"cases/{number}")).Body.GetProperty("version").GetInt64();

    private static async Task<string> MakeAsync(ApiClient api, string description)
    {
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", priority = "normal", description, customer = new { names = "Nélida Farfán Ríos", phones = new[] { "955 444 333" } } });
        Assert.Equal(201, made.Status);
        return made.Body.GetProperty("number").GetString()!;
    }
}
