using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Two people, one alert: the branch head works it to its end, the analyst watches the grid.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AlertJourneyTests(ConsoleInBrowser world, ITestOutputHelper output)
{
    private const string List = "/proyectos/operaciones/close-the-loop";

    /// <summary>The promise is one second; the machine that runs the tests may be busy. What was measured is printed.</summary>
    private const float Soon = 10_000;

    [Fact]
    public async Task The_branch_head_works_an_alert_to_its_end_and_the_analyst_sees_each_change_without_reload()
    {
        await using var head = await world.SignedInAsync("jp.piura@demo.example");
        await using var analyst = await world.SignedInAsync("experiencia@demo.example");
        var number = await FirstUnmanagedAsync(head.Page);
        var row = await WatchAsync(analyst.Page, number);
        var legend = await LegendAsync(analyst.Page);

        // opening it to manage it
        await head.GotoAsync($"{List}/{number}");
        await SeenAsync("opened", () => Expect(row.Locator(".t-st")).ToHaveTextAsync("Iniciado", new() { Timeout = Soon }));
        await Expect(LegendOf(analyst.Page, "Unmanaged")).ToHaveTextAsync((legend["Unmanaged"] - 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = Soon });
        await UnmovedAsync(analyst.Page, number);

        // refused with the reason at each missing piece
        var foot = head.Page.Locator(".ffoot .miss");
        var finish = head.Page.GetByRole(AriaRole.Button, new() { Name = "Finalizar alerta" });
        await Expect(foot).ToContainTextAsync("Para finalizar faltan");
        await finish.ClickAsync(new() { Force = true });       // it stays focusable and says why, but Playwright waits for aria-disabled
        await Expect(head.Page.Locator(".ah .st")).ToContainTextAsync("Iniciado");
        await head.Page.Locator("label:has(input[value='needs_assistance'])").ClickAsync();
        await head.Page.Locator("label:has(input[value='no_answer'][data-f])").ClickAsync();
        await Expect(foot).ToContainTextAsync("causa raíz", new() { IgnoreCase = true });
        await head.Page.GetByLabel("Causa raíz").SelectOptionAsync("treatment");
        await head.Page.GetByLabel("Plan de acción").FillAsync("Muy corto");
        await Expect(foot).ToContainTextAsync("plan de acción", new() { IgnoreCase = true });
        await head.Page.GetByLabel("Plan de acción").FillAsync("Se capacita al equipo de caja y se revisa la atención cada semana.");
        for (var made = 0; made < 3; made++)
        {
            await Expect(foot).ToContainTextAsync($"{3 - made} intento");
            await Expect(finish).ToHaveAttributeAsync("aria-disabled", "true");
            await RecordAttemptAsync(head.Page);
        }
        await Expect(head.Page.GetByText("3 de 3 hoy")).ToBeVisibleAsync();
        await Expect(foot).ToContainTextAsync("Todo listo para finalizar");

        // accepted, and seen
        await finish.ClickAsync();
        await SeenAsync("completed", () => Expect(row.Locator(".t-st")).ToHaveTextAsync("Completado", new() { Timeout = Soon }));
        await Expect(LegendOf(analyst.Page, "Completed")).ToHaveTextAsync((legend["Completed"] + 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = Soon });

        // taken back
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();
        await SeenAsync("undone", () => Expect(row.Locator(".t-st")).ToHaveTextAsync("Iniciado", new() { Timeout = Soon }));

        // finished again, and reopened by the experience team with a reason
        await Expect(finish).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await finish.ClickAsync();
        await SeenAsync("completed again", () => Expect(row.Locator(".t-st")).ToHaveTextAsync("Completado", new() { Timeout = Soon }));
        await UnmovedAsync(analyst.Page, number);
        var headsRow = await WatchAsync(head.Page, number);
        await analyst.GotoAsync($"{List}/{number}");
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Más acciones" }).ClickAsync();
        await analyst.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Reabrir" }).ClickAsync();
        await analyst.Page.GetByLabel("Motivo de la reapertura").FillAsync("El cliente volvió a llamar por lo mismo.");
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Reabrir alerta" }).ClickAsync();
        await SeenAsync("reopened", () => Expect(headsRow.Locator(".t-st")).ToHaveTextAsync("Seguimiento", new() { Timeout = Soon }));
        head.AssertQuiet();
        analyst.AssertQuiet();
    }

    private static async Task<string> FirstUnmanagedAsync(IPage page)
    {
        await page.GotoAsync($"{List}?estado=Unmanaged");
        var row = page.Locator("table.grid tbody tr").First;
        await Expect(row).ToBeVisibleAsync();
        return (await row.GetAttributeAsync("data-n"))!;
    }

    /// <summary>The list beginning at the case, scrolled a little, the case selected.</summary>
    private static async Task<ILocator> WatchAsync(IPage page, string number)
    {
        await page.GotoAsync(List);
        await Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        await page.GetByLabel("Ir al caso").FillAsync(number);
        await page.Keyboard.PressAsync("Tab");
        var row = page.Locator($"tr[data-n='{number}']");
        await Expect(row).ToBeVisibleAsync();
        await row.Locator("input.chk").CheckAsync();
        await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
        await page.EvaluateAsync("() => document.getElementById('grid').scrollTop = 12");
        return row;
    }

    private static async Task UnmovedAsync(IPage page, string number)
    {
        Assert.Equal(12, await page.EvaluateAsync<int>("() => Math.round(document.getElementById('grid').scrollTop)"));
        await Expect(page.Locator($"tr[data-n='{number}'] input.chk")).ToBeCheckedAsync();
    }

    private static ILocator LegendOf(IPage page, string state) => page.Locator($"[data-legend='{state}']");

    private static async Task<Dictionary<string, int>> LegendAsync(IPage page)
    {
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();
        var counts = new Dictionary<string, int>();
        foreach (var state in new[] { "Unmanaged", "Completed" })
            counts[state] = int.Parse(await LegendOf(page, state).InnerTextAsync(), CultureInfo.InvariantCulture);
        return counts;
    }

    private static async Task RecordAttemptAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar intento" }).ClickAsync();
        await page.Locator("label:has(#attempt-no_answer)").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar", Exact = true }).ClickAsync();
        await Expect(page.Locator("#attempt-no_answer")).ToBeHiddenAsync();
    }

    private async Task SeenAsync(string what, Func<Task> expectation)
    {
        var watch = Stopwatch.StartNew();
        await expectation();
        output.WriteLine($"{what}: seen {watch.ElapsedMilliseconds} ms after the click returned");
    }
}
