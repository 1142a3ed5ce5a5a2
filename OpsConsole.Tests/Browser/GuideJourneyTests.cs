using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>What guides the agents, from the supervisor's editor to the agent's open case (issue 4).</summary>
[Collection(BrowserCollection.Name)]
public sealed class GuideJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Analyst = "experiencia@demo.example", Cases = "/proyectos/servicio/casos/", Guides = "/proyectos/servicio/guias";
    private const float Soon = 15_000;

    [Fact]
    public async Task The_tree_is_edited_and_published_by_keys_alone_and_the_open_case_offers_the_new_choice_and_keeps_what_was_typed()
    {
        var number = await MakeAsync("El árbol cambia mientras escribe");
        await using var agent = await world.SignedInAsync(Agent);
        await agent.GotoAsync(Cases + number);
        await ReadyAsync(agent.Page);
        await using var analyst = await world.SignedInAsync(Analyst);
        var (page, keys) = (analyst.Page, await KeyboardOnly.GuardAsync(analyst.Page));
        await analyst.GotoAsync(Guides);
        await Expect(page.Locator("[data-label]").First).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.WaitForFunctionAsync("() => document.querySelector('.outline').dataset.ready !== undefined");

        // after "Contacto efectivo", on its level; then into it; one more beside it; up by one
        await keys.TabToAsync("#choice-n1");
        await keys.PressAsync("Enter");
        await FocusedAsync(page, "");
        await keys.TypeAsync("Pide la baja");
        await keys.PressAsync("Alt+ArrowRight");
        await Expect(page.Locator("li.d2 [data-label]:focus")).ToHaveCountAsync(1);
        await keys.PressAsync("Enter");
        await FocusedAsync(page, "");
        await keys.TypeAsync("Pide un cambio");
        await keys.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator("li:has([data-label]:focus) + li [data-label]")).ToHaveValueAsync("Pide la baja");
        await keys.PressAsync("Alt+ArrowRight");
        await Expect(page.Locator("li.d3 [data-label]:focus")).ToHaveCountAsync(1);
        await keys.PressAsync("Alt+ArrowLeft");
        await Expect(page.Locator("li.d2 [data-label]:focus")).ToHaveValueAsync("Pide un cambio");
        await keys.PressAsync("ArrowDown");
        await FocusedAsync(page, "Pide la baja");
        await keys.PressAsync("Control+Delete");
        await Expect(page.GetByText("Se quitó «Pide la baja»")).ToBeVisibleAsync();
        await Expect(page.Locator("#guide-state")).ToContainTextAsync("Borrador guardado", new() { Timeout = Soon });

        // the draft survives a reload; nobody else sees it
        await page.ReloadAsync();
        await Expect(page.Locator("#guide-discard")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(agent.Page.GetByText("Pide un cambio")).ToHaveCountAsync(0);
        await agent.Page.Locator("label:has(#d-0-contacto_efectivo)").ClickAsync();
        await agent.Page.Locator("#disposition-observations").FillAsync("A medias: ñandú");
        await PublishAsync(page, keys, "Se agrega el cambio");
        await Expect(agent.Page.Locator("#d-1-pide_un_cambio")).ToBeAttachedAsync(new() { Timeout = Soon });
        await Expect(agent.Page.Locator("#d-0-contacto_efectivo")).ToBeCheckedAsync();
        await Expect(agent.Page.Locator("#disposition-observations")).ToHaveValueAsync("A medias: ñandú");

        // a second version takes away what the agent has chosen and not saved yet
        await agent.Page.Locator("label:has(#d-1-pide_un_cambio)").ClickAsync();
        await Expect(agent.Page.GetByText("Borrador guardado")).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.WaitForFunctionAsync("() => document.querySelector('.outline').dataset.ready !== undefined");
        await page.EvaluateAsync("() => [...document.querySelectorAll('[data-label]')].find(b => b.value === 'Pide un cambio').focus()");
        await keys.PressAsync("Control+Delete");
        await Expect(page.Locator("#guide-discard")).ToBeVisibleAsync(new() { Timeout = Soon });
        await PublishAsync(page, keys, "");
        await keys.AssertNoPointerAsync();
        await Expect(agent.Page.Locator("#disposition-lost")).ToContainTextAsync("«Pide un cambio» ya no está en el formulario", new() { Timeout = Soon });
        await Expect(agent.Page.Locator("#disposition-observations")).ToHaveValueAsync("A medias: ñandú");
        await Expect(agent.Page.Locator("input[name=level1]:checked")).ToHaveCountAsync(0);
        await agent.Page.ReloadAsync();
        await ReadyAsync(agent.Page);
        await Expect(agent.Page.Locator("#disposition-observations")).ToHaveValueAsync("A medias: ñandú");
        await Expect(agent.Page.Locator("#d-0-contacto_efectivo")).ToBeCheckedAsync();
        await Expect(agent.Page.Locator("#disposition-form")).ToContainTextAsync("Resuelto");
        await agent.Page.Locator("label:has(#d-1-resuelto)").ClickAsync();
        await Expect(agent.Page.Locator("#disposition-lost")).ToHaveCountAsync(0);
        await agent.Page.Locator("#disposition-save").ClickAsync();
        await Expect(agent.Page.GetByText("Última: Contacto efectivo › Resuelto")).ToBeVisibleAsync(new() { Timeout = Soon });
        analyst.AssertQuiet();
        agent.AssertQuiet();
    }

    [Fact]
    public async Task A_choice_is_dragged_to_its_place_by_the_mouse()
    {
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;
        await analyst.GotoAsync(Guides);
        await page.WaitForFunctionAsync("() => document.querySelector('.outline')?.dataset.ready !== undefined", null, new() { Timeout = Soon });
        var name = await page.Locator("[data-label]").Nth(2).InputValueAsync();
        await page.Locator("[data-grip]").Nth(2).DragToAsync(page.Locator("[data-node]").Nth(1), new() { TargetPosition = new() { X = 60, Y = 2 } });
        await Expect(page.Locator("[data-label]").Nth(1)).ToHaveValueAsync(name, new() { Timeout = Soon });
        await page.Locator("#guide-discard").ClickAsync();
        await Expect(page.Locator("[data-label]").Nth(2)).ToHaveValueAsync(name, new() { Timeout = Soon });
        analyst.AssertQuiet();
    }

    [Fact]
    public async Task The_script_tab_says_the_cases_own_values_as_text_and_never_a_mark()
    {
        var number = await MakeAsync("Para leer el guión", new { names = "Rocío <b>Alva</b> Ñaupari" });
        await using var agent = await world.SignedInAsync(Agent);
        await agent.GotoAsync($"{Cases}{number}?pestana=guion");
        await ReadyAsync(agent.Page);
        var sheet = agent.Page.Locator(".part .sheet");
        await Expect(sheet).ToContainTextAsync($"su caso número {number}");
        await Expect(sheet).ToContainTextAsync("Marisol Calle");
        await Expect(sheet).ToContainTextAsync("un caso de tipo Falla sobre la cuenta —");
        await Expect(sheet.Locator("b")).ToHaveCountAsync(0);
        await Expect(sheet).Not.ToContainTextAsync("@");
        await Expect(agent.Page.Locator(".tabs .tab")).ToContainTextAsync(["Caso", "Conversación", "Cliente", "Contacto", "Historial", "Guión", "Adjuntos"]);
        await agent.AssertAccessibleAsync();
        await agent.PictureAsync("case-guion-light");
        agent.AssertQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_editors_with_a_line_at_work_a_problem_and_the_dialogs_open_are_accessible(bool dark)
    {
        await using var analyst = await world.SignedInAsync(Analyst, new BrowserView(Dark: dark));
        var (page, look) = (analyst.Page, dark ? "dark" : "light");
        await analyst.GotoAsync(Guides);
        await page.WaitForFunctionAsync("() => document.querySelector('.outline')?.dataset.ready !== undefined", null, new() { Timeout = Soon });
        await page.Locator("[data-label]").Nth(1).FocusAsync();
        await Expect(page.Locator(".tools")).ToBeVisibleAsync();
        await page.Locator("[data-label]").Nth(1).FillAsync("");
        await Expect(page.Locator(".outline .hint.bad")).ToBeVisibleAsync(new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"guides-problem-{look}");
        await page.Locator("[data-label]").Nth(1).FillAsync("Resuelto en la llamada");
        await Expect(page.Locator(".outline .hint.bad")).ToHaveCountAsync(0, new() { Timeout = Soon });
        await page.Locator("#guide-publish").ClickAsync();
        await Expect(page.Locator("[data-diff=renamed]")).ToContainTextAsync("Resuelto en la llamada");
        await LookedAtAsync(analyst, $"guides-publish-{look}");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-version] .btn").First.ClickAsync();
        await Expect(page.Locator("dialog .old li").First).ToBeVisibleAsync();
        await LookedAtAsync(analyst, $"guides-version-{look}");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#guide-discard").ClickAsync();
        await Expect(page.Locator("#guide-discard")).ToHaveCountAsync(0);
        analyst.AssertQuiet();
    }

    private static async Task PublishAsync(IPage page, KeyboardOnly keys, string note)
    {
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("#publish-note")).ToBeFocusedAsync(new() { Timeout = Soon });
        await keys.TypeAsync(note);
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0, new() { Timeout = Soon });
        await Expect(page.Locator("#guide-discard")).ToHaveCountAsync(0, new() { Timeout = Soon });
    }

    private static Task FocusedAsync(IPage page, string value) => Expect(page.Locator("[data-label]:focus")).ToHaveValueAsync(value);

    private static Task ReadyAsync(IPage page) => Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

    private static async Task LookedAtAsync(BrowserSession session, string name)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync(name);
    }

    private async Task<string> MakeAsync(string description, object? customer = null)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", priority = "urgent", description, customer });
        Assert.Equal(201, made.Status);
        return made.Body.GetProperty("number").GetString()!;
    }
}
