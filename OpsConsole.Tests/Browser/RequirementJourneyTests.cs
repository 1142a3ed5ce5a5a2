using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>From the customer's call to the end, for each of the protocol's results (issue 8, line 3).</summary>
[Collection(BrowserCollection.Name)]
public sealed class RequirementJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Supervisor = "supervisor.norte@demo.example", AreaPerson = "jp.cusco@demo.example";
    private const float Soon = 15_000;
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    [Theory]
    [InlineData(1, false, false, null, false, null)]
    [InlineData(2, true, false, null, false, "unaware")]
    [InlineData(3, false, true, null, false, null)]
    [InlineData(4, true, false, null, false, "unsatisfied")]
    [InlineData(5, true, false, false, false, null)]
    [InlineData(6, false, false, true, false, null)]
    [InlineData(7, true, false, false, true, null)]
    [InlineData(8, true, false, true, false, "unsatisfied")]
    public async Task The_assistant_says_what_to_do_and_its_button_does_it(int result, bool answered, bool late, bool? insistence, bool insistenceLate, string? saying)
    {
        var code = $"requerimientos-{result}";
        await OpenAsync(code);
        var initial = await FileAsync(code, "general", answered, late, null);
        if (insistence is { } insisted)
            await FileAsync(code, "late_response", insisted, insistenceLate, initial);
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;

        // The customer calls: by the phone the agent finds what was claimed.
        await agent.GotoAsync($"/proyectos/{code}/casos");
        await page.Locator("#grid-search").FillAsync("9 1111 2222");
        await Expect(page).ToHaveURLAsync(new Regex("buscar="));
        await page.Locator($"tr[data-n='{initial}'] a.id").ClickAsync();
        var assistant = page.Locator("#requirement-assistant");
        if (saying is not null)
            await page.Locator($"label:has(#saying-{saying})").ClickAsync();
        await Expect(assistant).ToHaveAttributeAsync("data-result", $"{result}");
        await agent.AssertAccessibleAsync();
        switch (result)
        {
            case 1 or 5:
                await Expect(page.Locator("#advice")).ToContainTextAsync(new Regex(@"\d\d/\d\d/\d{4}"));
                await page.Locator("#do-tell").ClickAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Historial" }).ClickAsync();
                await Expect(page.Locator(".tl")).ToContainTextAsync("Se informó al cliente la fecha máxima de respuesta", new() { Timeout = Soon });
                break;
            case 2:
                await Expect(assistant).ToContainTextAsync("Se repuso el medidor.");
                await page.Locator("#do-read").ClickAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Historial" }).ClickAsync();
                await Expect(page.Locator(".tl")).ToContainTextAsync("Se leyó la respuesta al cliente", new() { Timeout = Soon });
                break;
            case 3 or 4:
                await TicketAsync(agent, code, initial, result == 3 ? "Respuesta fuera de plazo" : "Inconformidad en la respuesta");
                break;
            default:
                await page.Locator("#do-escalate").ClickAsync();
                await Expect(page.Locator("#requirement-blocked")).ToContainTextAsync("No se pueden crear más tickets", new() { Timeout = Soon });
                await RefusedAsync(agent, code, initial);
                await SupervisedAsync(code, initial, allows: result == 7);
                break;
        }
        agent.AssertQuiet();
    }

    [Fact]
    public async Task Each_subject_is_created_with_its_defaults_answered_by_its_area_and_closed()
    {
        const string code = "requerimientos-asuntos";
        await OpenAsync(code);
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        var first = await FileAsync(code, "general", answered: true, late: false, null);
        foreach (var (subject, label) in new[] { ("not_executed", "No ejecución de la solución"), ("late_activation", "Demora en la habilitación del servicio"), ("late_reconnection", "Tardanza en la reposición del suministro (cortado por mora)") })
        {
            await agent.GotoAsync($"/proyectos/{code}/formulario?requerimiento={first}&asunto={subject}");
            await Expect(page.Locator("[id='form-problem.name']")).ToHaveValueAsync("Elena Prueba");
            await Expect(page.Locator("#form-productLine")).ToHaveValueAsync("envasado");
            await page.Locator("[id='form-problem.description']").FillAsync("Sigue igual.");
            await page.Locator("#form-send").ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex($"/proyectos/{code}/casos/\\d+$"));
            await Expect(page.Locator(".part")).ToContainTextAsync(label);
            await Expect(page.Locator("[data-initial]")).ToHaveTextAsync(first);
        }

        await agent.GotoAsync($"/proyectos/{code}/formulario");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page.Locator("#form-subject")).ToBeFocusedAsync();
        await page.Locator("#form-subject").SelectOptionAsync("collections");
        await Expect(page.Locator("#form-category1")).ToHaveValueAsync("Medidor");
        await Expect(page.Locator("#form-category2")).ToHaveValueAsync("Cobranza");
        await Expect(page.Locator("#form-category3")).ToHaveValueAsync("Gestión de cobranza");
        await Expect(page.Locator("#form-documentClass")).ToHaveValueAsync("Reclamo");
        await Expect(page.Locator("#form-priority")).ToHaveValueAsync("high");
        await page.Locator("#form-channel").SelectOptionAsync("in_person");
        await Expect(page.Locator("#form-channel-help")).ToContainTextAsync("se registra como Correo electrónico");
        await page.Locator("[id='form-problem.name']").FillAsync("Elena Prueba");
        await page.Locator("[id='form-problem.phone']").FillAsync("+56 9 1111 2222");
        await page.Locator("[id='form-problem.description']").FillAsync("Le llega una deuda que no es suya.");
        await agent.AssertAccessibleAsync();
        await agent.PictureAsync("requirement-ticket");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/proyectos/{code}/casos/\\d+$"));
        var number = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await Expect(page.Locator(".part")).ToContainTextAsync("Correo electrónico (vino por: Presencial)");
        await Expect(page.Locator("[data-doc-state]")).ToHaveTextAsync("Abierto");

        // The area answers, sees nothing else, and closes nothing.
        await using var area = await world.SignedInAsync(AreaPerson);
        await area.GotoAsync($"/proyectos/{code}/casos/{number}");
        await Expect(area.Page.Locator("#requirement-assistant")).ToHaveCountAsync(0);
        await area.Page.Locator("#form-text").FillAsync("La deuda se anuló.");
        await area.AssertAccessibleAsync();
        await area.Page.Locator("#respond-send").ClickAsync();
        await Expect(area.Page.Locator("[data-doc-state]")).ToHaveTextAsync("Respondido", new() { Timeout = Soon });

        // The answer is there without asking for it; the customer is satisfied and the case ends.
        await Expect(page.Locator("[data-doc-state]")).ToHaveTextAsync("Respondido", new() { Timeout = Soon });
        await page.Locator("label:has(#saying-satisfied)").ClickAsync();
        await Expect(page.Locator("#requirement-assistant")).ToHaveAttributeAsync("data-result", "11");
        await page.Locator("#do-close").ClickAsync();
        await page.Locator("#close-now").ClickAsync();
        await Expect(page.GetByText($"Caso {number} cerrado")).ToBeVisibleAsync(new() { Timeout = Soon });
        area.AssertQuiet();
        agent.AssertQuiet();
    }

    [Theory]
    [InlineData(false, 1440, 900)]
    [InlineData(true, 390, 844)]
    public async Task Every_page_of_the_desk_is_accessible(bool dark, int width, int height)
    {
        foreach (var (who, paths) in new[]
        {
            ("experiencia@demo.example", new[] { "formulario", "guias", "areas", "casos" }.Select(p => $"/proyectos/requerimientos/{p}")),
            (Supervisor, ["/pendientes?ver=escalados", "/proyectos/requerimientos/casos"]),
        })
        {
            await using var session = await world.SignedInAsync(who, new BrowserView(width, height, Dark: dark));
            foreach (var path in paths)
            {
                await session.GotoAsync(path);
                await Expect(session.Page.Locator("main .skl")).ToHaveCountAsync(0);
                await session.AssertAccessibleAsync();
                Assert.True(await session.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), path);
            }
            await session.Page.Locator("table.grid tbody tr a").First.ClickAsync();
            await Expect(session.Page.Locator("[data-doc-state]")).ToBeVisibleAsync();
            await session.AssertAccessibleAsync();
            session.AssertQuiet();
        }
    }

    private static async Task TicketAsync(BrowserSession agent, string code, string initial, string subject)
    {
        var page = agent.Page;
        await page.Locator("#do-ticket").ClickAsync();
        await Expect(page.Locator("#form-initial")).ToHaveValueAsync(initial);
        await Expect(page.Locator("#ticket-initial")).ToContainTextAsync("Sin suministro desde ayer");
        await page.Locator("[id='form-problem.description']").FillAsync("Insiste: nadie le contesta.");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/proyectos/{code}/casos/\\d+$"));
        await Expect(page.Locator(".part")).ToContainTextAsync(subject);
        await page.Locator("[data-initial]").ClickAsync();
        await Expect(page.Locator("[data-insistence]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#requirement-assistant")).ToHaveAttributeAsync("data-action", "tell_insistence_max_date");
    }

    /// <summary>The page does not create it either, and nothing typed is lost.</summary>
    private static async Task RefusedAsync(BrowserSession agent, string code, string initial)
    {
        var page = agent.Page;
        await agent.GotoAsync($"/proyectos/{code}/formulario?requerimiento={initial}&asunto=disagreement");
        await page.Locator("[id='form-problem.description']").FillAsync("Quiere insistir otra vez.");
        await page.Locator("#form-send").ClickAsync();
        await Expect(page.Locator("#ticket-blocked")).ToContainTextAsync($"sobre el requerimiento {initial} no caben más tickets", new() { Timeout = Soon });
        await Expect(page.Locator("[id='form-problem.description']")).ToHaveValueAsync("Quiere insistir otra vez.");
    }

    private async Task SupervisedAsync(string code, string initial, bool allows)
    {
        await using var supervisor = await world.SignedInAsync(Supervisor);
        var page = supervisor.Page;
        await supervisor.GotoAsync("/pendientes?ver=escalados");
        await page.Locator($"a[data-n='{initial}']").ClickAsync();
        await Expect(page.Locator("[data-insistence]")).ToHaveCountAsync(1);
        await supervisor.AssertAccessibleAsync();
        if (allows)
            await page.Locator("label:has(#unblock-allow)").ClickAsync();
        else
            await page.Locator("#form-answer").FillAsync("Se repone el suministro hoy.");
        await page.Locator("#unblock-send").ClickAsync();
        await Expect(page.Locator("#form-reason-problem")).Not.ToBeEmptyAsync();
        await page.Locator("#form-reason").FillAsync("Se revisó con el área.");
        await page.Locator("#unblock-send").ClickAsync();
        await Expect(page.Locator("#requirement-blocked")).ToHaveCountAsync(0, new() { Timeout = Soon });
        await supervisor.GotoAsync("/pendientes?ver=escalados");
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(page.Locator($"a[data-n='{initial}']")).ToHaveCountAsync(0);
        supervisor.AssertQuiet();
    }

    /// <summary>A desk whose answers the head of another region's branch gives.</summary>
    private async Task OpenAsync(string code)
    {
        await using var db = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var ids = await db.Users.Where(u => u.Email == Agent || u.Email == AreaPerson).ToDictionaryAsync(u => u.Email!, u => u.Id);
        var made = CampaignTemplate.Create(CampaignKind.Requirement, code, $"Requerimientos del viaje {code[15..]}", Now);
        made.Settings = made.Settings with { Requirements = made.Settings.Requirements with { Areas = [.. made.Settings.Requirements.Areas.Select(a => a with { People = [ids[AreaPerson]] })] } };
        db.Campaigns.Add(made);
        await Get<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        db.UserCampaigns.Add(new UserCampaign { UserId = ids[Agent], CampaignId = made.Id });
        await Get<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
    }

    /// <summary>As a file brings it: what is late came in a month ago.</summary>
    private async Task<string> FileAsync(string code, string subject, bool answered, bool late, string? initial)
    {
        await using var db = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == code);
        var branch = await db.Branches.Where(b => b.Code == "PIURA").Select(b => b.Id).SingleAsync();
        var on = initial is null ? null : await db.Cases.SingleAsync(c => c.Id == CaseNumber.IdOf(initial));
        var at = Now.AddDays(late ? -40 : -3);
        var form = new RequirementForm { Subject = subject, Initial = initial, Channel = "phone", ProductLine = "envasado", Name = "Elena Prueba", Phone = "+56 9 1111 2222", Description = initial is null ? "Sin suministro desde ayer" : "Nadie le contesta", Priority = "normal" };
        var made = Case.CreateRequirement(campaign, new($"{code}-{subject}", "x", form, at, DateOnly.FromDateTime(at.AddDays(late ? 14 : 20)), answered ? [new("Se repuso el medidor.", Now.AddDays(-1))] : [], new Dictionary<string, FieldValue>()), branch, on, "viaje", null, Now, TimeProvider.System);
        db.Cases.Add(made);
        db.CaseEvents.AddRange(made.Log);
        await Get<ICaseLogTransport>().CommitAsync(db, CancellationToken.None);
        return made.Number;
    }

    private T Get<T>() where T : notnull => world.Console.Services.GetRequiredService<T>();
}
