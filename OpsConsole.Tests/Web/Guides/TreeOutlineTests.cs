using OpsConsole.Domain.Campaigns;
using OpsConsole.Web.Guides;
using Xunit;

namespace OpsConsole.Tests.Web.Guides;

public sealed class TreeOutlineTests
{
    private readonly TreeOutline _outline = new([new("a", "A", [new("a1", "A1"), new("a2", "A2", [new("x", "X")])]), new("b", "B", [new("x", "X2")])]);

    [Fact]
    public void Lines_stand_as_they_are_read_with_their_places()
    {
        Assert.Equal([("A", 1, "tree.0"), ("A1", 2, "tree.0.0"), ("A2", 2, "tree.0.1"), ("X", 3, "tree.0.1.0"), ("B", 1, "tree.1"), ("X2", 2, "tree.1.0")], _outline.Lines().Select(l => (l.Node.Label, l.Depth, l.Place)));
        Assert.Equal("x", _outline.Tree[1].Children![0].Code);
    }

    [Fact]
    public void A_choice_is_moved_pushed_in_and_pulled_out_with_all_below_it()
    {
        Assert.False(_outline.Shift(Of("A"), -1));
        Assert.False(_outline.PushIn(Of("A")));
        Assert.False(_outline.PullOut(Of("A")));
        Assert.True(_outline.Shift(Of("A"), 1));
        Assert.Equal("B X2 A A1 A2 X", Said());
        Assert.True(_outline.PushIn(Of("A")));
        Assert.Equal("B X2 A A1 A2 X", Said());
        Assert.Equal([2, 4], new[] { Of("A"), Of("X") }.Select(n => _outline.Lines().Single(l => l.Node == n).Depth));
        Assert.True(_outline.PullOut(Of("A2")));
        Assert.True(_outline.PullOut(Of("A2")));
        Assert.Equal(["B", "A2"], _outline.Top.Select(n => n.Label));
    }

    [Fact]
    public void A_choice_is_dropped_anywhere_but_into_itself()
    {
        Assert.False(_outline.Drop(Of("A"), Of("X"), TreePlace.Inside));
        Assert.False(_outline.Drop(Of("A"), Of("A"), TreePlace.Before));
        Assert.True(_outline.Drop(Of("A1"), Of("A2"), TreePlace.After));
        Assert.Equal("A A2 X A1 B X2", Said());
        Assert.True(_outline.Drop(Of("B"), Of("A"), TreePlace.Before));
        Assert.Equal("B X2 A A2 X A1", Said());
        Assert.True(_outline.Drop(Of("X"), Of("B"), TreePlace.Inside));
        Assert.Equal(["x", ""], _outline.Tree[0].Children!.Select(c => c.Code));     // its sibling has that code
    }

    [Fact]
    public void What_is_removed_comes_back_to_its_place_even_after_other_changes()
    {
        var putBack = _outline.Remove(Of("A2"));
        Assert.Equal("A A1 B X2", Said());
        _outline.AddAfter(Of("A")).Label = "C";
        putBack();
        Assert.Equal("A A1 A2 X C B X2", Said());
        var child = _outline.Remove(Of("X"));
        _outline.Remove(Of("A"));
        child();
        Assert.Equal("X C B X2", Said());           // what it hung on is gone: it is not lost
    }

    [Fact]
    public void New_ones_come_after_below_and_last_and_only_ends_ask_for_the_next_contact()
    {
        _outline.AddAfter(Of("A1")).Label = "N1";
        _outline.AddBelow(Of("A1")).Label = "N2";
        _outline.AddAfter(null).Label = "N3";
        Assert.Equal("A A1 N2 N1 A2 X B X2 N3", Said());
        (Of("A1").NeedsNext, Of("N2").NeedsNext) = (true, true);
        Assert.Equal((false, true), (_outline.Tree[0].Children![0].NeedsNextContact, _outline.Tree[0].Children![0].Children![0].NeedsNextContact));
        Assert.Equal("A", _outline.Neighbour(Of("A1"))!.Label);
    }

    private TreeNode Of(string label) => _outline.Lines().Single(l => l.Node.Label == label).Node;

    private string Said() => string.Join(' ', _outline.Lines().Select(l => l.Node.Label));
}
