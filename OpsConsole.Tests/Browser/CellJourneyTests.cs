using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>A customer who comes back, from the mark to the agent's feedback: four roles (issue 7, line 3).</summary>
[Collection(BrowserCollection.Name)]
public sealed class CellJourneyTests(ConsoleInBrowser world)
{
    private const string Code = "celula-viaje", Account = "70012345";
    private const string Agent = "agente1.piura@demo.example", BackOffice = "backoffice@demo.example", AreaPerson = "jp.cusco@demo.example", Coordinator = "supervisor.norte@demo.example";
    private const float Soon = 15_000;

    [Fact]
    public async Task A_customer_who_comes_back_is_marked_escalated_answered_ruled_and_the_agent_acknowledges_the_feedback()
    {
        await OpenAsync();
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var daysAgo in new[] { 3, 1 })
            Assert.Equal(201, (await api.PostAsync($"campaigns/{Code}/contacts", new { externalId = $"c-{daysAgo}", account = Account, at = now.AddDays(-daysAgo), channel = "phone", cause = "C" })).Status);

        // The front: the third contact makes the customer recurrent, and the form says so at once.
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync($"/proyectos/{Code}/formulario");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page.Locator("#form-account")).ToBeFocusedAsync();
        await Expect(page.Locator("#form-account-problem")).Not.ToBeEmptyAsync();
        await agent.AssertAccessibleAsync();
        await page.Locator("#form-account").FillAsync(Account);
        await page.Locator("#form-motive").FillAsync("La visita de ayer no llegó y es la segunda vez.");
        await page.Locator("#form-cause").SelectOptionAsync("C");
        await Expect(page.Locator(".check").First).ToBeVisibleAsync();
        foreach (var check in await page.Locator(".check input[id$='-yes']").AllAsync())
            await check.CheckAsync();
        await page.Locator("label:has(#form-petition-Q)").ClickAsync();
        await page.Locator("#form-area").SelectOptionAsync("visitas");
        await page.Locator("#form-done").FillAsync("Se confirmó la dirección.");
        await agent.PictureAsync("cell-form");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/proyectos/{Code}/casos/\\d+$"));
        var number = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await Expect(page.Locator("[data-part=standing]")).ToContainTextAsync("3.er contacto en 7 días", new() { Timeout = Soon });
        await Expect(page.Locator(".part")).ToContainTextAsync("La visita de ayer no llegó");
        await Expect(page.Locator("#cell-manage")).ToHaveCountAsync(0);

        // The back office: validates, writes its management, asks the area.
        await using var back = await world.SignedInAsync(BackOffice);
        var desk = back.Page;
        await back.GotoAsync($"/proyectos/{Code}/casos/{number}");
        await desk.Locator("#form-management").FillAsync("Se revisó la orden: quedó sin técnico.");
        await desk.Locator("#cell-save").ClickAsync();
        await Expect(desk.GetByText($"Gestión del caso {number} guardada")).ToBeVisibleAsync(new() { Timeout = Soon });
        await desk.Locator("#form-note").FillAsync("¿Cuándo va el técnico?");
        await desk.Locator("#cell-escalate-send").ClickAsync();
        await Expect(desk.Locator(".round")).ToContainTextAsync("Espera respuesta", new() { Timeout = Soon });
        await back.AssertAccessibleAsync();
        await back.PictureAsync("cell-escalated");

        // The area: is told at once, sees this case and nothing else of the cell, answers, and says what the form was worth.
        await using var area = await world.SignedInAsync(AreaPerson);
        var asked = area.Page;
        await area.GotoAsync("/avisos");
        await asked.GetByText($"escaló a su área el caso {number}").First.ClickAsync();
        await Expect(asked).ToHaveURLAsync(new Regex($"/casos/{number}"));
        await Expect(asked.Locator("#cell-manage")).ToHaveCountAsync(0);
        await asked.Locator("#form-text").FillAsync("Mañana a las 9, orden 5521.");
        await area.AssertAccessibleAsync();
        await area.PictureAsync("cell-area");
        await asked.Locator("#cell-answer-send").ClickAsync();
        await Expect(asked.Locator(".round")).ToContainTextAsync("Mañana a las 9, orden 5521.", new() { Timeout = Soon });
        await asked.Locator("label:has(#form-mark-missing_data)").ClickAsync();
        await asked.Locator("#form-markNote").FillAsync("Faltaba el número de la orden.");
        await asked.Locator("#cell-quality-send").ClickAsync();
        await Expect(asked.Locator(".ruling")).ToContainTextAsync("Faltan datos", new() { Timeout = Soon });
        area.AssertQuiet();

        // Back: the answer is there without asking for it; the mark is confirmed and the case ends.
        await Expect(desk.Locator(".round")).ToContainTextAsync("Mañana a las 9, orden 5521.", new() { Timeout = Soon });
        await desk.Locator("label:has(#form-mark-missing_data)").ClickAsync();
        await desk.Locator("#form-markNote").FillAsync("El área tiene razón.");
        await desk.Locator("#cell-quality-send").ClickAsync();
        await Expect(desk.Locator(".ruling")).ToHaveCountAsync(2, new() { Timeout = Soon });
        await desk.Locator("#case-close").ClickAsync();
        await desk.Locator("#close-now").ClickAsync();
        await Expect(desk.GetByText($"Caso {number} cerrado")).ToBeVisibleAsync(new() { Timeout = Soon });
        back.AssertQuiet();

        // The coordinator opens the feedback of the week, the agent acknowledges it.
        var today = CampaignTime.Of(await CampaignAsync(), TimeProvider.System).Today;
        await using var coordinator = await world.SignedInAsync(Coordinator);
        var week = coordinator.Page;
        await coordinator.GotoAsync($"/proyectos/{Code}/cifras?informe=calidad&dia={today:yyyy-MM-dd}");
        await week.GetByRole(AriaRole.Button, new() { Name = "Abrir retroalimentación" }).ClickAsync();
        await week.Locator("#feedback-process").FillAsync("Escalamiento de visitas");
        await week.Locator("#feedback-error").FillAsync("El formulario iba sin número de orden");
        await week.Locator("#feedback-reinforcement").FillAsync("Repasar la lista de chequeo de visitas");
        await week.Locator("#feedback-send").ClickAsync();
        await Expect(week.Locator("#top-five tbody tr").First).ToContainTextAsync("Sin acuse", new() { Timeout = Soon });
        await agent.GotoAsync("/retroalimentaciones");
        var record = page.Locator("[data-state=pending]").Filter(new() { HasText = "sin número de orden" });
        await record.Locator("textarea").FillAsync("Pido la orden antes de escalar.");
        await record.Locator("[data-acknowledge]").ClickAsync();
        await Expect(page.Locator("[data-state=acknowledged]").Filter(new() { HasText = "sin número de orden" })).ToContainTextAsync("Acuse dado el", new() { Timeout = Soon });
        await coordinator.GotoAsync("/retroalimentaciones");
        await Expect(week.Locator("[data-state=acknowledged]").Filter(new() { HasText = "Pido la orden antes de escalar." })).ToHaveCountAsync(1);
        agent.AssertQuiet();
        coordinator.AssertQuiet();
    }

    [Theory]
    [InlineData(false, 1440, 900)]
    [InlineData(true, 390, 844)]
    public async Task Every_page_of_the_cell_is_accessible(bool dark, int width, int height)
    {
        foreach (var (who, paths) in new[]
        {
            ("experiencia@demo.example", new[] { "celula", "umbrales", "guias", "formulario", "casos", "cifras", "cifras?informe=semanal", "cifras?informe=calidad" }),
            (BackOffice, ["casos", "cifras?informe=calidad"]),
        })
        {
            await using var session = await world.SignedInAsync(who, new BrowserView(width, height, Dark: dark));
            foreach (var path in paths.Select(p => $"/proyectos/recurrentes/{p}").Append("/retroalimentaciones"))
            {
                await session.GotoAsync(path);
                await Expect(session.Page.Locator("main .skl")).ToHaveCountAsync(0);
                await session.AssertAccessibleAsync();
                Assert.True(await session.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), path);
            }
            await session.GotoAsync("/proyectos/recurrentes/casos");
            await session.Page.Locator("table.grid tbody tr a").First.ClickAsync();
            await Expect(session.Page.Locator("[data-part=standing]")).ToHaveCountAsync(1);
            await session.AssertAccessibleAsync();
            session.AssertQuiet();
        }
    }

    private async Task<Campaign> CampaignAsync()
    {
        await using var db = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        return await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Code);
    }

    /// <summary>A cell whose visits are answered by the head of another region's branch; one marked form is enough to be ranked.</summary>
    private async Task OpenAsync()
    {
        await using var db = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var ids = await db.Users.Where(u => u.Email == Agent || u.Email == BackOffice || u.Email == AreaPerson).ToDictionaryAsync(u => u.Email!, u => u.Id);
        var made = CampaignTemplate.Create(CampaignKind.RepeatContact, Code, "Célula del viaje", TimeProvider.System.GetUtcNow().UtcDateTime);
        made.Settings = made.Settings with
        {
            Cell = made.Settings.Cell with { RankedFrom = 1, Areas = [.. made.Settings.Cell.Areas.Select(a => a.Code == "visitas" ? a with { People = [ids[AreaPerson]] } : a)] },
        };
        db.Campaigns.Add(made);
        await Get<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        db.UserCampaigns.AddRange(new[] { Agent, BackOffice }.Select(email => new UserCampaign { UserId = ids[email], CampaignId = made.Id }));
        await Get<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
    }

    private T Get<T>() where T : notnull => world.Console.Services.GetRequiredService<T>();
}
