using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The grid's page: what it opens with, what a saved filter brings along, and what it says when a question takes too long.</summary>
public sealed class CaseGridTests : DeskScreenTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_question_over_five_seconds_is_given_up_and_the_page_says_what_to_narrow()
    {
        await FillAsync();
        await StartAsync(Role.BranchHead);
        using var hold = new StatementHold(Database.Connection, text => text.StartsWith("SELECT") && text.Contains("\"CustomerName\""), 1);
        var page = Open("?vista=todos");
        await hold.HeldAsync();
        Database.Clock.Advance(CaseQueries.TimeLimit);
        hold.Release();
        page.WaitForAssertion(() => Assert.Contains("tardó más de 5 segundos y se detuvo", page.Find("#grid").TextContent), Patience);
        Assert.Contains("agregue una condición o un texto más preciso", page.Find("#grid").TextContent);
        Assert.Empty(page.FindAll("table.grid"));

        await page.Find("#grid button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("table.grid tbody tr").Count), Patience);
    }

    [Fact]
    public async Task Who_has_chosen_a_filter_arrives_with_it_and_who_asks_for_a_list_gets_that_list()
    {
        await FillAsync();
        var id = await SavedAsync(new("De siempre", Low) { IsDefault = true });
        await StartAsync(Role.BranchHead);
        var page = Open("");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("table.grid tbody tr").Count), Patience);
        Assert.EndsWith($"?filtro={id}", Navigation.Uri);
        page.WaitForAssertion(() => Assert.Contains("De siempre", page.Find(".view[aria-current=page]").TextContent), Patience);

        await page.InvokeAsync(() => Navigation.NavigateTo("/proyectos/operaciones/close-the-loop?vista=todos"));
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("table.grid tbody tr").Count), Patience);
    }

    [Fact]
    public async Task The_tab_of_a_saved_filter_brings_back_its_columns_and_its_whole_order()
    {
        await FillAsync();
        var id = await SavedAsync(new("Con vista", JsonElement.Parse("""{"connector":"all","items":[]}""")) { Columns = [new("management", "Puntaje", "Nota"), new("management", "Número")], Sort = [new("management", "Puntaje", true), new("management", "Número", true)] });
        await StartAsync(Role.BranchHead);
        var page = Open($"?filtro={id}");
        page.WaitForAssertion(() => Assert.Equal(["6 100003", "5 100002", "2 100004", "2 100001"], Rows(page)), Patience);
        Assert.Equal(["Nota", "Alerta"], page.FindAll("thead th[data-col] button").Select(h => h.ChildNodes[0].TextContent.Trim()));
        Assert.Equal(["1", "2"], page.FindAll("thead .ord").Select(o => o.TextContent));
    }

    [Fact]
    public async Task On_a_phone_the_rows_are_ordered_by_a_list_of_columns()
    {
        await FillAsync();
        await StartAsync(Role.BranchHead);
        var page = Open("?vista=todos&orden=score");
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("table.grid tbody tr").Count), Patience);
        Assert.Empty(page.FindComponents<OrderBar>());
        await page.FindAll("button").Single(b => b.TextContent.EndsWith("Ordenar")).ClickAsync(new());
        await page.Find("#grid-order").ChangeAsync(new ChangeEventArgs { Value = "number" });
        page.WaitForAssertion(() => Assert.EndsWith("orden=number", Navigation.Uri), Patience);
        await page.Find("[data-order-turn]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.EndsWith("orden=-number", Navigation.Uri), Patience);
        page.WaitForAssertion(() => Assert.Equal("Descendente", page.Find("[data-order-turn] span:last-child").TextContent), Patience);
    }

    private static readonly JsonElement Low = JsonElement.Parse("""{"connector":"all","items":[{"source":"management","field":"Puntaje","op":"lte","value":2}]}""");

    private static IEnumerable<string> Rows(IRenderedComponent<CaseGrid> page) =>
        page.FindAll("table.grid tbody tr").Select(r => $"{r.QuerySelector(".t-sc")!.TextContent.Trim()} {r.QuerySelector("a.id")!.TextContent}");

    private IRenderedComponent<CaseGrid> Open(string query)
    {
        Navigation.NavigateTo("/proyectos/operaciones/close-the-loop" + query);
        return Render<CaseGrid>(p => p.Add(g => g.Code, "operaciones"));
    }

    private async Task FillAsync()
    {
        foreach (var score in new[] { 2, 5, 6, 2 })
            await Organisation.AlertAsync(score: score);
    }

    private async Task<string> SavedAsync(SavedFilterForm form) => ((Outcome.Done)await Database.Get<SavedFilterDesk>().CreateAsync("operaciones", form, await Organisation.ActorAsync(Role.BranchHead), default)).Id!;
}
