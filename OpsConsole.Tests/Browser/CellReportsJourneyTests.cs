using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The reports of a cell as a coordinator and an agent meet them (issue 7).</summary>
[Collection(BrowserCollection.Name)]
public sealed class CellReportsJourneyTests(ConsoleInBrowser world)
{
    private const string Coordinator = "supervisor.norte@demo.example", Agent = "agente1.piura@demo.example", Code = "celula-prueba";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_coordinator_reads_day_and_week_follows_a_cell_plans_opens_feedback_and_the_agent_acknowledges_it()
    {
        var today = await FillAsync();
        await using var session = await world.SignedInAsync(Coordinator);
        var page = session.Page;
        await session.GotoAsync($"/proyectos/{Code}/cifras?dia={today:yyyy-MM-dd}");
        await Expect(page.Locator("[data-tile='0'] b")).ToHaveTextAsync("6");
        await session.AssertAccessibleAsync();
        await session.PictureAsync("cell-day");
        await page.GetByRole(AriaRole.Link, new() { Name = "Causal por área" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("columnas=area$"));
        await Expect(page.Locator("#pivot h3")).ToHaveTextAsync("Causal por área");
        await page.Locator("#pivot tbody tr").First.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/casos\\?filtro="));
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(6);

        await session.GotoAsync($"/proyectos/{Code}/cifras?informe=semanal&dia={today:yyyy-MM-dd}");
        await page.Locator("#plan-text").FillAsync("Reforzar la tabla de áreas con los agentes.");
        await page.ReloadAsync();
        await Expect(page.Locator("#plan-text")).ToHaveValueAsync("Reforzar la tabla de áreas con los agentes.");
        await page.Locator("#plan-save").ClickAsync();
        await Expect(page.Locator("#plan-hint")).ToContainTextAsync("Guardado por");
        await session.AssertAccessibleAsync();
        await session.PictureAsync("cell-week");

        await session.GotoAsync($"/proyectos/{Code}/cifras?informe=calidad&dia={today:yyyy-MM-dd}");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Locator("#top-five tbody tr")).ToHaveCountAsync(1);
        await session.AssertAccessibleAsync();
        await session.PictureAsync("cell-quality-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abrir retroalimentación" }).ClickAsync();
        await page.Locator("#feedback-process").FillAsync("Escalamiento a visitas");
        await page.Locator("#feedback-error").FillAsync("El área no era la de la causal");
        await page.Locator("#feedback-reinforcement").FillAsync("Repasar la tabla de áreas");
        await session.AssertAccessibleAsync();
        await page.Locator("#feedback-send").ClickAsync();
        await Expect(page.Locator("#top-five tbody tr").First).ToContainTextAsync("Sin acuse");
        session.AssertQuiet();

        await using var other = await world.SignedInAsync(Agent);
        await other.GotoAsync("/avisos");
        await other.Page.GetByText("Tiene una retroalimentación por leer").First.ClickAsync();
        await Expect(other.Page).ToHaveURLAsync(new Regex("/retroalimentaciones$"));
        await other.Page.SetViewportSizeAsync(390, 844);
        await other.AssertAccessibleAsync();
        await other.PictureAsync("feedback-phone");
        await other.Page.Locator("[data-state=pending] textarea").FillAsync("Reviso la tabla antes de escalar.");
        await other.Page.Locator("[data-acknowledge]").ClickAsync();
        await Expect(other.Page.Locator("[data-state=acknowledged]")).ToContainTextAsync("Acuse dado el");
        other.AssertQuiet();
        await session.GotoAsync("/retroalimentaciones");
        await Expect(page.Locator("[data-state=acknowledged]").First).ToContainTextAsync("Reviso la tabla antes de escalar.");
    }

    private T Get<T>() where T : notnull => world.Console.Services.GetRequiredService<T>();

    /// <summary>Six forms of an agent in Piura today, all marked, two wrong. Returns their local day.</summary>
    private async Task<DateOnly> FillAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.RepeatContact, Code, "Célula de los informes", TimeProvider.System.GetUtcNow().UtcDateTime);
        int agentId, analystId;
        await using (var db = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync())
        {
            (agentId, analystId) = (db.Users.Single(u => u.Email == Agent).Id, db.Users.Single(u => u.Email == "experiencia@demo.example").Id);
            db.Campaigns.Add(made);
            await Get<ICaseLogTransport>().CommitAsync(db, None);
            db.UserCampaigns.Add(new() { UserId = agentId, CampaignId = made.Id });
            await Get<ICaseLogTransport>().CommitAsync(db, None);
        }

        var (desk, agent, analyst) = (Get<CaseDesk>(), (await Get<ActorQueries>().FindAsync(agentId, null, None))!, (await Get<ActorQueries>().FindAsync(analystId, null, None))!);
        foreach (var mark in new[] { "ok", "wrong_area", "ok", "missing_data", "ok", "ok" })
        {
            var form = Assert.IsAssignableFrom<Outcome.Done>(await desk.FillFormAsync(Code, "PIURA", Forms.Escalation(), null, agent, None));
            Assert.IsAssignableFrom<Outcome.Done>(await desk.RuleAsync(form.Id!, mark, "Revisado.", analyst, None));
        }

        return CampaignTime.Of(made, TimeProvider.System).Today;
    }
}
