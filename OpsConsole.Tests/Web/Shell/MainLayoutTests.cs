using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

public sealed class MainLayoutTests : DeskScreenTest
{
    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.BranchHead)]
    [InlineData(Role.RegionalSupervisor)]
    [InlineData(Role.BackOffice)]
    [InlineData(Role.ExperienceAnalyst)]
    [InlineData(Role.Administrator)]
    public async Task Only_an_administrator_is_offered_the_administration(Role role) =>
        Assert.Equal(role == Role.Administrator, (await ShellAsync(role)).FindAll("nav.rail a.nav").Any(a => a.TextContent.Contains("Administración")));

    [Fact]
    public async Task The_shell_has_its_landmarks_and_a_way_past_them()
    {
        var shell = await ShellAsync(Role.Agent);
        Assert.Equal("#main", shell.Find("a.skip").GetAttribute("href"));
        Assert.Equal("main", shell.Find("main").Id);
        Assert.NotNull(shell.Find("header.topbar"));
        Assert.NotNull(shell.Find("nav.rail[aria-label]"));
    }

    [Fact]
    public async Task The_rail_marks_where_one_is_and_follows()
    {
        var shell = await ShellAsync(Role.Agent);
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo("/proyectos/operaciones/close-the-loop");
        shell.WaitForAssertion(() => Assert.Contains("Proyectos", shell.Find("nav.rail [aria-current=page]").TextContent));
        navigation.NavigateTo("/ayuda");
        shell.WaitForAssertion(() => Assert.Contains("Ayuda", shell.Find("nav.rail [aria-current=page]").TextContent));
    }

    [Fact]
    public async Task The_rail_marks_the_queue_for_a_case_that_the_queue_led_to()
    {
        var shell = await ShellAsync(Role.Agent);
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo(ProjectPlaces.FromQueue("/proyectos/servicio/casos/100001"));
        shell.WaitForAssertion(() => Assert.Equal("/pendientes", shell.Find("nav.rail [aria-current=page]").GetAttribute("href")));
        navigation.NavigateTo("/proyectos/servicio/casos/100001");
        shell.WaitForAssertion(() => Assert.Equal("/proyectos", shell.Find("nav.rail [aria-current=page]").GetAttribute("href")));
    }

    [Fact]
    public async Task Whoever_turned_single_keys_off_has_them_off_in_every_browser()
    {
        var actor = await StartAsync(Role.Agent);
        await Database.Get<ProfileDesk>().WorkAsync(new(false, true), actor, CancellationToken.None);
        var shell = Render<MainLayout>();
        shell.WaitForAssertion(() => Assert.Equal("off", shell.Find(".app").GetAttribute("data-keys")));
    }

    [Fact]
    public async Task The_personal_menu_names_person_and_role_and_offers_language_look_and_the_way_out()
    {
        Assert.Contains("Jefe de plataforma", (await ShellAsync(Role.BranchHead)).Find(".me[popovertarget=user-menu]").TextContent);
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ana Prueba"), new Claim(ClaimTypes.Role, nameof(Role.BranchHead))], "test"));
        var menu = Render<UserMenu>(with => with.Add(m => m.User, person).Add(m => m.Look, Look.Default)).Find("#user-menu");
        Assert.Contains("Ana Prueba", menu.TextContent);
        Assert.Contains("Jefe de plataforma", menu.TextContent);
        Assert.Equal(["system", "light", "dark", "compact", "normal", "roomy"], menu.QuerySelectorAll("[data-set]").Select(b => b.GetAttribute("data-value")!));
        Assert.Equal(["es", "en"], menu.QuerySelectorAll("button[name=language]").Select(b => b.GetAttribute("value")!));
        Assert.NotNull(menu.QuerySelector("a[href='/cuenta']"));
        Assert.NotNull(menu.QuerySelector("form[action='/signout'][method=post]"));
    }

    [Fact]
    public async Task Theme_and_density_are_kept_with_the_person()
    {
        var shell = await ShellAsync(Role.Agent);
        await shell.Find(".me").TriggerEventAsync("onlook", new LookEventArgs { Name = "theme", Value = "dark" });
        await shell.Find(".me").TriggerEventAsync("onlook", new LookEventArgs { Name = "density", Value = "compact" });
        var kept = await Database.ReadAsync(db => db.Users.Where(u => u.Role == Role.Agent).Select(u => new { u.Theme, u.Density }).SingleAsync());
        Assert.Equal(("dark", "compact"), (kept.Theme, kept.Density));
    }

    private async Task<IRenderedComponent<MainLayout>> ShellAsync(Role role)
    {
        await StartAsync(role);
        return Render<MainLayout>();
    }
}
