using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The assistant's table as an analyst edits it, by keyboard (issue 8).</summary>
[Collection(BrowserCollection.Name)]
public sealed class ProtocolGuideJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example";
    private const float Soon = 15_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_combination_is_left_open_seen_decided_anew_and_approved(bool dark)
    {
        var (code, look) = (dark ? "protocolo-oscuro" : "protocolo-claro", dark ? "dark" : "light");
        await using (var db = await world.Console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync())
        {
            db.Campaigns.Add(CampaignTemplate.Create(CampaignKind.Requirement, code, $"Protocolo {look}", world.Console.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        }
        await using var analyst = await world.SignedInAsync(Analyst, new BrowserView(Dark: dark));
        var page = analyst.Page;
        await analyst.GotoAsync($"/proyectos/{code}/guias");
        await Expect(page.Locator("#protocol-covered")).ToContainTextAsync("48 combinaciones", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"protocol-{look}");

        // Of the keyboard alone: a value is unticked, its combination turns up, a row for it is added and filled in.
        var ticked = page.Locator("#row-2-initial-no_within");
        await ticked.FocusAsync();
        await ticked.PressAsync("Space");
        await Expect(page.Locator("#row-2-problem")).ToContainTextAsync("Marque al menos un valor", new() { Timeout = Soon });
        await Expect(page.Locator("[data-gap]")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await page.Locator("[data-hole]").ScrollIntoViewIfNeededAsync();
        await LookedAtAsync(analyst, $"protocol-hole-{look}");
        await page.Locator("#row-2-initial-no_late").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("[data-gaps=overlaps] [data-gap]")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await page.Locator("[data-see]").Last.ScrollIntoViewIfNeededAsync();
        await LookedAtAsync(analyst, $"protocol-overlap-{look}");
        await page.Locator("#row-2-initial-no_late").PressAsync("Space");
        await Expect(page.Locator("[data-gaps=overlaps]")).ToHaveCountAsync(0, new() { Timeout = Soon });
        await page.Locator("[data-row='1'] [data-remove]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(11, new() { Timeout = Soon });
        await page.Locator("[data-hole]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#row-13-action")).ToBeFocusedAsync(new() { Timeout = Soon });
        await page.Locator("#row-13-action").SelectOptionAsync("tell_max_date");
        await page.Locator("#row-13-text").FillAsync("Diga que se responde hasta el {fecha_maxima}.");
        await Expect(page.Locator("#protocol-covered")).ToContainTextAsync("48 combinaciones", new() { Timeout = Soon });
        await Expect(page.Locator("#guide-state")).ToContainTextAsync("Borrador guardado", new() { Timeout = Soon });
        await page.Locator("#guide-publish").ClickAsync();
        await Expect(page.Locator("[data-diff=changed]")).ToContainTextAsync("hasta el {fecha_maxima}", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"protocol-publish-{look}");
        await page.Locator("#publish-now").ClickAsync();
        await Expect(page.Locator("[data-version='2']")).ToContainTextAsync("Aprobada el", new() { Timeout = Soon });
        await page.Locator("[data-version='1'] .btn").First.ClickAsync();
        await Expect(page.Locator("#protocol-sheet")).ToContainTextAsync("Escale el caso al supervisor", new() { Timeout = Soon });
        await LookedAtAsync(analyst, $"protocol-version-{look}");
        await page.Keyboard.PressAsync("Escape");

        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.Locator("#row-1-result")).ToBeVisibleAsync();
        await LookedAtAsync(analyst, $"protocol-narrow-{look}");
        await page.Locator("#row-2-text").ScrollIntoViewIfNeededAsync();
        await analyst.PictureAsync($"protocol-narrow-row-{look}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        analyst.AssertQuiet();
    }

    private static async Task LookedAtAsync(BrowserSession session, string name)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync(name);
    }
}
