using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The column selector by keyboard alone, and a list whose address shows the same to another person.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ColumnJourneyTests(ConsoleInBrowser world)
{
    private const string Grid = "/proyectos/operaciones/close-the-loop";

    [Fact]
    public async Task Five_columns_are_chosen_named_and_ordered_by_keyboard_alone_and_every_browser_knows_them()
    {
        const string who = "supervisor.sur@demo.example";
        await using var session = await world.SignedInAsync(who);
        var page = session.Page;
        await OpenAsync(session, Grid);
        await ForbidPointerAsync(page);
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#cp-find")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("intentos");
        await Expect(page.Locator("[data-cp] li")).ToHaveCountAsync(1);
        await FocusAsync(page, "Mostrar Intentos");
        await page.Keyboard.PressAsync("Space");
        await Expect(Head(page, "attempts")).ToBeVisibleAsync();
        await FocusAsync(page, "Buscar columna");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator("[data-cp] section")).ToHaveCountAsync(4);
        foreach (var (token, steps) in new[] { ("attempts", 4), ("due", 2), ("status", 1), ("responsible", 3), ("score", 1) })
            await MoveUpAsync(page, token, steps);
        await FocusAsync(page, "Alias y ancho de Responsable");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#cp-alias")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A cargo");
        await Expect(Head(page, "responsible")).ToContainTextAsync("A cargo");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("240");
        await Expect(Head(page, "responsible")).ToHaveAttributeAsync("style", "width:15rem");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(Head(page, "responsible")).ToHaveClassAsync(new Regex("fz-1"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#cp-edit-responsible")).ToBeFocusedAsync();
        await session.AssertAccessibleAsync();
        var chosen = await HeadsAsync(page);
        await FocusAsync(page, "Guardar columnas");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".toast").First).ToContainTextAsync("Columnas guardadas");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-cp]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#columns-open")).ToBeFocusedAsync();
        await using var elsewhere = await world.SignedInAsync(who, BrowserView.Phone with { Dark = true });
        await OpenAsync(elsewhere, Grid);
        Assert.Equal(chosen, await HeadsAsync(elsewhere.Page));
        await elsewhere.Page.GotoAsync(Grid + "?panel=columnas");
        await Expect(elsewhere.Page.Locator("[data-cp] li").First).ToBeVisibleAsync();
        await elsewhere.AssertAccessibleAsync();
        await elsewhere.PictureAsync("columns-phone-dark");
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Restablecer" }).ClickAsync();
        await Expect(Head(elsewhere.Page, "attempts")).ToHaveCountAsync(0);
        session.AssertQuiet();
        elsewhere.AssertQuiet();
    }

    [Fact]
    public async Task A_column_is_dragged_by_its_handle_and_its_menu_moves_freezes_and_hides_it()
    {
        await using var session = await world.SignedInAsync("jp.cusco@demo.example");
        var page = session.Page;
        await OpenAsync(session, Grid + "?panel=columnas");
        await Expect(page.Locator("#cp-hand-responsible")).ToBeVisibleAsync();
        var (from, to) = ((await page.Locator("#cp-hand-responsible").BoundingBoxAsync())!, (await page.Locator("#cp-hand-status").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 8, from.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 8, to.Y + 12, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator("thead th").Nth(2)).ToHaveAttributeAsync("data-col", "responsible");
        await page.Locator("[data-cp-close]").ClickAsync();
        await ActAsync(page, "responsible", "Mover a la derecha");
        await Expect(page.Locator("thead th").Nth(3)).ToHaveAttributeAsync("data-col", "responsible");
        await ActAsync(page, "responsible", "Inmovilizar o soltar");
        await Expect(page.Locator("thead th").Nth(1)).ToHaveAttributeAsync("data-col", "responsible");
        await page.Locator(".gridwrap").EvaluateAsync("area => area.scrollLeft = 300");
        Assert.Equal(44, await page.EvaluateAsync<int>("() => Math.round(document.querySelector('th[data-col=responsible]').getBoundingClientRect().left - document.querySelector('.gridwrap').getBoundingClientRect().left)"));
        await ActAsync(page, "responsible", "Ocultar columna");
        await Expect(Head(page, "responsible")).ToHaveCountAsync(0);
        session.AssertQuiet();
    }

    [Fact]
    public async Task The_address_shows_another_role_the_same_view_of_its_own_cases_and_names_nobody()
    {
        await using var session = await world.SignedInAsync("experiencia@demo.example");
        var page = session.Page;
        await OpenAsync(session, Grid);
        await page.Locator("button.st-sg, .states button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("estado=Unmanaged"));
        await Head(page, "due").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Head(page, "due")).ToHaveAttributeAsync("aria-sort", "ascending");
        await Head(page, "score").GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Enter");
        await Expect(page).ToHaveURLAsync(new Regex("orden=due(,|%2c)score"));
        await Expect(Head(page, "score").Locator(".ord")).ToHaveTextAsync("2");
        await ActAsync(page, "branch", "Mover a la izquierda");
        await Expect(page).ToHaveURLAsync(new Regex("columnas="));
        var surname = (await page.Locator("tbody tr", new() { HasText = "Piura" }).Locator("td.t-cus").First.InnerTextAsync()).Split(' ')[^1];     // one whom the head of Piura sees as well
        await page.Locator("#grid-search").FillAsync(surname);
        await Expect(page).ToHaveURLAsync(new Regex("buscar="));
        await Expect(page.Locator("tbody td.t-cus").First).ToContainTextAsync(surname);
        await page.Locator("tbody input.chk").First.CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("seleccion="));
        var mine = await LookAsync(page);
        Assert.DoesNotContain(surname, page.Url, StringComparison.OrdinalIgnoreCase);

        await using var other = await world.SignedInAsync("jp.piura@demo.example");
        await OpenAsync(other, page.Url[world.Console.Address.TrimEnd('/').Length..]);
        var theirs = await LookAsync(other.Page);
        Assert.Equal((mine.Heads, mine.Sorts, mine.Search, mine.States), (theirs.Heads, theirs.Sorts, theirs.Search, theirs.States));
        Assert.Equal([.. mine.Rows.Where(r => r.Contains("Piura", StringComparison.Ordinal))], theirs.Rows);
        Assert.Equal(mine.Selected.Intersect(theirs.Rows.Select(r => r.Split(' ')[0])), theirs.Selected);

        await using var again = await world.SignedInAsync("experiencia@demo.example");
        await OpenAsync(again, page.Url[world.Console.Address.TrimEnd('/').Length..]);
        var copy = await LookAsync(again.Page);
        Assert.Equal((mine.Heads, mine.Sorts, mine.Search, mine.States), (copy.Heads, copy.Sorts, copy.Search, copy.States));
        Assert.Equal(mine.Rows, copy.Rows);
        Assert.Equal(mine.Selected, copy.Selected);
    }

    [Fact]
    public async Task Back_and_Forward_walk_through_filter_order_columns_search_and_pages()
    {
        await using var session = await world.SignedInAsync("supervisor.norte@demo.example");
        var page = session.Page;
        await OpenAsync(session, Grid + "?vista=todos");
        List<Look> seen = [await LookAsync(page)];
        foreach (var step in new Func<Task>[]
        {
            () => page.Locator(".states button").First.ClickAsync(),
            () => Head(page, "branch").GetByRole(AriaRole.Button).ClickAsync(),
            () => Head(page, "score").GetByRole(AriaRole.Button).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] }),
            () => ActAsync(page, "branch", "Ocultar columna"),
            () => page.Locator("#grid-search").FillAsync("correo"),
            () => page.Locator("#grid-search").FillAsync(""),
            () => page.GetByLabel("Página siguiente").ClickAsync(),
            () => page.Locator("#columns-open").ClickAsync(),
        })
        {
            var before = page.Url;
            await step();
            await Expect(page).Not.ToHaveURLAsync(before);
            seen.Add(await LookAsync(page));
        }
        for (var i = seen.Count - 2; i >= 0; i--)
        {
            await page.GoBackAsync();
            await AssertLookAsync(page, seen[i]);
        }
        for (var i = 1; i < seen.Count; i++)
        {
            await page.GoForwardAsync();
            await AssertLookAsync(page, seen[i]);
        }
        session.AssertQuiet();
    }

    private sealed record Look(string Url, string Heads, string Sorts, string Search, string States, IReadOnlyList<string> Rows, IReadOnlyList<string> Selected, bool IsOpen);

    /// <summary>What a person sees, once the total is there: then the page has settled.</summary>
    private static async Task<Look> LookAsync(IPage page)
    {
        await SettledAsync(page);
        var seen = await page.EvaluateAsync<string[][]>("""
            () => [
              [...document.querySelectorAll("thead th[data-col]")].map(th => th.dataset.col + ":" + th.querySelector("button").firstChild.textContent),
              [...document.querySelectorAll("thead th[aria-sort]")].map(th => th.dataset.col + th.getAttribute("aria-sort") + (th.querySelector(".ord")?.textContent ?? "")),
              [document.getElementById("grid-search").value],
              [...document.querySelectorAll(".states button")].map(b => b.getAttribute("aria-pressed")),
              [...document.querySelectorAll("tbody tr")].map(tr => tr.dataset.n + " " + tr.querySelector("td.t-br")?.textContent),
              [...document.querySelectorAll("tbody tr[aria-selected=true]")].map(tr => tr.dataset.n),
              [String(document.querySelector("[data-cp]") !== null)],
            ]
            """);
        return new(page.Url, string.Join('|', seen[0]), string.Join('|', seen[1]), seen[2][0], string.Join('|', seen[3]), seen[4], seen[5], seen[6][0] == "true");
    }

    private static async Task AssertLookAsync(IPage page, Look before)
    {
        await Expect(page).ToHaveURLAsync(before.Url);
        await Expect(page.Locator("[data-cp]")).ToHaveCountAsync(before.IsOpen ? 1 : 0);
        await Expect(page.Locator("#grid-search")).ToHaveValueAsync(before.Search);
        var now = await LookAsync(page);
        Assert.Equal((before.Heads, before.Sorts, before.States), (now.Heads, now.Sorts, now.States));
        Assert.Equal(before.Rows, now.Rows);
    }

    private static async Task OpenAsync(BrowserSession session, string path)
    {
        await session.GotoAsync(path);
        await Expect(session.Page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        await SettledAsync(session.Page);
    }

    /// <summary>What stands there is what the address says.</summary>
    private static Task SettledAsync(IPage page) => page.WaitForFunctionAsync("() => document.getElementById('grid')?.dataset.shown === location.pathname + location.search");

    private static ILocator Head(IPage page, string token) => page.Locator($"th[data-col='{token}']");

    private static Task<string> HeadsAsync(IPage page) => page.EvaluateAsync<string>("() => [...document.querySelectorAll('thead th[data-col]')].map(th => th.dataset.col + ':' + th.querySelector('button').firstChild.textContent).join('|')");

    private static async Task ActAsync(IPage page, string token, string what)
    {
        await Head(page, token).GetByRole(AriaRole.Button).ClickAsync(new() { Button = MouseButton.Right });
        await page.Locator("#colmenu").GetByRole(AriaRole.Menuitem, new() { Name = what }).ClickAsync();
    }

    /// <summary>Tab until the control with this name has the focus.</summary>
    private static async Task FocusAsync(IPage page, string name)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await page.EvaluateAsync<bool>("name => [document.activeElement.getAttribute('aria-label'), document.activeElement.textContent.trim()].includes(name)", name))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Nothing called {name} is reached by Tab.");
    }

    private static async Task MoveUpAsync(IPage page, string token, int steps)
    {
        var place = await page.EvaluateAsync<int>("token => [...document.querySelectorAll('thead th[data-col]')].findIndex(th => th.dataset.col === token) + 1", token);
        var count = await page.Locator("thead th[data-col]").CountAsync();
        await page.Locator($"#cp-hand-{token}").FocusAsync();
        for (var step = 1; step <= steps; step++)
        {
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(page.Locator("[data-cp] > [role=status]")).ToHaveTextAsync(new Regex($", posición {Math.Max(1, place - step)} de {count}$"));
            await Expect(page.Locator($"#cp-hand-{token}")).ToBeFocusedAsync();
        }
    }

    /// <summary>Any use of a pointer from now on is an error of the page.</summary>
    private static Task ForbidPointerAsync(IPage page) => page.EvaluateAsync("""
        () => { for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, () => { throw new Error("a pointer was used"); }, true); }
        """);
}
