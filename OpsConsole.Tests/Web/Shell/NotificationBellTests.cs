using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Notifications;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

/// <summary>The bell in the top bar, its panel and the page of all notifications.</summary>
public sealed class NotificationBellTests : DeskScreenTest
{
    [Fact]
    public async Task What_comes_is_counted_at_once_and_said_with_a_way_to_it()
    {
        var bell = await BellAsync();
        Assert.Equal("Avisos", bell.Find("#bell").GetAttribute("aria-label"));
        var number = await ReassignAsync();
        bell.WaitForAssertion(() => Assert.Equal("Avisos: 1 sin leer", bell.Find("#bell").GetAttribute("aria-label")));
        var toast = Assert.Single(Services.GetRequiredService<Toasts>().Shown);
        Assert.Contains(number, toast.Text);
        await bell.InvokeAsync(toast.Undo!);
        Assert.EndsWith($"/proyectos/operaciones/close-the-loop/{number}", Services.GetRequiredService<BunitNavigationManager>().Uri);
        bell.WaitForAssertion(() => Assert.Equal("Avisos", bell.Find("#bell").GetAttribute("aria-label")));
    }

    [Fact]
    public async Task The_panel_is_drawn_only_while_it_is_open()
    {
        var bell = await BellAsync();
        await ReassignAsync();
        Assert.Equal("", bell.Find("#notes").TextContent.Trim());
        await bell.Find("#notes").TriggerEventAsync("onpanel", new PanelEventArgs { Open = true });
        bell.WaitForElement(".nl a");
        await bell.Find(".nl [data-read]").ClickAsync(new());
        bell.WaitForAssertion(() => Assert.Empty(bell.FindAll(".nl .unread, .nl [data-read]")));
        await bell.Find("#notes").TriggerEventAsync("onpanel", new PanelEventArgs { Open = false });
        Assert.Equal("", bell.Find("#notes").TextContent.Trim());
    }

    [Fact]
    public async Task Who_was_told_nothing_reads_what_would_be_told()
    {
        var bell = await BellAsync();
        await bell.Find("#notes").TriggerEventAsync("onpanel", new PanelEventArgs { Open = true });
        Assert.Contains("No tiene avisos", bell.WaitForElement(".empty").TextContent);
    }

    [Fact]
    public async Task A_reason_that_is_a_script_is_text()
    {
        var bell = await BellAsync();
        await ReassignAsync("<img src=x onerror=alert(1)>");
        await bell.Find("#notes").TriggerEventAsync("onpanel", new PanelEventArgs { Open = true });
        Assert.Contains("<img src=x onerror=alert(1)>", bell.WaitForElement(".nl small").TextContent);
        Assert.Empty(bell.FindAll("img"));
    }

    [Fact]
    public async Task More_than_a_few_at_once_are_one_toast()
    {
        var bell = await BellAsync();
        var (desk, head) = (Database.Get<CaseDesk>(), await Organisation.ActorAsync(Role.BranchHead));
        for (var i = 0; i < 4; i++)
            await desk.ReassignAsync(await Organisation.AlertAsync(), (await Organisation.PersonAsync(Role.Agent)).Email, "Reparto", head, default);
        await WakeAsync();
        bell.WaitForAssertion(() => Assert.Equal(["Tiene 4 avisos nuevos"], Services.GetRequiredService<Toasts>().Shown.Select(t => t.Text)));
    }

    [Fact]
    public async Task The_page_shows_all_of_them_and_the_unread_ones_alone()
    {
        await BellAsync();
        var number = await ReassignAsync();
        var page = Render<NotificationsPage>();
        Assert.Contains(number, page.WaitForElement(".nl a").TextContent);
        await page.Find("#read-all").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".unread")));
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/avisos?sinleer=1");
        Assert.Contains("Está al día", Render<NotificationsPage>().WaitForElement(".empty").TextContent);
    }

    private async Task<IRenderedComponent<NotificationBell>> BellAsync()
    {
        await StartAsync(Role.Agent);
        return Render<NotificationBell>();
    }

    private async Task<string> ReassignAsync(string reason = "Reparto")
    {
        var number = await Organisation.AlertAsync();
        Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<CaseDesk>().ReassignAsync(number, (await Organisation.PersonAsync(Role.Agent)).Email, reason, await Organisation.ActorAsync(Role.BranchHead), default));
        await WakeAsync();
        return number;
    }

    /// <summary>What the pump does when it reads that somebody was told.</summary>
    private async Task WakeAsync() => Database.Get<NotificationFeed>().Wake(await Database.ReadAsync(db => db.Notifications.Select(n => n.UserId).ToListAsync()));
}
