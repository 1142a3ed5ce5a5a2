using Bunit;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The saved filters over the grid, with their counts.</summary>
public sealed class FilterTabsTests : DeskScreenTest
{
    private static readonly System.Text.Json.JsonElement Low = System.Text.Json.JsonElement.Parse("""{"connector":"all","items":[{"source":"management","field":"Puntaje","op":"lte","value":3}]}""");

    [Fact]
    public async Task Each_tab_has_its_number_and_follows_what_happens_unless_it_is_paused()
    {
        await Organisation.AlertAsync(score: 2);
        await Organisation.AlertAsync(score: 5);
        var id = await SavedAsync("Muy bajas");
        var tabs = await OpenAsync(new() { Campaign = "operaciones", Filter = id });
        tabs.WaitForAssertion(() => Assert.Equal(["Alertas2", "Todos los registros2", "Muy bajas1"], Texts(tabs)));
        Assert.Equal("Muy bajas1", tabs.Find(".view[aria-current=page]").TextContent);
        Assert.Equal("g 3", tabs.Find(".view[aria-current=page]").GetAttribute("data-key"));
        await HappensAsync();
        tabs.WaitForAssertion(() => Assert.Equal(["Alertas3", "Todos los registros3", "Muy bajas2"], Texts(tabs)));
        tabs.Render(p => p.Add(t => t.IsPaused, true));
        await HappensAsync();
        Assert.Equal(["Alertas3", "Todos los registros3", "Muy bajas2"], Texts(tabs));
    }

    [Fact]
    public async Task Beyond_seven_the_further_ones_are_in_a_menu()
    {
        for (var i = 0; i < 7; i++)
            await SavedAsync($"Filtro {i}");
        var tabs = await OpenAsync(new() { Campaign = "operaciones" });
        tabs.WaitForAssertion(() => Assert.Equal((7, 2), (tabs.FindAll("nav .view").Count, tabs.FindAll("[role=menuitem]").Count)));
        Assert.Contains("2 más", tabs.Markup);
    }

    [Fact]
    public async Task The_filter_to_open_with_is_each_readers_own_choice_and_ends_with_the_filter()
    {
        var id = await SavedAsync("De siempre", isDefault: true);
        await StartAsync(Role.BranchHead);
        var queries = Database.Get<SavedFilterQueries>();
        Assert.Equal(id, await queries.DefaultAsync(Organisation.Campaign.Id, await Organisation.ActorAsync(Role.BranchHead), default));
        Assert.Null(await queries.DefaultAsync(Organisation.Campaign.Id, await Organisation.ActorAsync(Role.Agent), default));
        await Database.Get<SavedFilterDesk>().RemoveAsync("operaciones", id, await Organisation.ActorAsync(Role.BranchHead), default);
        Assert.Null(await queries.DefaultAsync(Organisation.Campaign.Id, await Organisation.ActorAsync(Role.BranchHead), default));
    }

    private async Task<string> SavedAsync(string name, bool isDefault = false) =>
        ((Outcome.Done)await Database.Get<SavedFilterDesk>().CreateAsync("operaciones", new(name, Low) { IsDefault = isDefault }, await Organisation.ActorAsync(Role.BranchHead), default)).Id!;

    private async Task<IRenderedComponent<FilterTabs>> OpenAsync(GridAddress address)
    {
        var actor = await StartAsync(Role.BranchHead);
        var filter = new GridFilter(Database.Get<SavedFilterQueries>(), "operaciones");
        await filter.ReadAsync(address, actor, default);
        return Render<FilterTabs>(p => p.Add(t => t.Address, address).Add(t => t.Filter, filter).Add(t => t.Campaign, Organisation.Campaign).Add(t => t.Actor, actor));
    }

    /// <summary>A new low score, told to whoever follows.</summary>
    private async Task HappensAsync()
    {
        await Organisation.AlertAsync(score: 1);
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        Database.Get<CaseFeed>().Publish([new(99, 1, Organisation.Campaign.Id, Organisation.Branches[Organisation.Home].Id, "created", null, Database.Clock.UtcNow)]);
        Database.Clock.Advance(FilterTabs.Pace);
    }

    private static IEnumerable<string> Texts(IRenderedComponent<FilterTabs> tabs) => tabs.FindAll("nav .view").Select(v => v.TextContent.Trim());
}
