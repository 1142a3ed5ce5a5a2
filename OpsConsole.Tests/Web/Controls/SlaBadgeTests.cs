using Bunit;
using OpsConsole.Domain.Cases;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using Xunit;

namespace OpsConsole.Tests.Web.Controls;

public sealed class SlaBadgeTests : ScreenTest
{
    [Theory]
    [InlineData(3 * 60 + 23, "en 3 h 23 min")]
    [InlineData(23 * 60 + 2, "en 23 h 02 min")]
    [InlineData(28 * 60, "en 1 d 4 h")]
    [InlineData(48 * 60, "en 2 d")]
    [InlineData(5 * 60, "en 5 h")]
    [InlineData(7, "en 7 min")]
    [InlineData(0, "en menos de 1 min")]
    [InlineData(-18 * 60, "hace 18 h")]
    [InlineData(-26 * 60, "hace 1 d 2 h")]
    public void The_time_left_is_said_in_two_units(int minutes, string said) =>
        Assert.Equal(said, TimeLeft.Words(TimeSpan.FromMinutes(minutes), Words<ControlTexts>()));

    [Fact]
    public void English_says_it_the_other_way_round()
    {
        Speak("en");
        Assert.Equal("18 h ago", TimeLeft.Words(TimeSpan.FromHours(-18), Words<ControlTexts>()));
    }

    [Fact]
    public void An_open_deadline_ticks_in_the_browser_and_its_tooltip_names_the_moment_and_the_zone()
    {
        var badge = Badge(SlaState.DueSoon, Clock.UtcNow.AddHours(4));
        Assert.Equal("Vence el 15/01/2026 14:00, hora de Lima", badge.Find(".sla").GetAttribute("title"));
        Assert.Equal("2026-01-15T19:00:00Z", badge.Find("time").GetAttribute("data-due"));
        Assert.Contains("soon", badge.Find(".sla").ClassList);
    }

    [Theory]
    [InlineData(SlaState.Met, "Cumplida", "met")]
    [InlineData(SlaState.Missed, "Incumplida", "missed")]
    public void A_closed_deadline_stands_still(SlaState state, string said, string css)
    {
        var badge = Badge(state, Clock.UtcNow.AddHours(-1));
        Assert.Empty(badge.FindAll("[data-due]"));
        Assert.EndsWith(said, badge.Find(".sla").TextContent.Trim());
        Assert.Contains(css, badge.Find(".sla").ClassList);
    }

    [Fact]
    public void Without_a_deadline_there_is_nothing() =>
        Assert.Empty(Render<SlaBadge>(p => p.Add(b => b.State, null).Add(b => b.DueAt, null).Add(b => b.Zone, Lima)).FindAll(".sla"));

    private IRenderedComponent<SlaBadge> Badge(SlaState state, DateTime due) =>
        Render<SlaBadge>(p => p.Add(b => b.State, state).Add(b => b.DueAt, due).Add(b => b.Zone, Lima));
}
