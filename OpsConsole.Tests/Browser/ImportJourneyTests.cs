using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>An analyst imports by the page: file, columns, review, result, and back again.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ImportJourneyTests(ConsoleInBrowser world)
{
    private const string Start = "/proyectos/operaciones/operacion", Analyst = "experiencia@demo.example";
    private const string Csv = "Id CCX;Fecha encuesta;Agencia;Recomendación;Comentario\nP1;2026-01-10 10:00;PIURA;3;mala\nP2;2026-01-10 10:00;CUSCO;9;buena\nP3;31/06/2025;PIURA;99;rara\nP4;2026-01-11 10:00;PIURRA;4;otra\nP5;2026-01-11 10:00;PIURA;;sin nota\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_goes_from_upload_to_result_with_every_problem_shown_and_is_taken_back(bool dark)
    {
        await using var analyst = await world.SignedInAsync(Analyst, new() { Dark = dark });
        var page = analyst.Page;
        await analyst.GotoAsync(Start);
        await LookAsync(analyst, "import-file", dark);
        await UploadAsync(page, "respuestas_enero.csv", Encoding.UTF8.GetBytes(Csv));
        await Expect(page.GetByText("CSV · utf-8 · separador ;")).ToBeVisibleAsync();
        await Expect(page.Locator("select[aria-label='Agencia']")).ToHaveValueAsync("base:Agencia");
        await LookAsync(analyst, "import-columns", dark);

        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Importar 3 respuestas" })).ToBeVisibleAsync();
        await Expect(page.Locator(".isum")).ToContainTextAsync("De ellas, alertas1");
        await Expect(page.Locator("td.err")).ToHaveCountAsync(3);
        await Expect(page.GetByText("Ese día no existe: el mes 6 tiene 30 días.")).ToBeVisibleAsync();
        await Expect(page.GetByText("¿Quiso decir PIURA?")).ToBeVisibleAsync();
        await LookAsync(analyst, "import-review", dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "Con avisos 1" }).ClickAsync();
        await Expect(page.Locator("td.wrn")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Importar 3 respuestas" }).ClickAsync();
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync();
        await Expect(page.Locator("#import-created")).ToHaveTextAsync("3");
        await LookAsync(analyst, "import-result", dark);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Descargar rechazadas" }).ClickAsync());
        Assert.StartsWith("\uFEFFId CCX;Fecha encuesta;Agencia;Recomendación;Comentario;Motivo\r\nP3;", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await download.PathAsync())));

        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer importación" }).ClickAsync();
        await Expect(page.GetByText("Importación deshecha")).ToBeVisibleAsync();
        analyst.AssertQuiet();
    }

    [Fact]
    public async Task A_file_of_cases_becomes_cases_with_customers_that_stand_in_the_list()
    {
        var csv = $"Id externo;Agencia;Tipo;Descripción;Prioridad;Primer nombre;Primer apellido;Celular;Plan\nW{Random.Shared.Next()};PIURA;Falla;Llegó por archivo;alta;Olga;Cárdenas;987 000 111;Fibra\nW2;PIURA;Rareza;Mal tipo;;;;;\n";
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;
        await analyst.GotoAsync("/proyectos/servicio/operacion");
        await analyst.AssertAccessibleAsync();
        await UploadAsync(page, "casos.csv", Encoding.UTF8.GetBytes(csv));
        await Expect(page.Locator("select[aria-label='Tipo']")).ToHaveValueAsync("meta:Tipo");
        await Expect(page.Locator("select[aria-label='Plan']")).ToHaveValueAsync("base:Plan");
        await analyst.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(page.GetByText("No es un tipo de caso de este proyecto")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar 1 caso" }).ClickAsync();
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ver los casos" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/proyectos/servicio/casos$"));
        await Expect(page.Locator("table.grid tbody")).ToContainTextAsync("Olga Cárdenas");
        analyst.AssertQuiet();
    }

    [Fact]
    public async Task A_file_of_events_becomes_cases_whose_history_says_that_it_was_imported()
    {
        var csv = $"Id externo;Fecha del evento;Estado;Autor;Descripción\nH{Random.Shared.Next()};2025-12-01 09:00;New;Mesa;Llegó como historia\n;2025-12-01 09:00;New;;\n";
        csv += csv.Split('\n')[1].Replace("09:00;New;Mesa", "10:30;Closed;Eva Solís") + "\n";
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;
        await analyst.GotoAsync("/proyectos/servicio/operacion");
        await page.Locator("input[name=kind][value=history]").CheckAsync();
        await UploadAsync(page, "eventos.csv", Encoding.UTF8.GetBytes(csv));
        await Expect(page.Locator("select[aria-label='Estado']")).ToHaveValueAsync("meta:Estado");
        await page.GetByLabel("Agencia de todas las filas").FillAsync("PIURA");
        await page.GetByLabel("Qué significa cada palabra del archivo").FillAsync("New=Sin Gestión, Closed=Completado");
        await analyst.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(page.Locator(".isum")).ToContainTextAsync("Casos nuevos1");
        await Expect(page.Locator("td.err")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar 2 eventos" }).ClickAsync();
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync();
        await Expect(page.Locator("#import-cases")).ToHaveTextAsync("1");
        var result = page.Url;
        using var api = await ApiClient.SignInAsync(world.Console.Address, Analyst);
        var made = (await api.PostAsync("cases/search", new { campaign = "servicio", search = "Llegó como historia" })).Body.GetProperty("items").EnumerateArray().Single();
        await analyst.GotoAsync($"/proyectos/servicio/casos/{made.GetProperty("number").GetString()}?pestana=historial");
        await Expect(page.Locator("li[data-event=completed]")).ToContainTextAsync("Eva Solís");
        await Expect(page.Locator("li[data-event=completed] .tag", new() { HasText = "Importado" })).ToBeVisibleAsync();
        await analyst.GotoAsync(new Uri(result).PathAndQuery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer importación" }).ClickAsync();
        await Expect(page.GetByText("Importación deshecha")).ToBeVisibleAsync();
        analyst.AssertQuiet();
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Choosing_a_file_speaks_the_language_of_the_page_and_nothing_is_wrong_before_it_is(int width, int height, bool dark)
    {
        await using var analyst = await world.SignedInAsync(Analyst, new(width, height, dark));
        var page = analyst.Page;
        await analyst.GotoAsync(Start);
        await Expect(page.Locator("[data-upload-problem]")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-upload-progress]")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-upload-name]")).ToHaveTextAsync("Ninguno elegido");
        var input = page.GetByLabel("Elegir archivo", new() { Exact = true });
        Assert.True((await input.BoundingBoxAsync())!.Width <= 1, "The browser's own words are not seen.");

        await page.Locator("input[name=kind]").First.FocusAsync();      // keys alone: the file comes after what it holds, then sending
        await page.Keyboard.PressAsync("Tab");
        await Expect(input).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-upload-problem]")).ToHaveTextAsync("Elija primero un archivo: nada se ha enviado.");
        await Expect(input).ToBeFocusedAsync();
        await analyst.AssertAccessibleAsync();

        await input.SetInputFilesAsync(new FilePayload { Name = "enero de las agencias.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Csv) });
        await Expect(page.Locator("[data-upload-name]")).ToHaveTextAsync("enero de las agencias.csv");
        await Expect(page.Locator("[data-upload-problem]")).ToBeHiddenAsync();
        await LookAsync(analyst, "import-chosen", dark);

        await page.EvaluateAsync("""
            () => {
              const dropped = new DataTransfer();
              dropped.items.add(new File(["Id CCX;Recomendación\n"], "febrero.csv", { type: "text/csv" }));
              document.querySelector("[data-upload]").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
            }
            """);
        await Expect(page.Locator("[data-upload-name]")).ToHaveTextAsync("febrero.csv");
        analyst.AssertQuiet();
    }

    [Fact]
    public async Task A_file_at_fault_says_so_and_stays_where_it_can_be_mended()
    {
        await using var analyst = await world.SignedInAsync(Analyst);
        await analyst.GotoAsync(Start);
        await UploadAsync(analyst.Page, "informe.csv", "Informe mensual;;\nId;Fecha encuesta;Recomendación\n1;2026-01-10;3\n"u8.ToArray());
        await analyst.Page.Locator("#import-header-row").FillAsync("2");
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Leer de nuevo" }).ClickAsync();
        await Expect(analyst.Page.Locator("select[aria-label='Recomendación']")).ToHaveValueAsync("survey:Recomendación");
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(analyst.Page.GetByText("Falta decir qué columna es: Id CCX")).ToBeVisibleAsync();
        await analyst.Page.GetByRole(AriaRole.Link, new() { Name = "Volver a columnas" }).ClickAsync();
        await analyst.Page.Locator("select[aria-label='Id']").SelectOptionAsync("meta:Id CCX");
        await analyst.Page.GetByLabel("Agencia de todas las filas").FillAsync("PIURA");
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Importar 1 respuesta" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_may_not_import_finds_no_page()
    {
        await using var head = await world.SignedInAsync("jp.piura@demo.example");
        await head.GotoAsync(Start);
        await Expect(head.Page.Locator("#import-file")).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Category", RealData.Category)]
    public async Task The_real_reviews_come_in_through_the_page_as_the_raw_file_says_and_again_there_is_nothing_to_import()
    {
        var file = RawSurveys.Reviews();
        var stars = RawSurveys.ByStars(file);
        var (rows, alerts) = (stars.Values.Sum(), stars["1.0"] + stars["2.0"] + stars["3.0"]);
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;
        await analyst.GotoAsync(Start);
        await UploadAsync(page, "resenas.csv", file);
        foreach (var (column, target) in new[] { ("id_reseña", "meta:Id CCX"), ("Fecha", "meta:Fecha encuesta"), ("Empresa", "base:Agencia"), ("Calificación", "survey:Recomendación") })
            await page.Locator($"select[aria-label='{column}']").SelectOptionAsync(target);
        await page.GetByLabel("Valores de la nota").FillAsync("1.0=0, 2.0=3, 3.0=6, 4.0=8, 5.0=10");
        await page.GetByLabel("Crear las agencias que no existan").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        var run = page.GetByRole(AriaRole.Button, new() { Name = $"Importar {rows:N0} respuestas" });
        await Expect(run).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await run.ClickAsync();
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(page.Locator("#import-created")).ToHaveTextAsync($"{rows:N0}");
        await Expect(page.Locator("#import-alerts")).ToHaveTextAsync($"{alerts:N0}");
        await Expect(page.Locator("#import-rejected")).ToHaveTextAsync("0");
        var result = page.Url;

        await analyst.GotoAsync(Start);
        await UploadAsync(page, "resenas.csv", file);
        await Expect(page.GetByText("Se propone la asignación de la última vez")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revisar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "No hay nada que importar" })).ToBeDisabledAsync(new() { Timeout = 60_000 });
        await analyst.GotoAsync(new Uri(result).PathAndQuery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer importación" }).ClickAsync();
        await Expect(page.GetByText("Importación deshecha")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    private static async Task UploadAsync(IPage page, string name, byte[] file)
    {
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = file });
        await page.GetByRole(AriaRole.Button, new() { Name = "Subir y continuar" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/columnas$"));
    }

    private static async Task LookAsync(BrowserSession session, string name, bool dark)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync($"{name}-{(dark ? "dark" : "light")}");
        await session.Page.SetViewportSizeAsync(390, 844);
        await session.PictureAsync($"{name}-{(dark ? "dark" : "light")}-phone");
        await session.Page.SetViewportSizeAsync(1440, 900);
    }
}
