using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Hurried hands: whatever is clicked twice is done once, and nothing typed is lost by Escape, Back, reload, another window or signing out elsewhere.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HurriedPersonTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Analyst = "experiencia@demo.example", Head = "jp.arequipa@demo.example", Plan = "#f-actionPlan";

    [Fact]
    public async Task An_alert_worked_with_double_clicks_only_has_each_step_once_in_its_history()
    {
        await using var session = await world.SignedInAsync(Head);
        var page = session.Page;
        var number = await OpenAsync(page, "Unmanaged");
        await page.Locator("#attempt-new").DblClickAsync();
        await page.Locator("#attempt-effective").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar", Exact = true }).DblClickAsync();
        await Expect(page.Locator("#attempt-effective")).ToHaveCountAsync(0);
        await page.Locator("#f-incidentType-0").CheckAsync();
        await page.Locator("#f-contactType-0").CheckAsync();
        await page.Locator(Plan).FillAsync("Se conversó con el cliente y el caso queda resuelto hoy mismo.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).DblClickAsync();
        await Expect(page.Locator(".toast", new() { HasText = "guardada" })).ToBeVisibleAsync();
        await page.Locator("#alert-finish").DblClickAsync();
        await Expect(page.Locator(".toast", new() { HasText = "finalizada" })).ToBeVisibleAsync();
        Assert.Equal(["opened", "attempt", "saved", "completed"], (await EventsAsync(page, number)).SkipWhile(type => type != "opened"));       // other tests may have changed it and taken that back
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_note_left_by_Escape_is_still_there_and_is_sent_once_however_it_is_clicked()
    {
        await using var session = await world.SignedInAsync(Head);
        var page = session.Page;
        var number = await OpenAsync(page, "Unmanaged,Started");
        await NoteAsync(page);
        await page.Locator("#action-text").PressSequentiallyAsync("Llamó la hija: ¿mañana a las 9?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#action-text")).ToHaveCountAsync(0);
        await NoteAsync(page);
        await Expect(page.Locator("#action-text")).ToHaveValueAsync("Llamó la hija: ¿mañana a las 9?");
        await page.ReloadAsync();
        await Expect(page.Locator("#alert-form[data-kept]")).ToBeAttachedAsync();
        await NoteAsync(page);
        await Expect(page.Locator("#action-text")).ToHaveValueAsync("Llamó la hija: ¿mañana a las 9?");
        await page.Locator("dialog footer .btn.pri").DblClickAsync();
        await Expect(page.Locator("#action-text")).ToHaveCountAsync(0);
        Assert.Single(await EventsAsync(page, number), "note");
        await NoteAsync(page);
        await Expect(page.Locator("#action-text")).ToHaveValueAsync("");
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_filter_saved_or_applied_by_a_double_click_exists_once_and_Back_leads_where_one_was()
    {
        await using var session = await world.SignedInAsync("agente2.piura@demo.example");        // has no half-built filter that another test left
        var page = session.Page;
        await session.GotoAsync(List + "?vista=todos&panel=filtro");
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();      // counted, so the circuit listens
        await page.Locator("#fb-line").FillAsync("puntaje:<=2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-fb-count]")).Not.ToHaveTextAsync("—");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aplicar sin guardar" }).DblClickAsync();
        await Expect(page.Locator("[data-fb]")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(page.Locator("[data-fb]")).ToBeVisibleAsync();
        Assert.Contains("vista=todos", page.Url, StringComparison.Ordinal);

        await page.Locator("#fb-name").FillAsync("Con prisa");
        await page.Locator("#fb-line").FillAsync("puntaje:<=1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-fb-count]")).Not.ToHaveTextAsync("—");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y aplicar" }).DblClickAsync();
        await Expect(page.Locator("[data-fb]")).ToHaveCountAsync(0);
        var saved = await FetchAsync(page, "campaigns/operaciones/filters");
        Assert.Equal(2, saved.Split("\"Con prisa\"").Length);
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_double_click_downloads_one_file_and_changes_many_cases_only_after_its_preview_was_seen()
    {
        await using var session = await world.SignedInAsync(Head);
        var page = session.Page;
        await session.GotoAsync(List + "?estado=Unmanaged");
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();
        var files = page.Locator("[data-task=Done]", new() { HasText = ".xlsx" });
        var before = await files.CountAsync();
        await page.Locator("[popovertarget=download-menu]").ClickAsync();
        await page.Locator("#download-menu [role=menuitem]").First.DblClickAsync();
        await Expect(files).ToHaveCountAsync(before + 1);

        var changes = page.Locator("[data-task]", new() { HasText = "Prioridad" });
        var former = await changes.CountAsync();
        await page.Locator("table.grid tbody input.chk").First.CheckAsync();
        await page.Locator("[popovertarget=bulk-menu]").ClickAsync();
        await page.Locator("#bulk-menu [data-bulk=priority]").ClickAsync();
        await page.Locator("#bulk-priority").SelectOptionAsync("high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ver qué pasará" }).DblClickAsync();
        await Expect(page.Locator(".will")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-bulk-run]")).ToBeVisibleAsync();
        await page.Locator("[data-bulk-run]").DblClickAsync();
        await Expect(page.Locator(".counts")).ToContainTextAsync("Hechos: 1");
        await page.ReloadAsync();
        await Expect(files).ToHaveCountAsync(before + 1);
        await Expect(changes).ToHaveCountAsync(former + 1);
        session.AssertQuiet();
    }

    [Fact]
    public async Task An_import_clicked_through_twice_at_every_step_is_one_import()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync("/proyectos/operaciones/operacion");
        var before = await page.Locator(".hist tbody tr").CountAsync();
        var file = "Id CCX;Fecha encuesta;Agencia;Recomendación\n" + string.Join('\n', Enumerable.Range(1, 300).Select(i => $"PRISA{i};2026-01-10 10:00;PIURA;{i % 11}"));
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "prisa.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Subir y continuar" }).DblClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/columnas$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).DblClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar 300 respuestas" }).DblClickAsync();
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync();
        await Expect(page.Locator("#import-created")).ToHaveTextAsync("300");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer importación" }).DblClickAsync();
        await Expect(page.GetByText("Importación deshecha")).ToBeVisibleAsync();
        await session.GotoAsync("/proyectos/operaciones/operacion");
        await Expect(page.Locator(".hist tbody tr")).ToHaveCountAsync(before + 1);
        session.AssertQuiet();
    }

    [Fact]
    public async Task What_is_typed_into_a_form_outlives_Back_and_a_reload_until_it_is_saved_or_discarded()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync("/proyectos/nuevo");
        await page.Locator("#project-name").FillAsync("Encuestas de la mañana");
        await page.Locator("#project-code").FillAsync("manana-1");
        await page.EvaluateAsync("() => Blazor.navigateTo('/proyectos')");
        await Expect(page.Locator("#project-name")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(page.Locator("#project-name")).ToHaveValueAsync("Encuestas de la mañana");
        await Expect(page.Locator("#project-code")).ToHaveValueAsync("manana-1");
        await Expect(page.Locator("[data-kept-note]")).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#project-code")).ToHaveValueAsync("manana-1");
        await page.Locator("#project-code").PressAsync("Enter");      // twice: one project
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/proyectos/manana-1/operacion$"));
        await session.GotoAsync("/proyectos/nuevo");
        await Expect(page.Locator("#project-name")).ToHaveValueAsync("");
        await Expect(page.Locator("[data-kept-note]")).ToBeHiddenAsync();

        await session.GotoAsync("/proyectos/manana-1");
        await page.Locator("#project-name").FillAsync("Otro nombre");
        await page.ReloadAsync();
        await Expect(page.Locator("#project-name")).ToHaveValueAsync("Otro nombre");
        await page.Locator("[data-kept-note] [data-kept-drop]").ClickAsync();
        await Expect(page.Locator("#project-name")).ToHaveValueAsync("Encuestas de la mañana");
        await Expect(page.Locator("[data-kept-note]")).ToBeHiddenAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task What_was_typed_stands_beside_what_another_window_saved_meanwhile()
    {
        await using var session = await world.SignedInAsync(Analyst);
        var first = session.Page;
        await session.GotoAsync("/proyectos/nuevo");
        await first.Locator("#project-name").FillAsync("Encuestas de la tarde");
        await first.Locator("#project-code").FillAsync("tarde-1");
        await first.Locator("#project-code").PressAsync("Enter");
        await Expect(first).ToHaveURLAsync(new Regex("/proyectos/tarde-1/operacion$"));
        await session.GotoAsync("/proyectos/tarde-1");
        await first.Locator("#project-name").FillAsync("Lo de la primera ventana");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await second.Locator("#project-name").FillAsync("Lo de la segunda ventana");
        await second.Locator("#project-name").PressAsync("Enter");
        await Expect(second.Locator(".toast")).ToBeVisibleAsync();

        await first.ReloadAsync();
        var asked = first.Locator("[data-kept-other]");
        await Expect(asked).ToContainTextAsync("«Lo de la primera ventana»");
        await Expect(first.Locator("#project-name")).ToHaveValueAsync("Lo de la segunda ventana");
        await session.AssertAccessibleAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Usar lo mío" }).ClickAsync();
        await Expect(asked).ToBeHiddenAsync();
        await Expect(first.Locator("#project-name")).ToHaveValueAsync("Lo de la primera ventana");
        await first.ReloadAsync();
        await Expect(first.Locator("#project-name")).ToHaveValueAsync("Lo de la primera ventana");
        await first.Locator("#project-name").PressAsync("Enter");
        await Expect(first.Locator(".toast")).ToBeVisibleAsync();
        await first.ReloadAsync();
        await Expect(first.Locator("#project-name")).ToHaveValueAsync("Lo de la primera ventana");
        await Expect(asked).ToBeHiddenAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task Two_windows_of_one_person_on_one_alert_keep_both_texts()
    {
        await using var session = await world.SignedInAsync(Head);
        var first = session.Page;
        await OpenAsync(first, "Unmanaged,Started");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await Expect(second.Locator("#alert-form[data-kept]")).ToBeAttachedAsync();
        await first.Locator(Plan).FillAsync("Lo que escribe la primera ventana.");
        await second.Locator("#f-planOwner").FillAsync("Otra área");
        await second.Locator(Plan).FillAsync("Lo que escribe la segunda ventana.");
        await first.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await Expect(second.Locator(".banner.warn")).ToContainTextAsync("plan de acción");
        await Expect(second.Locator(Plan)).ToHaveValueAsync("Lo que escribe la segunda ventana.");
        await Expect(second.Locator("#f-planOwner")).ToHaveValueAsync("Otra área");
        await second.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await Expect(second.Locator("dialog")).ToContainTextAsync("Lo que escribe la primera ventana.");
        await Expect(second.Locator("dialog")).ToContainTextAsync("Lo que escribe la segunda ventana.");
        session.AssertQuiet();
    }

    [Fact]
    public async Task Signing_out_in_one_window_leads_the_other_to_sign_in_and_back_to_what_was_typed()
    {
        await using var session = await world.SignedInAsync(Head);
        var page = session.Page;
        await OpenAsync(page, "Unmanaged,Started");
        await page.Locator(Plan).FillAsync("Antes de salir");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/proyectos");
        await other.Locator(".me").ClickAsync();
        await other.Locator("[data-sign-out] button").ClickAsync();
        await Expect(other).ToHaveURLAsync(new Regex("/signin"));
        await page.Locator(Plan).PressSequentiallyAsync(" y después");
        await Expect(page).ToHaveURLAsync(new Regex("/signin\\?"), new() { Timeout = 40_000 });
        await page.Locator("input[autocomplete=username]").FillAsync(Head);
        await page.Locator("input[type=password]").FillAsync(TestConsole.DemoPassword);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await Expect(page.Locator(Plan)).ToHaveValueAsync("Antes de salir y después");
    }

    private static async Task NoteAsync(IPage page)
    {
        await page.Locator(".ah [popovertarget]").Last.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("nota", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        await Expect(page.Locator("#action-text")).ToBeVisibleAsync();
    }

    /// <summary>The first alert of the list in one of these states; its number.</summary>
    private static async Task<string> OpenAsync(IPage page, string states)
    {
        await page.GotoAsync($"{List}?estado={states}");
        await page.Locator("table.grid tbody a.id").First.ClickAsync();
        await Expect(page.Locator("#alert-form[data-kept]")).ToBeAttachedAsync();
        return new Uri(page.Url).Segments[^1];
    }

    private static Task<string[]> EventsAsync(IPage page, string number) =>
        page.EvaluateAsync<string[]>("async number => { const found = await (await fetch(`/api/v1/cases/${number}/events`)).json(); return (found.items ?? found).map(e => e.type); }", number);

    private static Task<string> FetchAsync(IPage page, string path) => page.EvaluateAsync<string>("async path => await (await fetch('/api/v1/' + path)).text()", path);
}
