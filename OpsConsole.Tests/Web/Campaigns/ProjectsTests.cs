using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Campaigns;
using Xunit;
using Page = OpsConsole.Web.Campaigns.Projects;

namespace OpsConsole.Tests.Web.Campaigns;

public sealed class ProjectsTests : DeskScreenTest
{
    private BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    [Fact]
    public async Task The_name_leads_to_the_alerts_and_the_menu_to_what_the_role_may_open()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<Page>();
        page.WaitForAssertion(() => Assert.Equal("/proyectos/operaciones/close-the-loop", page.Find("td a.id").GetAttribute("href")));
        Assert.Equal(6, page.FindAll("[role=menuitem]").Count);
        Assert.NotNull(page.Find("a[href='/proyectos/nuevo']"));
    }

    [Fact]
    public async Task Who_may_not_make_projects_is_not_offered_it()
    {
        await StartAsync(Role.BranchHead);
        var page = Render<Page>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Empty(page.FindAll("a[href='/proyectos/nuevo']"));
        Assert.Single(page.FindAll("[role=menuitem]"));
    }

    [Fact]
    public async Task The_search_goes_to_the_address_and_comes_from_it()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<Page>();
        page.WaitForElement("[type=search]").Change("zzz");
        Assert.EndsWith("/proyectos?buscar=zzz", Navigation.Uri);
        page.WaitForAssertion(() => Assert.Contains("Ningún proyecto coincide", page.Markup));
        page.Find(".empty .btn").Click();
        Assert.EndsWith("/proyectos", Navigation.Uri);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
    }

    [Fact]
    public async Task Figures_follow_the_cases()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<Page>();
        page.WaitForAssertion(() => Assert.Equal("0", page.FindAll("td.num")[1].TextContent));
        await Organisation.AlertAsync();
        Services.GetRequiredService<CaseFeed>().PublishEverything();
        page.WaitForAssertion(() => Assert.Equal("1", page.FindAll("td.num")[1].TextContent));
    }

    [Fact]
    public async Task Somebody_without_projects_is_told_whom_to_ask()
    {
        await StartAsync(Role.Agent);
        await Database.CommitAsync(db => db.UserCampaigns.RemoveRange(db.UserCampaigns));
        var page = Render<Page>();
        page.WaitForAssertion(() => Assert.Contains("Ningún proyecto le ha sido asignado", page.Markup));
        Assert.Equal("/ayuda", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_new_project_proposes_its_code_and_leads_to_its_first_import()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<NewProject>();
        page.Find("#project-name").Change("Atención Ñuñoa 2026");
        Assert.Equal("atencion-nunoa-2026", page.Find("#project-code").GetAttribute("placeholder"));
        await page.Find("form").SubmitAsync();
        Assert.EndsWith("/proyectos/atencion-nunoa-2026/operacion", Navigation.Uri);
    }

    [Fact]
    public async Task What_is_wrong_in_a_new_project_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<NewProject>();
        page.Find("#project-name").Change("Otra");
        page.Find("#project-code").Change("operaciones");
        await page.Find("form").SubmitAsync();
        Assert.StartsWith("Ya hay un proyecto con ese código", page.Find("#project-code-problem").TextContent);
        Assert.Equal("Otra", page.Find("#project-name").GetAttribute("value"));
    }
}
