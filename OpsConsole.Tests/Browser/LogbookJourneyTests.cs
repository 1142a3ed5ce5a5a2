using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The Bitácora and who sees a case, in Chromium (docs/rules.md, "Bitácora").</summary>
[Collection(BrowserCollection.Name)]
public sealed class LogbookJourneyTests(ConsoleInBrowser world)
{
    private const float Soon = 20_000;

    [Fact]
    public async Task A_supervisor_sees_who_sees_a_case_finds_that_look_in_the_log_shares_its_address_and_downloads_it()
    {
        await using var session = await world.SignedInAsync("supervisor.norte@demo.example");
        var page = session.Page;
        await session.GotoAsync("/proyectos/operaciones/close-the-loop");
        var number = (await page.Locator("table.grid tbody tr a.id").First.InnerTextAsync()).Trim();
        await session.GotoAsync($"/proyectos/operaciones/close-the-loop/{number}?modo=ver");
        await page.Locator("#case-viewers").ClickAsync();
        await Expect(page.Locator("#case-viewers-dialog-title")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(page.Locator("dialog[open] tbody tr", new() { HasText = "supervisión" }).First).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await session.GotoAsync("/proyectos/operaciones/bitacora");
        await page.GetByLabel("Qué", new() { Exact = true }).SelectOptionAsync("access.view");
        await Expect(page).ToHaveURLAsync(new Regex("que=access.view"), new() { Timeout = Soon });
        await page.GetByLabel("Número de caso").FillAsync(number);
        await page.GetByLabel("Número de caso").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"caso={number}"), new() { Timeout = Soon });
        var address = page.Url;
        for (var tries = 0; tries < 20 && await page.Locator("tr[data-what='access.view']").CountAsync() == 0; tries++)
            await session.GotoAsync(address);       // it is written within a second
        await Expect(page.Locator("tr[data-what='access.view']").First).ToContainTextAsync("Vio el caso");
        await Expect(page.Locator("tr[data-what='access.view']").First).ToContainTextAsync("desde 127.0.0.1");
        await session.AssertAccessibleAsync();

        await page.Locator("[popovertarget=logbook-file]").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#logbook-file a[href*='format=csv']").ClickAsync());
        Assert.Matches(@"^bitacora_\d{4}-\d\d-\d\d_\d{4}_Lima\.csv$", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Contains("Cuándo", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains(number, StringComparison.Ordinal) && l.Contains("Vio el caso", StringComparison.Ordinal));
        await session.GotoAsync("/bitacora?que=console.audit.exported");
        await Expect(page.Locator("tr[data-what='console.audit.exported']").First).ToBeVisibleAsync(new() { Timeout = Soon });
        session.AssertQuiet();
    }
}
