using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The catalogue and the benefit matrix as an analyst edits them (issue 6).</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionGuideJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example", First = "#rule-1-percentage";
    private const float Soon = 15_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_matrix_is_edited_published_and_its_old_version_seen(bool dark)
    {
        var (code, look) = (dark ? "matriz-oscura" : "matriz-clara", dark ? "dark" : "light");
        await using (var db = await world.Console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync())
        {
            db.Campaigns.Add(CampaignTemplate.Create(CampaignKind.Retention, code, $"Matriz {look}", world.Console.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        }
        await using var analyst = await world.SignedInAsync(Analyst, new BrowserView(Dark: dark));
        var page = analyst.Page;
        await analyst.GotoAsync($"/proyectos/{code}/guias");
        await Expect(page.Locator("#motive-label")).ToHaveValueAsync("FACTURA PENDIENTE", new() { Timeout = Soon });
        await page.Locator("#motive-days").FillAsync("61");
        await Expect(page.Locator("#motive-days-problem")).ToContainTextAsync("entre 0 y 60", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-catalogue-{look}");
        await page.Locator("#guide-discard").ClickAsync();
        await Expect(page.Locator("#guide-discard")).ToHaveCountAsync(0, new() { Timeout = Soon });
        await page.Locator(".pickone.strong").Nth(1).ClickAsync();
        await Expect(page.Locator("#state-label")).ToHaveValueAsync("RETENIDO", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-state-{look}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Matriz de beneficios" }).ClickAsync();
        await Expect(page.Locator(First)).ToHaveValueAsync("50", new() { Timeout = Soon });
        await page.Locator("#matrix-add").ClickAsync();
        await Expect(page.Locator("#rule-5-motive")).ToBeFocusedAsync(new() { Timeout = Soon });
        await Expect(page.Locator("#rule-5-problem")).ToContainTextAsync("Falta completar", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-matrix-{look}");
        await page.Locator("[data-row='4'] [data-remove]").ClickAsync();
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(4, new() { Timeout = Soon });
        await page.Locator(First).FillAsync("40");
        await Expect(page.Locator("#guide-state")).ToContainTextAsync("Borrador guardado", new() { Timeout = Soon });
        await page.Locator("#guide-publish").ClickAsync();
        await Expect(page.Locator("[data-diff=changed]")).ToContainTextAsync("DESCUENTO CBM · INTERNET: 50 % × 3 → 40 % × 3", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-publish-{look}");
        await page.Locator("#publish-now").ClickAsync();
        await Expect(page.Locator("[data-version='2']")).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.ReloadAsync();
        await Expect(page.Locator(First)).ToHaveValueAsync("40", new() { Timeout = Soon });
        await page.Locator("[data-version='1'] .btn").First.ClickAsync();
        await Expect(page.Locator("#matrix-sheet")).ToContainTextAsync("50 %", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-version-{look}");
        await page.Keyboard.PressAsync("Escape");

        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.Locator(First)).ToBeVisibleAsync();
        await LookedAtAsync(analyst, $"retention-matrix-narrow-{look}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await analyst.GotoAsync($"/proyectos/{code}/guias");
        await Expect(page.Locator("#motive-label")).ToBeVisibleAsync(new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"retention-catalogue-narrow-{look}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        analyst.AssertQuiet();
    }

    private static async Task LookedAtAsync(BrowserSession session, string name)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync(name);
    }
}
