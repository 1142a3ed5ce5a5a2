using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Api;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The board as a supervisor has it open all day: figures that move by themselves, each a way to its rows.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BoardJourneyTests(ConsoleInBrowser world)
{
    private const string Supervisor = "supervisor.norte@demo.example", Head = "jp.trujillo@demo.example", Branch = "tr[data-branch=TRUJILLO] ";
    private const float Soon = 10_000;

    [Fact]
    public async Task A_figure_changes_without_reload_leads_to_its_rows_and_stands_still_while_paused()
    {
        await using var supervisor = await world.SignedInAsync(Supervisor);
        var page = supervisor.Page;
        await supervisor.GotoAsync("/tablero?campana=operaciones");
        var unmanaged = page.Locator(Branch + "td").Nth(2);
        var before = await NumberAsync(unmanaged);
        Assert.True(before > 3);
        using var head = await ApiClient.SignInAsync(world.Console.Address, Head);
        var numbers = (await head.PostAsync("cases/search", new { campaign = "operaciones", limit = 3, filter = Alerts() })).Body.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("number").GetString()!).ToList();
        Assert.Equal(200, (int)(await head.PostAsync($"cases/{numbers[0]}/open", new { })).Status);
        await Expect(unmanaged).ToHaveTextAsync($"{before - 1}", new() { Timeout = Soon });
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("button[data-key=p]")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(200, (int)(await head.PostAsync($"cases/{numbers[1]}/open", new { })).Status);
        await Expect(page.GetByText("Actualizaciones en pausa")).ToBeVisibleAsync();
        await Expect(unmanaged).ToHaveTextAsync($"{before - 1}");
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("button[data-key=p]")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(unmanaged).ToHaveTextAsync($"{before - 2}", new() { Timeout = Soon });
        await page.Locator(Branch + "button").ClickAsync();
        await Expect(page.Locator("tr.who").First).ToBeVisibleAsync();
        await supervisor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Recordar al JP de Trujillo" }).ClickAsync();
        await Expect(page.Locator("[data-late=TRUJILLO] .sent")).ToContainTextAsync("Enviado", new() { Timeout = Soon });

        var overdue = await NumberAsync(page.Locator(Branch + "td").Nth(4));
        await page.Locator(Branch + "td").Nth(4).Locator("a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/tablero/casos\\?cifra=vencidas&campana=operaciones&agencia=TRUJILLO$"));
        await Expect(page.Locator("#list-total")).ToHaveTextAsync($"{overdue} casos");
        Assert.Equal(overdue, await page.Locator("tbody tr").CountAsync());
        await supervisor.AssertAccessibleAsync();
        await page.Locator("tbody a.id").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/proyectos/operaciones/close-the-loop/1"));
        await page.GoBackAsync();
        await Expect(page.Locator("#list-total")).ToHaveTextAsync($"{overdue} casos");
        await supervisor.GotoAsync("/tablero?campana=operaciones");
        await page.Locator("[popovertarget=board-file]").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#board-file a[href*='format=csv']").ClickAsync());
        Assert.Matches(@"^tablero_\d{4}-\d\d-\d\d_\d{4}_Lima\.csv$", download.SuggestedFilename);
        var lines = (await File.ReadAllLinesAsync((await download.PathAsync())!)).Select(l => l.Split(';')).ToList();
        Assert.Equal($"{overdue}", Assert.Single(lines, l => l[1] == "Trujillo" && l[2].Length == 0)[7]);
        Assert.DoesNotContain(lines, l => l[1] == "Cusco");
        await supervisor.GotoAsync("/tablero?region=SUR");      // not in this reach
        await Expect(page.GetByText("no está a su alcance")).ToBeVisibleAsync();
        supervisor.AssertQuiet();
    }

    private static object Alerts() => new
    {
        connector = "all",
        items = new object[]
        {
            new { source = "management", field = "Es alerta", op = "eq", value = true },
            new { source = "management", field = "Estado gestión", op = "eq", value = "Unmanaged" },
        },
    };

    private static async Task<int> NumberAsync(ILocator cell) => int.Parse((await cell.InnerTextAsync()).Trim());
}
