using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;
using static OpsConsole.Tests.Filters.FilterTable;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The builder over the real desks: what it refuses, says and keeps.</summary>
public sealed class FilterBuilderTests : DeskScreenTest
{
    private readonly List<GridAddress> _gone = [];
    private GridLook _look = new(null, null);

    [Fact]
    public async Task It_offers_no_more_than_two_hundred_conditions_and_twelve_levels()
    {
        await StartAsync(Role.BranchHead);
        var deep = Enumerable.Range(0, 11).Aggregate((FilterNode)All(Managed("Puntaje", "empty")), (inner, _) => All(inner));
        var panel = await OpenAsync(deep);
        Assert.Equal(12, panel.FindAll("fieldset.grp").Count);
        Assert.Equal(11, Buttons(panel, "Subgrupo").Count);
        Assert.True(Buttons(panel, "Subgrupo").All(b => !b.HasAttribute("disabled")));
        var wide = await OpenAsync(All([.. Enumerable.Repeat(Managed("Puntaje", "empty"), 200)]));
        Assert.True(Buttons(wide, "Condición").All(b => b.HasAttribute("disabled")));
    }

    [Fact]
    public async Task An_unknown_field_in_what_was_kept_is_said_at_its_condition_and_not_applied()
    {
        var head = await StartAsync(Role.BranchHead);
        await Database.Get<SavedFilterDesk>().KeepDraftAsync("operaciones",
            """{"for":null,"name":"x","tree":{"connector":"all","items":[{"source":"base","field":"Borrado","op":"eq","value":"1"},{"source":"management","field":"Puntaje","op":"gt","value":"seis"}]}}""", head, default);
        var panel = await OpenAsync(null);
        panel.WaitForAssertion(() => Assert.Equal(2, panel.FindAll(".cond ~ .err").Count));
        await Buttons(panel, "Aplicar sin guardar").Single().ClickAsync(new());
        Assert.Empty(_gone);
        Assert.Contains("Este valor no sirve para ese campo", panel.FindAll(".cond ~ .err")[1].TextContent);
    }

    [Fact]
    public async Task A_value_reaches_the_filter_when_it_is_given_and_is_never_written_back_into_its_box()
    {
        await StartAsync(Role.BranchHead);
        var panel = await OpenAsync(All(Managed("Plan de acción", "contains", "uno")));
        var box = panel.Find("input[list]");
        await box.ChangeAsync(new ChangeEventArgs { Value = "dos" });
        Assert.Contains("dos", panel.Find(".say").TextContent);
        Assert.Equal("uno", panel.Find("input[list]").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_is_shown_a_filter_of_somebody_else_saves_a_copy_of_it()
    {
        var agent = await StartAsync(Role.Agent);
        var head = await Organisation.ActorAsync(Role.BranchHead);
        var form = new SavedFilterForm("De la agencia", Json(All(Managed("Puntaje", "empty")))) { SharedWith = [new(Branch: Organisation.Home)] };
        var id = ((Outcome.Done)await Database.Get<SavedFilterDesk>().CreateAsync("operaciones", form, head, default)).Id!;
        var panel = await OpenAsync(null, id);
        Assert.Empty(Buttons(panel, "Eliminar"));
        Assert.Empty(panel.FindAll("#fb-share"));
        await Buttons(panel, "Guardar y aplicar").Single().ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Single(_gone));
        Assert.NotEqual(id, _gone[0].Filter);
        Assert.Equal([true, false], (await Database.Get<SavedFilterQueries>().ListAsync("operaciones", agent, default))!.Select(f => f.IsOwn));
    }

    [Fact]
    public async Task Columns_and_order_on_screen_are_saved_with_the_filter_and_anew_when_it_is_changed()
    {
        var head = await StartAsync(Role.BranchHead);
        _look = new([new("management", "Número"), new("management", "Puntaje", "Nota")], [new("management", "Puntaje", true), new("management", "Número")]);
        var panel = await OpenAsync(All(Managed("Puntaje", "not_empty")));
        await panel.Find("#fb-name").ChangeAsync(new ChangeEventArgs { Value = "Con vista" });
        await Buttons(panel, "Guardar y aplicar").Single().ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Single(_gone));
        var saved = (await Database.Get<SavedFilterQueries>().FindAsync("operaciones", _gone[0].Filter!, head, default))!;
        Assert.Equal((_look.Columns, _look.Sort), (saved.Columns, saved.Sort), Alike);
        Assert.Equal((null, null), (_gone[0].Columns, _gone[0].Sort));        // the address says the filter alone: it brings the rest

        _look = new(null, [new("management", "Vence")]);
        panel = await OpenAsync(null, saved.Id);
        await Buttons(panel, "Guardar y aplicar").Single().ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Equal(2, _gone.Count));
        saved = (await Database.Get<SavedFilterQueries>().FindAsync("operaciones", saved.Id, head, default))!;
        Assert.Equal((_look.Columns, _look.Sort), (saved.Columns, saved.Sort), Alike);

