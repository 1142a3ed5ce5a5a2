using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Filters;
using OpsConsole.Web.Cases;
using Xunit;
using static OpsConsole.Tests.Filters.FilterTable;

namespace OpsConsole.Tests.Web.Cases;

public sealed class DraftFilterTests
{
    [Fact]
    public void A_tree_becomes_a_draft_and_again_the_same_tree()
    {
        var tree = All(Where("a", "eq", "1"), Any(Where("b", "empty"), None()), new FilterCondition("", "", ""));
        Assert.Equal(FilterJson.Write(tree), FilterJson.Write(DraftFilter.Of(tree).Tree));
        Assert.Equal("""{"connector":"all","items":[{"source":"base","field":"a","op":"empty"}]}""", FilterJson.Write(DraftFilter.Of(Where("a", "empty")).Tree));
    }

    [Fact]
    public void A_part_moves_step_by_step_through_the_order_in_which_it_is_read_in_and_out_of_sub_groups()
    {
        var draft = DraftFilter.Of(All(Where("a", "empty"), Any(Where("b", "empty")), Where("c", "empty")));
        var moving = draft.Find("filter.items[2]")!;
        var orders = new List<string> { Order(draft) };
        while (draft.Move(moving, up: true))
            orders.Add(Order(draft));
        while (draft.Move(moving, up: false))
            orders.Add(Order(draft));
        Assert.Equal(["a(b)c", "a(bc)", "a(cb)", "ac(b)", "ca(b)", "ac(b)", "a(cb)", "a(bc)", "a(b)c"], orders);
        Assert.Equal("filter.items[2]", DraftFilter.PathOf(moving));
    }

    [Fact]
    public void A_group_knows_the_conditions_it_has_whatever_the_accents_of_their_values()
    {
        var draft = DraftFilter.Of(All(Where("Agencia", "eq", "Piúra"), Any(Where("Zona", "eq", "1"))));
        Assert.True(draft.Root.Has(new("base", "Agencia", "eq", FilterValue.Json("PIURA"))));
        Assert.False(draft.Root.Has(new("base", "Agencia", "ne", FilterValue.Json("PIURA"))));
        Assert.False(draft.Root.Has(new("survey", "Agencia", "eq", FilterValue.Json("PIURA"))));
        Assert.False(draft.Root.Has(new("base", "Zona", "eq", FilterValue.Json("1"))));
        Assert.True(((DraftGroup)draft.Root.Items[1]).Has(new("base", "Zona", "eq", FilterValue.Json("1"))));
    }

    [Fact]
    public void Sub_groups_go_down_to_level_twelve_and_no_further()
    {
        var draft = DraftFilter.Of(FilterNode.Everything);
        var group = draft.Root;
        while (DraftFilter.MayNest(group))
            group = draft.AddGroup(group);
        Assert.Equal(12, DraftFilter.LevelOf(group));
        var other = draft.AddGroup(draft.Root);
        var deep = draft.AddGroup(draft.Root);
        DraftFilter.Remove(deep);
        Assert.True(draft.Move(other, up: true));
        Assert.True(draft.All.OfType<DraftGroup>().Max(DraftFilter.LevelOf) <= FilterLimits.Levels);
    }

    [Fact]
    public void A_copy_stands_behind_its_original_and_shares_nothing_with_it()
    {
        var draft = DraftFilter.Of(All(Any(Where("a", "empty")), Where("b", "empty")));
        var copy = (DraftGroup)draft.Duplicate(draft.Root.Items[0]);
        copy.Connector = Connector.None;
        DraftFilter.Remove(copy.Items[0]);
        Assert.Equal("(a)()b", Order(draft));
        Assert.Equal(Connector.Any, ((DraftGroup)draft.Root.Items[0]).Connector);
        Assert.Equal(draft.All.Count(), draft.All.Select(n => n.Id).Distinct().Count());
    }

    private static string Order(DraftFilter draft) => string.Concat(draft.Root.Items.Select(Order));

    private static string Order(DraftNode node) => node is DraftGroup group ? $"({string.Concat(group.Items.Select(Order))})" : ((DraftCondition)node).Condition.Field;
}
