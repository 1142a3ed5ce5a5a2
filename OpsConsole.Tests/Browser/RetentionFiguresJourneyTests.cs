using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Retention figures as an analyst meets them (issue 6).</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionFiguresJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example", Code = "cifras-prueba";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_analyst_reads_the_month_changes_the_time_follows_a_figure_and_downloads_the_pdf_that_says_the_same()
    {
        var campaign = await MakeAsync();
        await DisposeAsync(campaign, "1", new(["retenido", "descuento_cbm"], null, null) { Data = Numbers("1") with { Benefit = new(Percentage: 50, StartMonth: 1, Count: 3) } });
        await DisposeAsync(campaign, "2", new(["retiro_en_proceso", "entregara_equipo_en_cis"], null, null) { Data = Numbers("2") });
        await DisposeAsync(campaign, "3", new(["no_aplica", "queja_duplicada"], null, null) { Data = Numbers("3") });
        await using var session = await world.SignedInAsync(Analyst);
        var page = session.Page;
        await session.GotoAsync("/tablero?campana=" + Code);
        await Expect(page.Locator("#board-retention [data-span=Week]")).ToContainTextAsync("50");
        await session.AssertAccessibleAsync();
        await page.Locator("#board-retention [data-span=Today] a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/cifras\\?periodo=hoy$"));
        await Expect(page.Locator("[data-figure=Decided] b")).ToHaveTextAsync("2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Últimos 30 días" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("periodo=30-dias$"));
        await Expect(page.Locator(".trend svg")).ToBeVisibleAsync();
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", scheme == ColorScheme.Dark ? "dark" : "light");
            await session.AssertAccessibleAsync();
            await session.PictureAsync($"retention-{scheme}");
        }
        await DisposeAsync(campaign, "4", new(["retenido", "descuento_cbm"], null, null) { Data = Numbers("4") with { Benefit = new(Percentage: 25, StartMonth: 1, Count: 1) } });
        await Expect(page.Locator("[data-figure=Decided] b")).ToHaveTextAsync("3", new() { Timeout = 15_000 });
        var shown = await page.Locator("article table").First.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()).join(' '))");
        await page.Locator("#retention-pdf").ClickAsync();
        await page.Locator(".tasks-btn").ClickAsync();
        var done = page.Locator("[data-task=Done]").Filter(new() { HasTextRegex = new(@"retencion-(\d{4}-\d\d-\d\d)-(?!\1)") }).Locator("a").First;      // of thirty days: others of this person's stand there too
        await Expect(done).ToBeVisibleAsync(new() { Timeout = 15_000 });
        var download = await page.RunAndWaitForDownloadAsync(() => done.ClickAsync());
        await page.Keyboard.PressAsync("Escape");
        var text = Plain(await PdfTools.TextAsync((await download.PathAsync())!, "-layout"));
        Assert.All(shown, row => Assert.Contains(Plain(row), text));

        await page.Locator("[data-figure=Retained] button").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/casos\\?filtro="));
        await Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(2);
        await page.GoBackAsync();
        await Expect(page.Locator("[data-figure=Decided] b")).ToHaveTextAsync("3");
        session.AssertQuiet();
    }

    private static RetentionForm Numbers(string complaint) => new() { ServiceNumber = "022" + complaint, ComplaintNumber = complaint, ComplaintType = "107" };

    private T Get<T>() where T : notnull => world.Console.Services.GetRequiredService<T>();

    private async Task<Campaign> MakeAsync()
    {
        var made = CampaignTemplate.Create(CampaignKind.Retention, Code, "Cifras de prueba", TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var db = await Get<Microsoft.EntityFrameworkCore.IDbContextFactory<OpsConsole.Domain.Data.OpsDbContext>>().CreateDbContextAsync();
        db.Campaigns.Add(made);
        await Get<ICaseLogTransport>().CommitAsync(db, None);
        return made;
    }

    /// <summary>A request of the branch in Piura, disposed of by the analyst through the desk.</summary>
    private async Task DisposeAsync(Campaign campaign, string complaint, DispositionForm form)
    {
        var values = new Dictionary<string, string>
        {
            [RetentionColumns.Complaint] = complaint,
            [RetentionColumns.ComplaintType] = "107",
            [RetentionColumns.Service] = "022" + complaint,
            [RetentionColumns.Product] = "INTERNET",
            [RetentionColumns.Customer] = "Marta Ejemplo Vela",
            [RetentionColumns.Phone1] = "0991112223",
            [RetentionColumns.Branch] = "PIURA",
        };
        await using var db = await Get<Microsoft.EntityFrameworkCore.IDbContextFactory<OpsConsole.Domain.Data.OpsDbContext>>().CreateDbContextAsync();
        var content = new ServiceContent(complaint, complaint, "INTERNET", null, CasePriority.Normal, null, values.ToDictionary(p => campaign.Schema.Find(SchemaField.Base, p.Key)!.Key, p => new FieldValue(p.Value, null)));
        var made = Case.CreateService(campaign, content, db.Branches.Single(b => b.Code == "PIURA").Id, "", null, TimeProvider.System.GetUtcNow().UtcDateTime, TimeProvider.System, null);
        db.Cases.Add(made);
        db.CaseEvents.AddRange(made.Log);
        await Get<ICaseLogTransport>().CommitAsync(db, None);
        var analyst = await Get<ActorQueries>().FindAsync(db.Users.Single(u => u.Email == Analyst).Id, null, None);
        Assert.IsAssignableFrom<OpsConsole.Domain.Kernel.Outcome.Done>(await Get<CaseDesk>().DisposeAsync(made.Number, made.Version, form, analyst!, None));
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
