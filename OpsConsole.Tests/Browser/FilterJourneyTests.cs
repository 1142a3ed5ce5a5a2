using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Api;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Filters as people use them: the source's own example, keys only, and what is half built outliving the window.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FilterJourneyTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Analyst = "experiencia@demo.example", Head = "jp.piura@demo.example", Filters = "campaigns/operaciones/filters";

    // Lima time: the first and the last second of July, and one second beyond either end.
    private const string Surveys = """
        Id CCX;Fecha encuesta;Agencia;Recomendación
        J1;2023-06-30 23:59:59;PIURA;3
        J2;2023-07-01 00:00:00;PIURA;3
        J3;2023-07-15 08:48:45;PIURA;4
        J4;2023-07-31 23:59:59;PIURA;2
        J5;2023-08-01 00:00:00;PIURA;3
        J6;2023-07-15 10:00:00;CUSCO;3

        """;

    [Fact]
    public async Task Piura_in_July_2023_takes_four_actions_and_its_address_gives_each_role_its_own_part()
    {
        using (var client = await ApiClient.SignInAsync(world.Console.Address, Analyst))
            await ImportsApiTests.ImportAsync(client, "campaigns/operaciones/imports?kind=responses", Encoding.UTF8.GetBytes(Surveys));
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await page.GotoAsync(List);
        await Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();

        await page.Locator("#filter-open").ClickAsync();
        await page.Locator("#fb-line").FillAsync("agencia:piura fecha:07/2023");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-fb-count]")).ToHaveTextAsync("3");
        await Expect(page.Locator(".say p")).ToHaveTextAsync("Alertas en las que Agencia es piura y Fecha encuesta desde 01/07/2023 hasta 31/07/2023, ambos días incluidos (hora de Lima).");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aplicar sin guardar" }).ClickAsync();

        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(3);
        Assert.Equal(["31/07/2023 23:59", "15/07/2023 08:48", "01/07/2023 00:00"], await page.Locator("table.grid tbody .t-date").AllInnerTextsAsync());
        await Expect(page.Locator(".chip")).ToHaveCountAsync(3);
        Assert.DoesNotContain("piura", page.Url, StringComparison.OrdinalIgnoreCase);

        // the address, copied to other windows
        var filtered = page.Url;
        foreach (var (email, rows) in new[] { (Head, 3), ("jp.cusco@demo.example", 0) })
        {
            await using var other = await world.SignedInAsync(email);
            await other.Page.GotoAsync(filtered);
            await Expect(other.Page.Locator("[data-total]")).ToHaveTextAsync($"{rows}");
            await Expect(other.Page.Locator("table.grid tbody tr")).ToHaveCountAsync(rows);
        }

        // a part is taken off; Back and Forward walk through what was seen
        await page.GetByRole(AriaRole.Button, new() { Name = "Quitar Agencia" }).ClickAsync();
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(4);
        await page.GoBackAsync();
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(3);
        await page.GoForwardAsync();
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(4);
        session.AssertQuiet();
    }

    [Fact]
    public async Task An_address_with_a_filter_that_is_not_there_says_so_and_counts_nothing()
    {
        await using var session = await world.SignedInAsync(Head);
        var page = session.Page;
        await page.GotoAsync(List);
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();
        await page.EvaluateAsync($"() => Blazor.navigateTo('{List}?filtro=nohaytal')");
        await Expect(page.GetByText("Este filtro no existe o no se comparte con usted")).ToBeVisibleAsync();
        await Expect(page.Locator(".pager > span").First).ToHaveTextAsync("");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Siguiente" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ver alertas" }).ClickAsync();
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_line_typed_again_on_a_recovered_filter_adds_nothing_that_is_there()
    {
        await using var session = await world.SignedInAsync("supervisor.sur@demo.example");
        var page = session.Page;
        for (var time = 0; time < 2; time++)
        {
            await page.GotoAsync(List + "?panel=filtro");
            await Expect(page.Locator("#fb-name")).ToBeFocusedAsync();
            if (time == 0 && await page.GetByText("Se recuperó lo que armaba").IsVisibleAsync())
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Descartar" }).First.ClickAsync();       // of another journey
                await Expect(page.GetByText("Se recuperó lo que armaba")).ToHaveCountAsync(0);
            }
            await page.Locator("#fb-line").FillAsync(time == 0 ? "agencia:trujillo puntaje:<=3" : "agencia:Trujillo puntaje:<=3");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".fb .cond")).ToHaveCountAsync(3);
            await Expect(page.Locator("#fb-line")).ToHaveValueAsync("");
            if (time == 0)
                await KeptAsync(page);
            await Expect(page.Locator(".say p")).ToHaveTextAsync("Alertas en las que Agencia es trujillo y Puntaje es 3 o menos.", new() { IgnoreCase = true });
        }
        await Expect(page.Locator(".fb [role=status]", new() { HasText = "Esa condición ya está en el filtro." })).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Descartar" }).First.ClickAsync();
    }

    [Fact]
    public async Task Everything_about_filters_can_be_done_by_keyboard_alone()
    {
        using (var client = await ApiClient.SignInAsync(world.Console.Address, Head))
            await client.PostAsync(Filters, new { name = "Sin gestión aún", filter = new { connector = "all", items = new[] { new { source = "management", field = "Estado gestión", op = "eq", value = "Unmanaged" } } } });
        await using var session = await world.Browser.OpenAsync(world.Console);
        var (page, keys) = (session.Page, await KeyboardOnly.GuardAsync(session.Page));
        await page.GotoAsync("/signin?returnUrl=" + Uri.EscapeDataString(List));
        await keys.TabToAsync("#email");
        await keys.TypeAsync(Head);
        await keys.TabToAsync("#password");
        await keys.TypeAsync(TestConsole.DemoPassword);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();

        // a saved filter: g, then its number
        await Expect(page.Locator("nav .view").Nth(2)).ToContainTextAsync("Sin gestión aún");
        await keys.PressAsync("g");
        await keys.PressAsync("3");
        await Expect(page.Locator(".view[aria-current=page]")).ToContainTextAsync("Sin gestión aún");
        await Expect(page.Locator("[data-total]")).ToHaveTextAsync(await page.Locator(".view[aria-current=page] .count").InnerTextAsync());

        // away from it, and one with a sub-group, saved by Ctrl Enter
        await keys.PressAsync("g");
        await keys.PressAsync("1");
        await Expect(page.Locator(".view[aria-current=page]")).ToContainTextAsync("Alertas");
        await keys.PressAsync("f");
        await Expect(page.Locator("#fb-name")).ToBeFocusedAsync();
        await keys.TypeAsync("Por teclado");
        await keys.TabToAsync("#fb-line");
        await keys.TypeAsync("puntaje:<=6");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".fb .cond")).ToHaveCountAsync(2);
        await keys.TabToAsync(".fb .grp > .row:last-child button:nth-of-type(2)");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".fb .grp.sub select.connector")).ToBeFocusedAsync();
        await keys.TabToAsync(".grp.sub select[aria-label='Tabla']");
        await keys.ChooseAsync("Gestión");
        await keys.TabToAsync(".grp.sub select[aria-label='Campo']");
        await keys.ChooseAsync("Estado gestión");
        await Expect(page.Locator(".grp.sub select[aria-label='Valor']")).ToBeVisibleAsync();
        await keys.TabToAsync(".grp.sub select[aria-label='Valor']");
        await keys.ChooseAsync("Iniciado");
        await Expect(page.Locator(".say p")).ToContainTextAsync("Iniciado");

        // its handle moves it out of the sub-group and back
        await keys.TabToAsync(".grp.sub .cond [data-move]");
        await keys.PressAsync("ArrowUp");
        await Expect(page.Locator(".fb .grp:not(.sub) > .cond")).ToHaveCountAsync(3);
        await Expect(page.Locator(".fb [role=status]", new() { HasText = "Estado gestión, posición 3 de 4" })).ToBeAttachedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(page.Locator(".fb .grp.sub .cond")).ToHaveCountAsync(1);
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-fb]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".view[aria-current=page]")).ToContainTextAsync("Por teclado");

        // and a row of it
        await keys.TabToAsync("table.grid td");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/close-the-loop/1"));
        var first = new Uri(page.Url);
        Assert.Contains("filtro=", first.Query);

        // worked to its end
        await Expect(page.Locator("#alert-form")).ToBeVisibleAsync();
        await keys.TabToAsync("[data-step='1']");
        await keys.PressAsync("a");
        await Expect(page.Locator("#attempt-point")).ToBeVisibleAsync();
        await keys.TabToAsync("#attempt-point");
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("044 555 010");
        await keys.TabToAsync("input[name='attempt-result']");
        await keys.PickAsync("effective");
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("#attempt-point")).ToHaveCountAsync(0);
        await keys.TabToAsync("input[name='incidentType']");
        await keys.PickAsync("needs_assistance");
        await keys.TabToAsync("input[name='contactType']");
        await keys.PickAsync("effective");
        await keys.TabToAsync("#f-rootCause");
        await keys.PressAsync("ArrowDown");
        await keys.TabToAsync("#f-actionPlan");
        await keys.TypeAsync("Se capacita al equipo de caja y se revisa la atención cada semana.");
        await keys.TabToAsync("#alert-finish");
        await Expect(page.Locator(".ffoot .miss")).ToContainTextAsync("Todo listo para finalizar");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(OtherThan(first));      // on to the next of the list

        // taken back, which leads back to it, then the next of the list, and back to the list
        await keys.TabToAsync(".toast .undo");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(first.AbsolutePath) + "(\\?|$)"));
        await Expect(page.Locator(".ah .st")).ToContainTextAsync("Iniciado");
        await Expect(page.Locator("#f-actionPlan")).ToHaveValueAsync("Se capacita al equipo de caja y se revisa la atención cada semana.");
        await keys.TabToAsync("[data-step='-1']");
        await keys.PressAsync("j");
        await Expect(page).ToHaveURLAsync(OtherThan(first));
        Assert.Equal(first.Query, new Uri(page.Url).Query);
        await Expect(page.Locator("#alert-form")).ToBeVisibleAsync();
        await keys.TabToAsync("[data-key=u]");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".view[aria-current=page]")).ToContainTextAsync("Por teclado");
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task What_is_half_built_survives_a_reload_a_case_is_explained_and_a_deletion_is_taken_back()
    {
        await using var session = await world.SignedInAsync("jp.trujillo@demo.example");
        var page = session.Page;
        await page.GotoAsync(List + "?vista=todos&panel=filtro");
        await page.Locator("#fb-name").FillAsync("A medias ñ");
        await page.Locator("#fb-line").FillAsync("puntaje:<=3");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Condición", Exact = true }).ClickAsync();
        await Expect(page.Locator(".say")).ToContainTextAsync("Por completar o corregir: 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aplicar sin guardar" }).ClickAsync();
        await Expect(page.GetByText("Falta elegir el campo.")).ToBeVisibleAsync();
        await KeptAsync(page);
        await page.ReloadAsync();
        await Expect(page.GetByText("Se recuperó lo que armaba")).ToBeVisibleAsync();
        await Expect(page.Locator("#fb-name")).ToHaveValueAsync("A medias ñ");
        await Expect(page.Locator(".fb .cond")).ToHaveCountAsync(2);

        // finished, and asked about a case that it lets through and one that it does not
        await page.GetByRole(AriaRole.Button, new() { Name = "Quitar: Condición nueva" }).ClickAsync();
        await Expect(page.Locator("[data-fb-count]")).Not.ToHaveTextAsync("—");
        var numbers = await page.Locator("table.grid tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [r.dataset.n, r.querySelector('.t-sc')?.innerText ?? ''])");
        var high = numbers.First(n => int.TryParse(n[1], out var score) && score > 3)[0];
        await page.GetByText("¿Por qué no sale un caso?").ClickAsync();
        await page.GetByLabel("Número de caso").FillAsync(high);
        await page.GetByRole(AriaRole.Button, new() { Name = "Comprobar" }).ClickAsync();
        await Expect(page.GetByText($"El caso {high} no cumple el filtro")).ToBeVisibleAsync();
        await Expect(page.Locator(".fb .cond.fails")).ToHaveCountAsync(1);
        await page.GetByLabel("Número de caso").FillAsync("999999");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comprobar" }).ClickAsync();
        await Expect(page.GetByText("No hay un caso 999999 que usted pueda ver")).ToBeVisibleAsync();

        // saved, deleted, taken back
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y aplicar" }).ClickAsync();
        await Expect(page.Locator(".view[aria-current=page]")).ToContainTextAsync("A medias ñ");
        await page.Locator("#filter-open").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Eliminar" }).ClickAsync();
        await Expect(page.Locator(".view", new() { HasText = "A medias ñ" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();
        await Expect(page.Locator(".view", new() { HasText = "A medias ñ" })).ToHaveCountAsync(1);
        session.AssertQuiet();
    }

    [Theory]
    [InlineData("supervisor.norte@demo.example", false, 1440, 900)]
    [InlineData("supervisor.sur@demo.example", true, 1440, 900)]
    [InlineData("jp.arequipa@demo.example", false, 390, 844)]
    public async Task The_builder_is_accessible_in_each_of_its_states(string email, bool dark, int width, int height)
    {
        await using var session = await world.SignedInAsync(email, new BrowserView(width, height, Dark: dark));
        var page = session.Page;
        await page.GotoAsync(List + "?panel=filtro");
        await page.Locator("#fb-line").FillAsync("agencia:piura fecha:>=01/07/2023 puntaje:1..6 cualquiera");
        await page.Locator("#fb-line").PressAsync("Enter");
        await Expect(page.Locator(".say p")).ToContainTextAsync("desde 01/07/2023");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subgrupo", Exact = true }).First.ClickAsync();
        await page.Locator(".grp.sub select[aria-label='Tabla']").SelectOptionAsync("management");
        await page.Locator(".grp.sub select[aria-label='Campo']").SelectOptionAsync("Estado gestión");
        await page.Locator(".grp.sub select[aria-label='Operador']").SelectOptionAsync("in");
        await page.Locator(".grp.sub details.several summary").ClickAsync();
        await page.Locator(".grp.sub [data-move]").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Calendario: Fecha" }).First.ClickAsync();
        await Expect(page.Locator(".date-calendar table")).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        await session.PictureAsync($"filter-builder-{(dark ? "dark" : "light")}-{width}");
        await page.Locator(".date-calendar td:not(.rz-calendar-other-month)").GetByText("9", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".date-box input")).ToHaveValueAsync("09/07/2023");
        await Expect(page.Locator(".say p")).ToContainTextAsync("desde 09/07/2023");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y aplicar" }).ClickAsync();
        await Expect(page.Locator(".fb .err[role=alert]").First).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        await page.GetByLabel("Cerrar panel").ClickAsync();
        await page.GotoAsync(List + "?filtro=no-hay-tal-filtro");
        await Expect(page.GetByText("Este filtro no existe o no se comparte con usted")).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    private static Regex OtherThan(Uri first) => new($"/close-the-loop/1(?!{Regex.Escape(first.AbsolutePath.Split("/close-the-loop/1")[1])}(\\?|$))");

    /// <summary>The draft is on the server: a second after the last change.</summary>
    private static Task KeptAsync(IPage page) => page.WaitForFunctionAsync("() => document.querySelector('[data-fb]')?.dataset.kept === 'true'");
}
