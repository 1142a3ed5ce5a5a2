using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Reports as analyst and supervisor meet them (issue 5, lines 4, 5 and 8).</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReportJourneyTests(ConsoleInBrowser world)
{
    private const string Weeks = "/proyectos/operaciones/informes", Grid = "/proyectos/operaciones/close-the-loop";

    [Fact]
    public async Task An_analyst_reads_the_week_and_downloads_the_pdf_that_says_the_same_and_a_supervisor_sees_the_own_branches_only()
    {
        await using var session = await world.SignedInAsync("experiencia@demo.example");
        var page = session.Page;
        await session.GotoAsync(Grid);
        await page.GetByRole(AriaRole.Link, new() { Name = "Informes" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/informes$"));
        await Expect(page.Locator("article[data-week]")).ToBeVisibleAsync();
        await session.AssertAccessibleAsync();
        var shown = await page.Locator("article table").First.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()).join(' '))");
        Assert.True(shown.Length > 1);
        var (text, name) = await DownloadAsync(session, "informe-semanal-", () => page.Locator("#weekly-pdf").ClickAsync());
        Assert.Matches(@"^informe-semanal-\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d_\d{4}_Lima\.pdf$", name);
        Assert.All(shown, row => Assert.Contains(Plain(row), Plain(text)));

        await page.Locator("#weekly-from").FillAsync("2026-07-06");
        await page.Locator("#weekly-to").FillAsync("2026-06-01");
        await page.Locator("#weekly-make").ClickAsync();
        await Expect(page.Locator("#weekly-problem")).ToContainTextAsync("termina antes de empezar");
        await session.AssertAccessibleAsync();
        await page.Locator("article table").First.Locator("tbody button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("close-the-loop\\?filtro="));
        await Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        var (summary, _) = await DownloadAsync(session, "resumen_", async () =>
        {
            await page.Locator("[popovertarget=download-menu]").ClickAsync();
            await page.Locator("#download-pdf").ClickAsync();
        });
        Assert.Contains("Agencia", summary);
        await page.Locator("table.grid tbody a.id").First.ClickAsync();
        await page.Locator("[popovertarget=alert-menu]").ClickAsync();
        Assert.Contains("Historial", (await DownloadAsync(session, "caso-", () => page.Locator("#case-pdf").ClickAsync())).Text);
        session.AssertQuiet();

        await using var regional = await world.SignedInAsync("supervisor.norte@demo.example");
        await regional.GotoAsync(Weeks);
        await Expect(regional.Page.Locator("article[data-week]")).ToContainTextAsync("Sus agencias recibieron");
        await Expect(regional.Page.Locator("article table").First).Not.ToContainTextAsync("Cusco");
        await regional.AssertAccessibleAsync();
        regional.AssertQuiet();
    }

    private static async Task<(string Text, string Name)> DownloadAsync(BrowserSession session, string name, Func<Task> ask)
    {
        var page = session.Page;
        await ask();
        await page.Locator(".tasks-btn").ClickAsync();
        var done = page.Locator($"[data-task=Done]:has-text('{name}') a").First;
        await Expect(done).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => done.ClickAsync());
        await page.Keyboard.PressAsync("Escape");
        return (await PdfTools.TextAsync((await download.PathAsync())!, "-layout"), download.SuggestedFilename);
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
