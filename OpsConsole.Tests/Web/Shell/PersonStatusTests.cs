using Bunit;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

/// <summary>The person's own status in the top bar.</summary>
public sealed class PersonStatusTests : DeskScreenTest
{
    [Fact]
    public async Task It_shows_what_one_is_at_and_follows()
    {
        var actor = await StartAsync(Role.Agent);
        var status = Render<PersonStatus>();
        Assert.Equal("waiting", status.WaitForElement("#status").GetAttribute("data-status"));
        using var other = Database.Get<WorkBoard>().Enter(actor.Id);
        other.Open(1);
        status.WaitForAssertion(() => Assert.Contains("EN GESTIÓN", status.Find("#status").TextContent));
    }

    [Fact]
    public async Task A_pause_is_chosen_with_its_reason_and_ended_in_the_same_place()
    {
        await StartAsync(Role.Agent);
        var status = Render<PersonStatus>();
        Assert.Empty(status.FindAll("[data-pause]"));
        await status.WaitForElement("#status-menu").TriggerEventAsync("onpanel", new PanelEventArgs { Open = true });
        await status.WaitForElement("[data-pause=lunch]").ClickAsync(new());
        status.WaitForAssertion(() => Assert.Contains("EN PAUSA · almuerzo", status.Find("#status").TextContent));
        await status.WaitForElement("[data-pause='']").ClickAsync(new());
        status.WaitForAssertion(() => Assert.Contains("EN ESPERA", status.Find("#status").TextContent));
    }

    [Fact]
    public async Task An_administrator_has_none()
    {
        await StartAsync(Role.Administrator);
        Assert.Empty(Render<PersonStatus>().FindAll("button"));
    }
}
