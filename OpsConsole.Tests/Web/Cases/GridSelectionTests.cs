using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>What is selected in a list (issue 3, "Selection across pages").</summary>
public sealed class GridSelectionTests
{
    private static readonly long[] Page = [1, 2, 3];

    private readonly GridSelection _selection = new();

    [Fact]
    public void Cases_of_several_pages_are_selected_together()
    {
        _selection.Set(1, true, Page);
        _selection.SetPage([4, 5], true);
        _selection.Set(5, false, [4, 5]);
        Assert.Equal([1, 4], _selection.Ids.Order());
        Assert.Equal((2, false, true, false), (_selection.Count(8_319), _selection.IsEmpty, _selection.Contains(4), _selection.Contains(5)));
    }

    [Fact]
    public void All_that_match_count_as_the_list_counts()
    {
        _selection.TakeAll();
        Assert.Equal((8_319, 0, true), (_selection.Count(8_319), _selection.Count(null), _selection.Contains(77)));
        _selection.Clear();
        Assert.True(_selection.IsEmpty);
    }

    [Fact]
    public void One_taken_from_all_leaves_its_page_without_it()
    {
        _selection.TakeAll();
        _selection.Set(2, false, Page);
        Assert.Equal([1, 3], _selection.Ids.Order());
        Assert.False(_selection.IsAll);
        _selection.TakeAll();
        _selection.SetPage(Page, false);
        Assert.True(_selection.IsEmpty);
    }
}
