using Bunit;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Domain.Requirements;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Requirements;
using OpsConsole.Web.Sla;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Web.Requirements;

/// <summary>"Áreas y plazos" of a requirements desk over the real desk (docs/rules.md, "Requirements").</summary>
public sealed class DeskSettingsTests : DeskScreenTest
{
    private RequirementRoom _room = null!;

    [Fact]
    public async Task An_area_gets_its_people_and_sees_what_is_open_and_a_new_one_is_added()
    {
        var page = await OpenAsync(Role.ExperienceAnalyst);
        var number = await _room.FileAsync();
        var head = await Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        Assert.Equal(6, page.FindAll("[data-area]").Count);
        await page.InvokeAsync(() => page.Find($"[data-area={Area}] select").ChangeAsync($"{head.Id}"));
        Assert.Equal(2, page.FindAll($"[data-area={Area}] .people li").Count);
        Assert.DoesNotContain(page.FindAll($"[data-area={Area}] option"), o => o.GetAttribute("value") == $"{head.Id}");
        await page.InvokeAsync(() => page.Find($"[data-area={Area}] .people button").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("#area-add").ClickAsync(new()));
        await SaveAsync(page);
        Assert.NotEqual("", page.Find("[data-area=''] [aria-live]").TextContent);      // an area has a name
        await page.InvokeAsync(() => page.Find("[data-area=''] input").ChangeAsync("Calidad de Agua"));
        await SaveAsync(page);
        var areas = (await CatalogueAsync()).Areas;
        Assert.Equal([head.Id], areas.Single(a => a.Code == Area).People);
        Assert.Equal(("calidad_de_agua", "Calidad de Agua"), (areas[^1].Code, areas[^1].Label));
        Assert.NotNull(page.Find("[data-area=calidad_de_agua]"));
        Assert.Equal([head.Id], (await _room.FindAsync(number)).Shares.Select(s => s.UserId));      // what is open follows
    }

    [Fact]
    public async Task Days_are_whole_business_days_and_what_is_wrong_is_said_at_its_subject()
    {
        var page = await OpenAsync(Role.ExperienceAnalyst);
        await page.InvokeAsync(() => page.Find("[id='project-slaDays.late_response']").ChangeAsync(""));
        await page.InvokeAsync(() => page.Find("[id='project-slaDays.disagreement']").ChangeAsync("900"));
        await SaveAsync(page);
        Assert.NotEqual("", page.Find("[id='project-slaDays.late_response-problem']").TextContent);
        Assert.NotEqual("", page.Find("[id='project-slaDays.disagreement-problem']").TextContent);
        Assert.Equal("900", page.Find("[id='project-slaDays.disagreement']").GetAttribute("value"));
        await page.InvokeAsync(() => page.Find("[id='project-slaDays.late_response']").ChangeAsync("5"));
        await page.InvokeAsync(() => page.Find("[id='project-slaDays.disagreement']").ChangeAsync("7"));
        await SaveAsync(page);
        var catalogue = await CatalogueAsync();
        Assert.Equal((5, 7, 10), (catalogue.Subject("late_response")!.SlaDays, catalogue.Subject("disagreement")!.SlaDays, catalogue.Subject("general")!.SlaDays));
    }

    [Fact]
    public async Task The_pages_of_the_project_ask_for_nothing_that_its_subjects_say()
    {
        await OpenAsync(Role.ExperienceAnalyst);
        var deadlines = Render<ProjectDeadlines>(p => p.Add(c => c.Code, Code));
        deadlines.WaitForElement("#project-unit");
        Assert.Equal($"/proyectos/{Code}/areas", deadlines.Find("#by-subject a").GetAttribute("href"));
        Assert.Empty(deadlines.FindAll("[id^='project-amount.']"));
        await deadlines.InvokeAsync(() => deadlines.Find("#project-unit").ChangeAsync(SlaPolicy.BusinessHours));
        Assert.Equal(4, deadlines.FindAll("[id^='project-amount.']:not([id$=problem])").Count);       // hours are the project's
        var settings = Render<ProjectSettings>(p => p.Add(c => c.Code, Code));
        settings.WaitForElement("#project-name");
        Assert.Contains("10 días hábiles", settings.Markup);
        Assert.Empty(settings.FindAll("#project-caseTypes"));
    }

    [Theory]
    [InlineData("gestion_de_clientes")]     // a subject names it
    [InlineData(Area)]                      // it is being asked
    public async Task An_area_that_is_needed_cannot_go_and_the_reason_is_said(string area)
    {
        var page = await OpenAsync(Role.ExperienceAnalyst);
        await _room.FileAsync();
        await page.InvokeAsync(() => page.Find($"[data-area={area}] [data-remove]").ClickAsync(new()));
        await SaveAsync(page);
        Assert.Contains(page.FindAll(".hint.bad"), hint => hint.TextContent.Length > 0);
        Assert.NotNull((await CatalogueAsync()).Area(area));
    }

    [Theory]
    [InlineData(Role.RegionalSupervisor, Code)]
    [InlineData(Role.Agent, Code)]
    [InlineData(Role.ExperienceAnalyst, "operaciones")]     // such a project has no areas
    public async Task Only_experience_and_only_a_requirements_desk_has_the_page(Role role, string code)
    {
        var page = await OpenAsync(role, code);
        Assert.Empty(page.FindAll("form"));
        Assert.NotNull(page.Find(".empty"));
    }

    private async Task<IRenderedComponent<DeskSettings>> OpenAsync(Role role, string code = Code)
    {
        _room = await RequirementRoom.OpenAsync(Database, Organisation);
        await StartAsync(role);
        var page = Render<DeskSettings>(p => p.Add(s => s.Code, code));
        page.WaitForElement(".empty, [data-area]");
        return page;
    }

    private static Task SaveAsync(IRenderedComponent<DeskSettings> page) => page.InvokeAsync(() => page.Find("form").SubmitAsync());

    private Task<RequirementCatalogue> CatalogueAsync() => Database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Code)).Settings.Requirements);
}
