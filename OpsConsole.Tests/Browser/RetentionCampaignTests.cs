using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>A retention campaign from its base to the paper that its client gets, two people, keys only (issue 6, line 5).</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionCampaignTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example", Head = "jp.piura@demo.example", Code = "campana-completa";
    private const string Base = """
        Número de queja;Tipo de queja;Número de servicio;Línea de producto;Rol del servicio;Equipos por entregar;Cliente;Teléfono 1;Contrato;Agencia;Fecha de queja;Plan
        8801;107;0228801;GPON;normal;;Marta Ejemplo Vela;0991112223;C-8801;PIURA;20/11/2025;Hogar 100
        8802;107;0228802;INTERNET;vecino;;Otra Ejemplo Vela;0991112224;C-8802;PIURA;20/11/2025;Hogar 50

        """;

    [Fact]
    public async Task A_base_is_imported_a_customer_retained_and_the_figures_are_on_paper()
    {
        using (var api = await ApiClient.SignInAsync(world.Console.Address, Analyst))
            Assert.Equal(201, (await api.PostAsync("campaigns", new { code = Code, name = "Campaña completa", kind = "Retention" })).Status);
        await using var analyst = await world.SignedInAsync(Analyst);
        var desk = await KeyboardOnly.GuardAsync(analyst.Page);
        await ImportAsync(analyst, desk);

        await using var head = await world.SignedInAsync(Head);
        var keys = await KeyboardOnly.GuardAsync(head.Page);
        await RetainAsync(head, keys);

        await analyst.GotoAsync($"/proyectos/{Code}/cifras?periodo=hoy");
        var page = analyst.Page;
        await Expect(page.Locator("[data-figure=Retained] b")).ToHaveTextAsync("1");
        await Expect(page.Locator("#by-motive")).ToContainTextAsync("DESCUENTO CBM");
        await analyst.AssertAccessibleAsync();
        await desk.TabToAsync("#retention-pdf");
        await desk.PressAsync("Enter");
        await desk.TabToAsync(".tasks-btn", back: true);
        await desk.PressAsync("Enter");
        var done = page.Locator("[data-task=Done]").Filter(new() { HasTextRegex = new(@"retencion-(\d{4}-\d\d-\d\d)-\1") }).Locator("a").First;      // of today alone: others of this person's stand there too
        await Expect(done).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await desk.TabToAsync($"a[href='{await done.GetAttributeAsync("href")}']");
        var download = await page.RunAndWaitForDownloadAsync(() => desk.PressAsync("Enter"));
        var text = string.Concat((await PdfTools.TextAsync((await download.PathAsync())!, "-layout")).Where(c => !char.IsWhiteSpace(c)));
        foreach (var said in new[] { "Campaña completa", "DESCUENTO CBM", "GPON", "100", "1.50" })         // half of three months
            Assert.Contains(said.Replace(" ", ""), text, StringComparison.Ordinal);
        await desk.AssertNoPointerAsync();
        analyst.AssertQuiet();
    }

    private static async Task ImportAsync(BrowserSession session, KeyboardOnly keys)
    {
        var page = session.Page;
        await session.GotoAsync($"/proyectos/{Code}/operacion");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "retiros.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Base) });
        await keys.TabToAsync("footer button[type=submit]");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/columnas$"));
        await Expect(page.Locator("select[aria-label='Número de servicio']")).ToHaveValueAsync("base:Número de servicio");
        await session.AssertAccessibleAsync();
        await keys.TabToAsync("button.btn.pri.lg");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("td.err")).ToHaveCountAsync(1);       // a role that is none
        await session.AssertAccessibleAsync();
        await keys.TabToAsync("button.btn.pri.lg");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("Importación completada")).ToBeVisibleAsync();
        await Expect(page.Locator("#import-created")).ToHaveTextAsync("1");
    }

    private static async Task RetainAsync(BrowserSession session, KeyboardOnly keys)
    {
        var page = session.Page;
        await session.GotoAsync($"/proyectos/{Code}/casos");
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(1);
        await keys.TabToAsync("table.grid td");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1);
        await Expect(page.Locator(".part")).ToContainTextAsync("Hogar 100");
        await keys.TabToAsync("input[name=state]");
        await keys.PickAsync("retenido");
        await Expect(page.Locator("#a-motive-descuento_cbm")).ToHaveCountAsync(1);
        await keys.TabToAsync("input[name=motive]");
        await keys.PickAsync("descuento_cbm");
        await Expect(page.Locator("#assistant-closure")).ToContainTextAsync("ATENDIDO");
        foreach (var (field, typed) in new[] { ("serviceNumber", "228801"), ("complaintNumber", "8801"), ("complaintType", "107"), ("benefit-percentage", "50") })
        {
            await keys.TabToAsync($"#a-{field}");
            await keys.TypeAsync(typed);
        }
        await keys.TabToAsync("[name='benefit.mode']");
        await keys.PickAsync("picked");
        foreach (var month in new[] { 2, 3, 5 })
        {
            await keys.TabToAsync($"#a-benefit-months-{month}");
            await keys.PressAsync("Space");
        }
        await Expect(page.Locator("#a-observations")).ToHaveValueAsync("RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223");
        await session.AssertAccessibleAsync();
        await keys.PressAsync("Control+s");
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Completado");
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }
}
