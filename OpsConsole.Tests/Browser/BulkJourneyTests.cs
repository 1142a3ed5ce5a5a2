using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Downloads and bulk changes as a person does them in the grid (issue 3, lines 6 to 8).</summary>
[Collection(BrowserCollection.Name)]
public sealed class BulkJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example", Grid = "/proyectos/operaciones/close-the-loop";

    [Theory]
    [InlineData("Excel (XLSX)", ".xlsx")]
    [InlineData("CSV con punto y coma", ".csv")]
    public async Task The_file_equals_the_grid_cell_by_cell_and_its_task_stays_while_one_goes_on(string choice, string extension)
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync(Grid + "?estado=Completed&filas=25");
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(25);
        var heads = await page.Locator("table.grid thead th:not(.c-chk):not(.c-m) button").EvaluateAllAsync<string[]>("all => all.map(b => b.firstChild.textContent.trim())");
        var shown = await page.Locator("table.grid tbody tr").EvaluateAllAsync<string[][]>(
            "rows => rows.map(row => [...row.cells].slice(1, -1).map(cell => cell.querySelector('[data-due], .sla')?.title ?? (cell.querySelector('.who, .st, .score, a') ?? cell).textContent.trim()))");

        await page.Locator("[popovertarget=download-menu]").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = choice }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ayuda" }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/ayuda"));
        await page.Locator(".tasks-btn").ClickAsync();
        var done = page.Locator($"[data-task=Done]:has-text('{extension}')").First;
        await Expect(done).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => done.Locator("a").ClickAsync());
        Assert.Matches($@"^alertas_\d{{4}}-\d\d-\d\d_\d{{4}}_Lima\{extension}$", download.SuggestedFilename);
        var file = await ExportedFile.ReadAsync(await File.ReadAllBytesAsync((await download.PathAsync())!));
        Assert.Equal(0, file.Formulas);
        Assert.Equal(heads, file.Texts[0]);
        foreach (var (row, cells) in shown.Zip(file.Texts.Skip(1)))
            foreach (var (cell, said) in row.Zip(cells))
                AssertSame(cell, said);
        session.AssertQuiet();
    }

    [Fact]
    public async Task By_keyboard_alone_cases_are_selected_changed_together_and_put_back()
    {
        await using var session = await world.SignedInAsync("jp.cusco@demo.example");
        var page = session.Page;
        await session.GotoAsync(Grid + "?estado=Unmanaged");
        var first = page.Locator("table.grid tbody tr").First;
        await first.Locator("td.t-id").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator(".bulk [role=status]")).ToHaveTextAsync("2 seleccionadas");
        await session.AssertAccessibleAsync();
        await page.Locator("[popovertarget=bulk-menu]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#bulk-menu [data-bulk=priority]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#bulk-tags")).ToBeFocusedAsync();       // the dialog is there only when it has put the focus
        await page.Keyboard.TypeAsync("Campaña, vip");
        await session.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".will")).ToHaveTextAsync("Se hará en 2 de 2 casos.");
        await page.Locator("[data-bulk-run]").FocusAsync();
        await Expect(page.Locator("[data-bulk-run]")).ToHaveTextAsync("Etiquetar 2 casos");
        await session.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".counts")).ToContainTextAsync("Hechos: 2");
        await session.AssertAccessibleAsync();
        await page.Locator("[data-bulk-undo]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".counts")).ToContainTextAsync("Deshechos: 2");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".bulk")).ToHaveCountAsync(0);
        session.AssertQuiet();
    }

    [Fact]
    public async Task All_that_match_are_selected_over_the_pages_and_what_cannot_be_done_is_said_before_and_listed_after()
    {
        await using var session = await world.SignedInAsync("jp.arequipa@demo.example");
        var page = session.Page;
        await session.GotoAsync(Grid + "?filas=25");
        var total = await page.Locator("[data-total]").TextContentAsync();
        await page.Locator("table.grid thead input.chk").CheckAsync();
        await page.Locator("[aria-label='Página siguiente']").ClickAsync();
        await Expect(page.Locator(".bulk [role=status]")).ToHaveTextAsync("25 seleccionadas");
        await page.Locator("[data-take-all]").ClickAsync();
        await Expect(page.Locator(".bulk [role=status]")).ToHaveTextAsync($"{total} seleccionadas");
        await page.Locator("[popovertarget=bulk-menu]").ClickAsync();
        await page.Locator("#bulk-menu [data-bulk=priority]").ClickAsync();
        await page.Locator("#bulk-priority").SelectOptionAsync("high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ver qué pasará" }).ClickAsync();
        await Expect(page.Locator(".why")).ToContainTextAsync("Ya está completado");
        await LookAsync(session, "preview");
        await page.Locator("[data-bulk-run]").ClickAsync();
        await Expect(page.Locator(".counts")).ToContainTextAsync("Rechazados:");
        await Expect(page.Locator(".left tbody tr").First).ToContainTextAsync("Ya está completado");
        await Expect(page.Locator("[data-bulk-undo]")).ToBeVisibleAsync();
        await LookAsync(session, "refusals");
        await page.Locator("[data-bulk-undo]").ClickAsync();
        await Expect(page.Locator(".counts")).ToContainTextAsync("Deshechos:");
        await Expect(page.Locator(".toast")).ToHaveCountAsync(0);      // nothing is left to be undone
        await LookAsync(session, "undone");
        session.AssertQuiet();
    }

    private static async Task LookAsync(BrowserSession session, string state)
    {
        foreach (var view in new[] { new BrowserView(), new BrowserView(Dark: true), BrowserView.Phone, BrowserView.Phone with { Dark = true } })
        {
            await session.Page.SetViewportSizeAsync(view.Width, view.Height);
            await session.Page.EmulateMediaAsync(new() { ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
            await session.PictureAsync($"bulk-{state}-{(view.Dark ? "dark" : "light")}-{view.Width}x{view.Height}");
            await session.AssertAccessibleAsync();
        }
        await session.Page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>A long text is cut on screen, a deadline is said in its title, nobody is said in words.</summary>
    private static void AssertSame(string cell, string said)
    {
        if (cell.EndsWith('…'))
            Assert.StartsWith(cell[..^1], said);
        else if (cell == "Sin asignar")
            Assert.Equal("", said);
        else if (Regex.Match(cell, @"\d\d/\d\d/\d{4} \d\d:\d\d") is { Success: true } moment)
            Assert.Equal(moment.Value, said);
        else
            Assert.Equal(cell, said);
    }
}
