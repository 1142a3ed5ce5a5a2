using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The search box: what is typed is ahead of what is answered.</summary>
public sealed class GridSearchTests : ScreenTest
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task An_answer_to_what_was_typed_writes_nothing_into_the_box()
    {
        var (box, input) = (Show(""), "");
        foreach (var text in new[] { "ab", "abc", "abcd" })
            await box.Find("input").ChangeAsync(new() { Value = input = text });
        box.Render(p => p.Add(b => b.Text, "ab"));          // late, and one of three was passed over
        box.Render(p => p.Add(b => b.Text, "abcd"));
        Assert.Equal(["ab", "abc", "abcd"], _asked);
        Assert.Equal("", box.Find("input").GetAttribute("value"));
        Assert.Equal("abcd", input);
    }

    [Fact]
    public async Task Back_a_link_and_the_button_that_clears_put_their_text_into_the_box()
    {
        var box = Show("piura");
        Assert.Equal("piura", box.Find("input").GetAttribute("value"));
        await box.Find("input").ChangeAsync(new() { Value = "lima" });
        box.Render(p => p.Add(b => b.Text, "lima"));
        box.Render(p => p.Add(b => b.Text, "piura"));       // Back
        Assert.Equal("piura", box.Find("input").GetAttribute("value"));
        box.Render(p => p.Add(b => b.Text, ""));            // Clear
        Assert.Equal("", box.Find("input").GetAttribute("value"));
    }

    private IRenderedComponent<GridSearch> Show(string text) =>
        Render<GridSearch>(p => p.Add(b => b.Text, text).Add(b => b.OnSearch, EventCallback.Factory.Create<string>(this, _asked.Add)));
}