        static bool Alike((IReadOnlyList<FilterColumn>?, IReadOnlyList<FilterSort>?) one, (IReadOnlyList<FilterColumn>?, IReadOnlyList<FilterSort>?) other) =>
            (one.Item1 ?? []).SequenceEqual(other.Item1 ?? []) && (one.Item2 ?? []).SequenceEqual(other.Item2 ?? []);
    }

    [Fact]
    public async Task Saving_asks_for_a_name_and_for_another_where_it_is_taken()
    {
        var head = await StartAsync(Role.BranchHead);
        await Database.Get<SavedFilterDesk>().CreateAsync("operaciones", new("Vencidas", Json(All(Managed("Puntaje", "empty")))), head, default);
        var panel = await OpenAsync(All(Managed("Puntaje", "not_empty")));
        await Buttons(panel, "Guardar y aplicar").Single().ClickAsync(new());
        Assert.Contains("Escriba un nombre", panel.Find("#fb-name-err").TextContent);
        await panel.Find("#fb-name").ChangeAsync(new ChangeEventArgs { Value = "VENCIDAS" });
        await Buttons(panel, "Guardar y aplicar").Single().ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Contains("Ya tiene un filtro con ese nombre", panel.Find("#fb-name-err").TextContent));
        Assert.Empty(_gone);
    }

    /// <summary>The panel over a filter that is applied without a name, over a saved one, or over none.</summary>
    private async Task<IRenderedComponent<FilterBuilder>> OpenAsync(FilterNode? tree, string? id = null)
    {
        var actor = await Services.GetRequiredService<OpsConsole.Web.Account.ActorAccessor>().CurrentAsync(default);
        if (tree is not null)
            id = ((Outcome.Done)await Database.Get<SavedFilterDesk>().ApplyAsync("operaciones", Json(tree), actor, default)).Id;
        var address = new GridAddress { Campaign = "operaciones", Filter = id };
        var filter = new GridFilter(Database.Get<SavedFilterQueries>(), "operaciones");
        await filter.ReadAsync(address, actor, default);
        var panel = Render<FilterBuilder>(p => p.Add(b => b.Campaign, Organisation.Campaign).Add(b => b.Zone, Lima).Add(b => b.Address, address).Add(b => b.Filter, filter).Add(b => b.Look, () => _look)
            .Add(b => b.OnGo, EventCallback.Factory.Create<GridAddress>(this, _gone.Add)));
        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll("fieldset.grp")));
        return panel;
    }

    private static List<IElement> Buttons(IRenderedComponent<FilterBuilder> panel, string words) => [.. panel.FindAll("button").Where(b => b.QuerySelector("span:not(.ic)")?.TextContent == words)];

    private static System.Text.Json.JsonElement Json(FilterNode tree) => System.Text.Json.JsonElement.Parse(FilterJson.Write(tree));

    private static FilterCondition Managed(string field, string op, object? value = null) => Where(field, op, value, CaseField.Management);
}
