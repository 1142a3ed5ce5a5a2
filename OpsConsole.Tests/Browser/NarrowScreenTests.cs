using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>What a phone shows: whole words, and parts that are closed look as if they could be opened.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NarrowScreenTests(ConsoleInBrowser world)
{
    private const string List = "/proyectos/operaciones/close-the-loop", Analyst = "experiencia@demo.example";

    /// <summary>How wide the words of an empty box are, and how much room they have.</summary>
    private const string Placeholder = """
        box => {
          const style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
          pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          return [pen.measureText(box.placeholder).width, box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)];
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("?estado=FollowUp")]
    [InlineData("?panel=columnas")]
    public async Task A_search_box_shows_its_words_whole(string query)
    {
        await using var analyst = await world.SignedInAsync(Analyst, BrowserView.Phone);
        await analyst.Page.GotoAsync(List + query);
        var box = analyst.Page.Locator(query.Contains("panel") ? "#cp-find" : "#grid-search");
        await Expect(box).ToBeVisibleAsync();
        await analyst.Page.EvaluateAsync("() => document.fonts.ready.then(() => 0)");
        var widths = await box.EvaluateAsync<double[]>(Placeholder);
        Assert.True(widths[0] <= widths[1], $"{widths[0]:0} px of words in {widths[1]:0} px");
    }

    [Fact]
    public async Task Whom_the_columns_are_for_is_said_on_one_line()
    {
        await using var analyst = await world.SignedInAsync(Analyst, BrowserView.Phone);
        await analyst.Page.GotoAsync(List + "?panel=columnas");
        var said = analyst.Page.GetByText("Solo para usted en este proyecto");
        await Expect(said).ToBeVisibleAsync();
        var lines = await said.EvaluateAsync<double>("e => { const range = document.createRange(); range.selectNodeContents(e); return range.getClientRects().length; }");
        Assert.Equal(1, lines);
        await analyst.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_way_here_gives_way_to_the_name_of_the_page()
    {
        await using var analyst = await world.SignedInAsync(Analyst, BrowserView.Phone);
        foreach (var page in new[] { "/proyectos/servicio/operacion", "/proyectos/servicio/plazos", "/proyectos/servicio/bitacora", "/tablero/casos?cifra=vencidas" })
        {
            await analyst.GotoAsync(page);
            var here = analyst.Page.Locator(".crumbs b");
            await Expect(analyst.Page.Locator("#status")).ToBeVisibleAsync();       // all that stands beside it is there
            await Expect(analyst.Page.Locator("h1")).ToBeVisibleAsync();
            await analyst.Page.EvaluateAsync("() => document.fonts.ready.then(() => 0)");
            Assert.True(await here.EvaluateAsync<bool>("e => e.scrollWidth <= e.clientWidth && e.getBoundingClientRect().right <= e.parentElement.getBoundingClientRect().right"), $"{page}: {await here.InnerTextAsync()}");
            await analyst.PictureAsync($"crumbs-{page.Split('/', '?')[^1]}-phone");
        }
        await analyst.AssertAccessibleAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_data_of_the_base_are_folded_away_visibly_and_open_by_a_touch(bool dark)
    {
        await using var analyst = await world.SignedInAsync(Analyst, BrowserView.Phone with { Dark = dark });
        var page = analyst.Page;
        await page.GotoAsync(List);
        await page.Locator("a.id").First.ClickAsync();
        await Expect(page.Locator("#alert-form[data-kept]")).ToBeAttachedAsync();
        var heads = page.Locator("details.rest summary");
        await Expect(heads).ToHaveTextAsync(["Base del proyecto", "Datos de la encuesta"]);
        foreach (var head in await heads.AllAsync())
        {
            await Expect(head.Locator("+ dl")).ToBeHiddenAsync();
            Assert.Contains("chevron_right", await MarkAsync(head));
            await head.ClickAsync();
            await Expect(head.Locator("+ dl")).ToBeVisibleAsync();
            Assert.Contains("expand_more", await MarkAsync(head));
        }
        await analyst.AssertAccessibleAsync();
        await analyst.PictureAsync($"alert-base-{(dark ? "dark" : "light")}-phone");
    }

    private static Task<string> MarkAsync(ILocator summary) => summary.EvaluateAsync<string>("e => getComputedStyle(e, '::before').content");
}
