using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Service cases as agents work them: from the pending queue into a case, to its end, and on to the next one (issue 4, lines 1 and 7).</summary>
[Collection(BrowserCollection.Name)]
public sealed class WorkspaceJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Colleague = "agente2.piura@demo.example", Cases = "/proyectos/servicio/casos/";
    private const float Soon = 15_000;

    [Fact]
    public async Task An_agent_works_a_case_from_the_queue_to_its_end_and_goes_on_to_the_next_one()
    {
        var number = await MakeAsync("Sin línea desde ayer");
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync("/pendientes");
        var row = page.Locator($".pi[data-n='{number}']");
        await Expect(row).ToContainTextAsync("Falla · Sin línea desde ayer");
        await row.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(Cases + number)));
        await ReadyAsync(page);
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Iniciado", new() { Timeout = Soon });

        await page.Locator("[data-result=effective]").ClickAsync();
        await Expect(page.GetByText("Escriba a qué teléfono llamó.")).ToBeVisibleAsync();
        await page.Locator("#call-number").FillAsync("073 30 11 22");
        await page.Locator("[data-result=effective]").ClickAsync();
        await Expect(page.GetByText("1 intentos hoy")).ToBeVisibleAsync();

        var problem = page.Locator("#disposition-form p[role=alert]");
        await page.Locator("#disposition-save").ClickAsync();
        await Expect(problem).ToHaveTextAsync("Falta elegir: resultado del contacto.");
        await page.Locator("label:has(#d-0-contacto_efectivo)").ClickAsync();
        await page.Locator("#disposition-save").ClickAsync();
        await Expect(problem).ToHaveTextAsync("Falta elegir: motivo.");
        await page.Locator("label:has(#d-1-volver_a_llamar)").ClickAsync();
        await page.Locator("#disposition-save").ClickAsync();
        await Expect(problem).ToContainTextAsync("próximo contacto");
        await page.Locator("label:has(#d-1-resuelto)").ClickAsync();
        await page.Locator("#disposition-observations").FillAsync("Volvió la línea; el cliente lo confirma.");
        await page.Locator("#disposition-save").ClickAsync();
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Seguimiento", new() { Timeout = Soon });

        // taken back, with what was typed; then saved again
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Iniciado", new() { Timeout = Soon });
        await Expect(page.Locator("#disposition-observations")).ToHaveValueAsync("Volvió la línea; el cliente lo confirma.");
        await ReadyAsync(page);
        await Expect(page.Locator("#d-1-resuelto")).ToBeCheckedAsync();
        await page.Locator("#disposition-save").ClickAsync();
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Seguimiento", new() { Timeout = Soon });
        await Expect(page.GetByText("Última: Contacto efectivo › Resuelto")).ToBeVisibleAsync();

        await page.Locator("#case-close").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("Contacto efectivo › Resuelto");
        await page.Locator("#close-now").ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex(number), new() { Timeout = Soon });
        await Expect(page.GetByText($"Caso {number} cerrado")).ToBeVisibleAsync();
        await agent.GotoAsync(Cases + number);
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Completado");
        await Expect(page.Locator("#disposition-form")).ToHaveCountAsync(0);
        await agent.GotoAsync("/pendientes");
        await Expect(page.Locator(".pi").First).ToBeVisibleAsync();
        await Expect(row).ToHaveCountAsync(0);
        agent.AssertQuiet();
    }

    [Fact]
    public async Task What_is_half_typed_survives_other_tabs_a_reload_and_another_browser()
    {
        var number = await MakeAsync("Pregunta por su recibo");
        await using var here = await world.SignedInAsync(Agent);
        await using var there = await world.SignedInAsync(Agent);
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var text = $"A medias {round}: ñandú, «comillas» y 日本";
            await here.GotoAsync(Cases + number);
            await ReadyAsync(here.Page);
            await here.Page.Locator("label:has(#d-0-contacto_fallido)").ClickAsync();
            await here.Page.Locator("label:has(#d-1-no_contesta)").ClickAsync();
            await here.Page.Locator("#disposition-observations").FillAsync(text);
            foreach (var tab in new[] { "Conversación", "Cliente", "Contacto", "Historial", "Guión", "Adjuntos", "Caso" })
            {
                await here.Page.Locator(".tabs a", new() { HasText = tab }).ClickAsync();
                await Expect(here.Page.Locator($".part[aria-label='{tab}']")).ToBeVisibleAsync();
                await StandsAsync(here.Page, text);
            }
            await here.Page.ReloadAsync();
            await ReadyAsync(here.Page);
            await StandsAsync(here.Page, text);
            await Expect(here.Page.GetByText("Borrador guardado")).ToBeVisibleAsync();
            await there.GotoAsync(Cases + number);
            await Expect(there.Page.Locator("#type-too")).ToHaveCountAsync(0);        // nobody but the same person is there
            await ReadyAsync(there.Page);
            await StandsAsync(there.Page, text);
        }
        here.AssertQuiet();
        there.AssertQuiet();
    }

    [Fact]
    public async Task A_second_person_begins_by_looking_and_may_edit_as_well_or_take_over()
    {
        var number = await MakeAsync("Dos personas");
        await using var first = await world.SignedInAsync(Agent);
        await using var second = await world.SignedInAsync(Colleague);
        await first.GotoAsync(Cases + number);
        await ReadyAsync(first.Page);
        await Expect(first.Page.Locator(".ch")).ToContainTextAsync("Marisol Calle", new() { Timeout = Soon });
        await second.GotoAsync(Cases + number);
        await Expect(second.Page.GetByText("Marisol Calle está en este caso.")).ToBeVisibleAsync();
        await Expect(second.Page.Locator("#disposition-form")).ToHaveCountAsync(0);
        await Expect(first.Page.Locator(".acts .pres")).ToContainTextAsync("Esteban", new() { Timeout = Soon });
        await second.Page.Locator(".tabs a", new() { HasText = "Cliente" }).ClickAsync();
        await Expect(first.Page.Locator(".acts .pres")).ToContainTextAsync("Esteban está viendo · Cliente", new() { Timeout = Soon });
        await second.Page.Locator("#type-too").ClickAsync();
        await ReadyAsync(second.Page);
        await Expect(second.Page.Locator(".ch")).ToContainTextAsync("Marisol Calle");
        await second.GotoAsync(Cases + number);
        await second.Page.Locator("#take-over").ClickAsync();
        await Expect(second.Page.Locator("dialog[open]")).ToContainTextAsync("Marisol Calle");
        await second.Page.Locator("#take-now").ClickAsync();
        await Expect(first.Page.Locator(".toast").Filter(new() { HasText = $"Esteban Lupuche tomó el caso {number}" })).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(first.Page.Locator(".ch")).ToContainTextAsync("Esteban Lupuche", new() { Timeout = Soon });

        // both save: the later one is told of the earlier, and nothing typed is lost
        await ReadyAsync(second.Page);
        await first.Page.Locator("#disposition-observations").FillAsync("Lo mío");
        await DisposeAsync(second.Page, "contacto_fallido", "apagado");
        await Expect(first.Page.GetByText("Esteban Lupuche tipificó este caso mientras usted escribía: Contacto fallido › Apagado.")).ToBeVisibleAsync(new() { Timeout = Soon });
        await first.Page.Locator("label:has(#d-0-contacto_efectivo)").ClickAsync();
        await first.Page.Locator("label:has(#d-1-resuelto)").ClickAsync();
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Guardar la mía también" }).ClickAsync();
        await Expect(second.Page.GetByText("Última: Contacto efectivo › Resuelto")).ToBeVisibleAsync(new() { Timeout = Soon });
        await second.Page.Locator(".tabs a", new() { HasText = "Historial" }).ClickAsync();
        await Expect(second.Page.Locator("li[data-event=disposition]")).ToHaveCountAsync(2);
        first.AssertQuiet();
        second.AssertQuiet();
    }

    [Fact]
    public async Task Contact_points_accounts_and_the_customer_are_kept_from_the_case()
    {
        var known = await MakeAsync("De una clienta conocida", new { names = "Rosa Elvira Quispe Mamani", document = new { type = "DNI", number = $"4{Random.Shared.Next(1_000_000, 9_999_999)}" }, phones = new[] { "961 222 333" } });
        var number = await MakeAsync("Sin cliente todavía");
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync($"{Cases}{number}?pestana=cliente");
        await ReadyAsync(page);
        await Expect(page.GetByText("Este caso aún no tiene cliente")).ToBeVisibleAsync();
        await page.Locator("#customer-name-1").FillAsync("Rosa");
        await page.Locator("#customer-surname-1").FillAsync("Quispe");
        await page.Locator("#customer-surname-2").FillAsync("Mamani");
        await page.Locator("#customer-match").ClickAsync();
        var match = page.Locator(".matches li", new() { HasText = "Rosa Elvira Quispe Mamani" }).First;
        await Expect(match).ToContainTextAsync("Falta algún nombre");
        await match.GetByRole(AriaRole.Button, new() { Name = "Es este cliente" }).ClickAsync();
        await match.Locator("[data-confirm]").ClickAsync();
        await Expect(page.Locator(".ch")).ToContainTextAsync("Rosa Elvira Quispe Mamani", new() { Timeout = Soon });
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();
        await Expect(page.Locator(".ch")).ToContainTextAsync("Sin cliente", new() { Timeout = Soon });

        await page.Locator("#customer-name-1").FillAsync("Rosa");
        await page.Locator("#customer-doc-type").SelectOptionAsync("DNI");
        await page.Locator("#customer-doc-number").FillAsync("123");
        await page.Locator("#customer-save").ClickAsync();
        await Expect(page.Locator("#customer-form p[role=alert]")).ToContainTextAsync("Número de documento:");
        await page.Locator("#customer-doc-number").FillAsync($"4{Random.Shared.Next(1_000_000, 9_999_999)}");
        await page.Locator("#customer-save").ClickAsync();
        await Expect(page.Locator(".ch")).ToContainTextAsync("DNI", new() { Timeout = Soon });

        foreach (var (value, refused) in new[] { ("987 654 321", (string?)null), ("987654321", "ya"), ("12", "") })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Agregar dato de contacto" }).First.ClickAsync();
            await page.Locator("#point-value").FillAsync(value);
            await page.GetByRole(AriaRole.Button, new() { Name = "Agregar dato", Exact = true }).ClickAsync();
            if (refused is null)
            {
                await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
                continue;
            }
            await Expect(page.Locator("#point-error")).ToContainTextAsync(refused);
            await Expect(page.Locator("#point-error")).Not.ToBeEmptyAsync();
            await page.Keyboard.PressAsync("Escape");
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Agregar cuenta" }).First.ClickAsync();
        await page.Locator("#account-number").FillAsync("C-778");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Agregar cuenta" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.Locator(".tabs a", new() { HasText = "Contacto" }).ClickAsync();
        await Expect(page.Locator(".points").First).ToContainTextAsync("987 654 321");
        await Expect(page.Locator(".points").Nth(1)).ToContainTextAsync("C-778");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eliminar" }).ClickAsync();
        await Expect(page.GetByText("Sin datos de contacto")).ToBeVisibleAsync();
        await page.Locator(".tabs a", new() { HasText = "Historial" }).ClickAsync();
        await Expect(page.Locator("li[data-event=contact_point]")).ToHaveCountAsync(1);
        await Expect(page.Locator("li[data-event=account]")).ToHaveCountAsync(1);
        Assert.NotEqual(known, number);
        agent.AssertQuiet();
    }

    [Fact]
    public async Task A_case_is_opened_described_and_handed_over_and_the_other_has_it_at_once()
    {
        await using var agent = await world.SignedInAsync(Agent);
        await using var colleague = await world.SignedInAsync(Colleague);
        await colleague.GotoAsync("/pendientes");
        var page = agent.Page;
        await agent.GotoAsync("/pendientes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nuevo caso" }).ClickAsync();
        await page.Locator("#new-type").SelectOptionAsync("Solicitud");
        await page.Locator("#new-description").FillAsync("Pide cambio de plan");
        await page.Locator("#new-doc-type").SelectOptionAsync("DNI");
        await page.Locator("#new-doc-number").FillAsync("77");
        await page.Locator("#case-create").ClickAsync();
        await Expect(page.Locator("dialog p[role=alert]")).ToContainTextAsync("Número de documento");
        await page.Locator("#new-doc-number").FillAsync($"7{Random.Shared.Next(1_000_000, 9_999_999)}");
        await page.Locator("#new-name-1").FillAsync("Wilmer");
        await page.Locator("#case-create").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(Cases), new() { Timeout = Soon });
        await ReadyAsync(page);
        var number = new Uri(page.Url).Segments[^1].Trim('/');
        await page.Locator("#about-edit").ClickAsync();
        await page.Locator("#about-priority").SelectOptionAsync("urgent");
        await page.Locator(".edit").GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await Expect(page.Locator(".part")).ToContainTextAsync("Urgente");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reasignar" }).ClickAsync();
        await page.Locator("#action-target").SelectOptionAsync(new SelectOptionValue { Label = "Esteban Lupuche · Agente · Piura" });
        await page.Locator("#action-text").FillAsync("Conoce al cliente");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reasignar caso" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/pendientes"), new() { Timeout = Soon });
        await Expect(colleague.Page.Locator($".pi[data-n='{number}']")).ToBeVisibleAsync(new() { Timeout = Soon });
        agent.AssertQuiet();
        colleague.AssertQuiet();
    }

    [Fact]
    public async Task A_message_goes_out_by_template_and_what_the_customer_answers_is_there_at_once()
    {
        await using var mail = await MailServer.StartAsync();
        await using var console = await TestConsole.StartAsync(settings: mail.Settings);
        using var api = await ApiClient.SignInAsync(console.Address, Agent);
        var number = (await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Reclamo", description = "Cobro doble", customer = new { names = "Úrsula Ñahui Peña", phones = new[] { "955 333 222" }, emails = "ursula@correo.example" } })).Body.GetProperty("number").GetString()!;
        await using var agent = await world.Browser.OpenAsync(console);
        await agent.SignInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync($"{Cases}{number}?pestana=conversacion");
        await ReadyAsync(page);
        await Expect(page.GetByText("Aún no hay conversación")).ToBeVisibleAsync();
        await page.Locator(".chan label", new() { HasText = "WhatsApp" }).ClickAsync();
        await Expect(page.Locator("#message-to")).ToHaveValueAsync("955 333 222");
        await page.Locator("#message-send").ClickAsync();
        await Expect(page.Locator(".compose [role=alert]")).ToHaveTextAsync("Escriba el mensaje.");
        await page.Locator("#message-text").FillAsync("Hola");
        await page.Locator("#message-send").ClickAsync();
        await Expect(page.Locator(".compose [role=alert]")).ToContainTextAsync("Messaging:Gateway");       // what is missing is named, and the text stays
        await Expect(page.Locator("#message-text")).ToHaveValueAsync("Hola");

        await page.Locator(".chan label", new() { HasText = "Correo" }).ClickAsync();
        await Expect(page.Locator("#message-subject")).ToBeVisibleAsync();        // its own templates are there
        await page.Locator("#message-template").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(page.Locator("#message-text")).Not.ToHaveValueAsync("");
        var written = await page.Locator("#message-text").InputValueAsync();
        Assert.Contains("Úrsula", written, StringComparison.Ordinal);
        await page.Locator("#message-send").ClickAsync();
        await Expect(page.Locator(".msg.out .m")).ToContainTextAsync("Úrsula");
        await Expect(page.Locator(".msg.out [data-state=sent]")).ToBeVisibleAsync(new() { Timeout = Soon });
        var arrived = Assert.Single(mail.Mails);
        Assert.Equal(["ursula@correo.example"], arrived.Recipients);
        Assert.Equal(written.ReplaceLineEndings("\n").Trim(), arrived.Text.ReplaceLineEndings("\n").Trim());
        await Expect(page.Locator("#message-text")).ToHaveValueAsync("");

        await page.Locator("#disposition-observations").FillAsync("a medio escribir");
        Assert.Equal(201, (await api.PostAsync($"cases/{number}/messages", new { direction = "in", channel = "whatsapp", contactPoint = "955 333 222", text = "¿Ya hay <b>novedades</b>?" })).Status);
        await Expect(page.Locator(".msg:not(.out) .m")).ToHaveTextAsync("¿Ya hay <b>novedades</b>?", new() { Timeout = Soon });
        await Expect(page.GetByText("1 mensajes nuevos")).ToBeVisibleAsync();
        await Expect(page.Locator("#disposition-observations")).ToHaveValueAsync("a medio escribir");
        await agent.AssertAccessibleAsync();
        agent.AssertQuiet();
    }

    [Fact]
    public async Task Two_cases_of_one_customer_become_one_and_it_can_be_taken_back()
    {
        var customer = new { names = "Gina Merino Paz", document = new { type = "DNI", number = $"4{Random.Shared.Next(1_000_000, 9_999_999)}" } };
        var target = await MakeAsync("El que queda", customer);
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var id = (await api.GetAsync($"cases/{target}")).Body.GetProperty("customer").GetProperty("id").GetString();
        var source = await MakeAsync("El que se cierra", new { id });
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync(Cases + source);
        await ReadyAsync(page);
        await page.Locator("#call-number").FillAsync("955 000 111");
        await page.Locator("[data-result=no_answer]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Combinar" }).ClickAsync();
        await Expect(page.Locator(".choice")).ToHaveCountAsync(1);
        await page.Locator($".choice[data-target='{target}']").ClickAsync();
        await Expect(page.Locator("section.side").First).ToContainTextAsync("Este caso se cierra");
        await Expect(page.Locator("section.side").First).ToContainTextAsync("1 intentos, 0 notas");
        await agent.AssertAccessibleAsync();
        await page.Locator("#merge-now").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(target), new() { Timeout = Soon });
        await ReadyAsync(page);
        await page.Locator(".tabs a", new() { HasText = "Conversación" }).ClickAsync();
        await Expect(page.Locator(".conv")).ToContainTextAsync("955 000 111");
        await api.PostAsync($"cases/{target}/notes", new { text = "Llegó después de combinar" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();        // offered by a page that has gone: it leads back there
        var said = page.Locator(".toast", new() { HasText = $"se quedó en {target}" });
        await Expect(said.Locator("li", new() { HasText = "escribió una nota" })).ToHaveCountAsync(1, new() { Timeout = Soon });
        await Expect(page).ToHaveURLAsync(new Regex(source));
        await agent.AssertAccessibleAsync();
        await Expect(page.GetByText("1 intentos hoy")).ToBeVisibleAsync();
        agent.AssertQuiet();
    }

    [Fact]
    public async Task Files_are_added_several_at_once_those_that_may_not_say_why_and_what_came_is_what_was_sent()
    {
        var number = await MakeAsync("Con archivos");
        await using var agent = await world.SignedInAsync(Agent);
        await using var colleague = await world.SignedInAsync(Colleague);
        await colleague.GotoAsync($"{Cases}{number}?pestana=adjuntos");
        await Expect(colleague.Page.GetByText("Sin adjuntos")).ToBeVisibleAsync();
        var page = agent.Page;
        await agent.GotoAsync(Cases + number);
        await page.Locator("#case-attach").ClickAsync();
        await Expect(page.GetByText("Sin adjuntos")).ToBeVisibleAsync();
        var sent = "Constancia ñandú\n"u8.ToArray();
        await page.Locator("#case-files").SetInputFilesAsync(
        [
            new FilePayload { Name = "constancia año.txt", MimeType = "text/plain", Buffer = sent },
            new FilePayload { Name = "programa.exe", MimeType = "application/octet-stream", Buffer = sent },
            new FilePayload { Name = "falso.pdf", MimeType = "application/pdf", Buffer = sent },
            new FilePayload { Name = "vacio.txt", MimeType = "text/plain", Buffer = [] },
        ]);
        await Expect(page.Locator("#files li")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await Expect(page.Locator("#files")).ToContainTextAsync("constancia año.txt");
        var waiting = page.Locator("[data-attach-list] li");
        await Expect(waiting).ToHaveCountAsync(3);
        await Expect(waiting.Filter(new() { HasText = "programa.exe" })).ToContainTextAsync("no se admite");
        await Expect(waiting.Filter(new() { HasText = "falso.pdf" })).ToContainTextAsync("El contenido no corresponde", new() { Timeout = Soon });
        await Expect(waiting.Filter(new() { HasText = "vacio.txt" })).ToContainTextAsync("vacío");
        await agent.AssertAccessibleAsync();
        await waiting.First.GetByRole(AriaRole.Button, new() { Name = "Quitar" }).ClickAsync();
        await Expect(waiting).ToHaveCountAsync(2);
        await Expect(colleague.Page.Locator("#files")).ToContainTextAsync("constancia año.txt", new() { Timeout = Soon });
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#files a").ClickAsync());
        Assert.Equal("constancia año.txt", download.SuggestedFilename);
        Assert.Equal(sent, await File.ReadAllBytesAsync(await download.PathAsync()));
        await page.Locator(".tabs a", new() { HasText = "Historial" }).ClickAsync();
        await Expect(page.Locator("li[data-event=attachment]")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_tab_and_dialog_is_accessible(bool dark)
    {
        var number = await MakeAsync("Para mirar", new { names = "Elena Prado Ruiz", phones = new[] { "955 111 222" } });
        await using var session = await world.SignedInAsync(Agent, new BrowserView(Dark: dark));
        var (page, look) = (session.Page, dark ? "dark" : "light");
        foreach (var tab in new[] { "caso", "conversacion", "cliente", "contacto", "historial", "guion", "adjuntos" })
        {
            await session.GotoAsync($"{Cases}{number}?pestana={tab}");
            await ReadyAsync(page);
            await LookedAtAsync(session, $"case-{tab}-{look}");
        }
        foreach (var action in new[] { "Agregar dato de contacto", "Agregar cuenta", "Reasignar", "Combinar", "Nota", "Cerrar caso" })
        {
            await page.Locator(".acts").GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
            await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            await LookedAtAsync(session, $"case-{action}-{look}");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        }
        await session.GotoAsync("/pendientes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nuevo caso" }).ClickAsync();
        await Expect(page.Locator("#case-create")).ToBeVisibleAsync();
        await LookedAtAsync(session, $"case-new-{look}");
        await page.SetViewportSizeAsync(390, 844);
        await session.GotoAsync($"{Cases}{number}");
        await ReadyAsync(page);
        await LookedAtAsync(session, $"case-phone-{look}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        session.AssertQuiet();
    }

    private async Task<string> MakeAsync(string description, object? customer = null)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", priority = "urgent", description, customer });
        Assert.Equal(201, made.Status);
        return made.Body.GetProperty("number").GetString()!;
    }

    private static Task ReadyAsync(IPage page) => Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });

    private static async Task StandsAsync(IPage page, string text)
    {
        await Expect(page.Locator("#disposition-observations")).ToHaveValueAsync(text);
        await Expect(page.Locator("#d-1-no_contesta")).ToBeCheckedAsync();
    }

    private static async Task DisposeAsync(IPage page, string outcome, string reason)
    {
        await page.Locator($"label:has(#d-0-{outcome})").ClickAsync();
        await page.Locator($"label:has(#d-1-{reason})").ClickAsync();
        await page.Locator("#disposition-save").ClickAsync();
    }

    private static async Task LookedAtAsync(BrowserSession session, string name)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync(name);
    }
}
