using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>The grid at its widest, and selections of more cases than a condition takes values (issue 3, lines 4 and 8).</summary>
[Collection(BrowserCollection.Name)]
public sealed class WideGridTests(ConsoleInBrowser world, ITestOutputHelper output)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Analyst = "experiencia@demo.example", Head = "jp.piura@demo.example";
    private const int MostNodes = 4_000;

    [Theory]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(30)]
    [InlineData(int.MaxValue)]
    public async Task However_many_columns_the_page_stays_within_four_thousand_nodes(int most)
    {
        var (campaign, actor) = await WhoAsync();
        ColumnChoice[] columns = [.. FieldCatalog.Of(campaign).Fields.OrderBy(f => f.Code == "number" ? 0 : 1).Take(Math.Min(most, ColumnChoice.MostColumns)).Select(f => new ColumnChoice(f.Source, f.Name))];
        var id = Assert.IsType<Outcome.Done>(await world.Console.Services.GetRequiredService<ListDesk>().NameColumnsAsync(campaign.Code, columns, actor, CancellationToken.None)).Id;
        await using var session = await world.SignedInAsync(Analyst);
        await session.GotoAsync($"{List}?vista=todos&filas=100&columnas={id}");
        await Expect(session.Page.Locator(".gridwrap[data-shown]")).ToBeVisibleAsync();
        await Expect(session.Page.Locator("[data-total]")).ToBeVisibleAsync();
        var nodes = await session.Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length");
        output.WriteLine($"{columns.Length} columns, {await session.Page.Locator("tbody tr").CountAsync()} rows: {nodes} nodes");
        Assert.InRange(nodes, 500, MostNodes);
        await session.AssertAccessibleAsync();
        await session.PictureAsync($"grid-{columns.Length}-columns");
    }

    [Fact]
    public async Task A_selection_of_many_cases_comes_along_with_the_address_and_gives_each_role_its_own_part()
    {
        var (campaign, actor) = await WhoAsync();
        await using var db = await world.Console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var cases = await db.Cases.Where(c => c.CampaignId == campaign.Id).OrderBy(c => c.Id).Select(c => new { c.Id, c.Branch!.Code }).Take(1_150).ToListAsync();
        Assert.True(cases.Count > FilterLimits.Values, "More than a condition takes.");
        var id = Assert.IsType<Outcome.Done>(await world.Console.Services.GetRequiredService<ListDesk>().NameSelectionAsync(campaign.Code, [.. cases.Select(c => c.Id)], actor, CancellationToken.None)).Id;
        await using var analyst = await world.SignedInAsync(Analyst);
        await using var head = await world.SignedInAsync(Head);
        var shared = await db.Users.Where(u => u.Email == Head).SelectMany(u => db.CaseShares.Where(s => s.UserId == u.Id)).Select(s => s.CaseId).ToListAsync();
        foreach (var (session, count) in new[] { (analyst, cases.Count), (head, cases.Count(c => c.Code == "PIURA" || shared.Contains(c.Id))) })
        {
            await session.GotoAsync($"{List}?vista=todos&seleccion={id}");
            await Expect(session.Page.Locator(".bulk [role=status]")).ToHaveTextAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:N0} seleccionadas"));
            await Expect(session.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("seleccion=" + id));
        }
    }

    [Fact]
    public async Task All_that_match_travel_as_the_question_itself_and_mean_to_everybody_what_he_sees()
    {
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;
        await analyst.GotoAsync(List + "?estado=Unmanaged");
        await Expect(page.Locator("[data-total]")).ToBeVisibleAsync();
        await page.Locator("table.grid thead input.chk").CheckAsync();
        await page.Locator("[data-take-all]").ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("seleccion=todas"));
        await using var head = await world.SignedInAsync(Head);
        foreach (var session in new[] { analyst, head })
        {
            await session.GotoAsync(new Uri(page.Url).PathAndQuery);
            await Expect(session.Page.Locator("[data-total]")).ToBeVisibleAsync();
            var total = await session.Page.Locator("[data-total]").TextContentAsync();
            await Expect(session.Page.Locator(".bulk [role=status]")).ToHaveTextAsync($"{total} seleccionadas");
            await Expect(session.Page.Locator("tbody input.chk:not(:checked)")).ToHaveCountAsync(0);
        }
        Assert.NotEqual(await analyst.Page.Locator("[data-total]").TextContentAsync(), await head.Page.Locator("[data-total]").TextContentAsync());
    }

    private async Task<(Campaign Campaign, Actor Actor)> WhoAsync()
    {
        await using var db = await world.Console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var id = await db.Users.Where(u => u.Email == Analyst).Select(u => u.Id).SingleAsync();
        return (await db.Campaigns.SingleAsync(c => c.Code == "operaciones"), (await world.Console.Services.GetRequiredService<ActorQueries>().FindAsync(id, null, CancellationToken.None))!);
    }
}
