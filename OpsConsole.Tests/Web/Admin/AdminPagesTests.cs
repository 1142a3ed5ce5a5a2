using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Admin;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Admin;

public sealed class AdminPagesTests : DeskScreenTest
{
    [Fact]
    public async Task The_list_of_users_finds_by_name_and_role_and_says_how_many()
    {
        await StartAsync(Role.Administrator);
        await Database.HireAsync(Organisation);
        var page = Render<UsersPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        page.Find("input[type=search]").Change("ANA prueba");
        page.WaitForAssertion(() => Assert.Equal("Ana Prueba", page.Find("tbody a.id").TextContent));
        Assert.Equal("1 usuarios", page.Find("[role=status].sr").TextContent);
        page.Find("select").Change(nameof(Role.Agent));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".empty")));
    }

    [Fact]
    public async Task A_new_user_is_made_once_every_field_is_right_and_errors_stand_at_their_fields()
    {
        await StartAsync(Role.Administrator);
        var page = Render<UserPage>();
        page.WaitForElement("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("#name").GetAttribute("aria-invalid")));
        foreach (var field in new[] { "name", "email", "password", "role" })
            Assert.NotEqual("", page.Find($"#{field}-problem").TextContent);
        Assert.Empty(page.FindAll("#branch"));

        page.Find("#name").Change("Bea Nueva");
        page.Find("#email").Change("bea@example.test");
        page.Find("#password").Change("otra-clave");
        Choose(page, Role.BranchHead);
        page.Find("#branch").Change($"{Organisation.Branches[Organisation.Home].Id}");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Single(Toasts.Shown));
        var made = await Database.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == "bea@example.test"));
        Assert.Equal((Role.BranchHead, Organisation.Branches[Organisation.Home].Id), (made.Role, made.BranchId));
        await Database.SignInAsync("bea@example.test", "otra-clave");
    }

    [Fact]
    public async Task The_form_asks_for_what_the_role_needs()
    {
        await StartAsync(Role.Administrator);
        var page = Render<UserPage>();
        page.WaitForElement("form");
        var seen = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            Choose(page, role);
            seen.Add($"{role}:{string.Concat(new[] { "branch", "regions", "campaigns" }.Where(id => page.FindAll("#" + id).Count > 0).Select(id => " " + id))}");
        }
        Assert.Equal(["Agent: branch campaigns", "BranchHead: branch", "RegionalSupervisor: regions", "BackOffice: campaigns", "ExperienceAnalyst:", "Administrator:"], seen);
    }

    [Fact]
    public async Task Access_is_taken_given_and_renewed_and_the_last_administrator_is_protected()
    {
        var admin = await StartAsync(Role.Administrator);
        var ana = await Database.HireAsync(Organisation);
        await Database.SignInAsync();
        var page = Render<UserPage>(p => p.Add(u => u.Id, ana.Id));
        page.WaitForElement("section.card");
        Assert.Contains("(1)", Button(page, "Cerrar sesiones").TextContent);
        await Button(page, "Desactivar").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Desactivado", page.Find(".page-head").TextContent));
        await Button(page, "Activar").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Activo", page.Find(".page-head").TextContent));
        page.Find("section.card #password").Change("tercera-clave");
        page.Find("section.card form").Submit();
        page.WaitForAssertion(() => Assert.Equal(3, Toasts.Shown.Count));
        await Database.SignInAsync(password: "tercera-clave");

        var own = Render<UserPage>(p => p.Add(u => u.Id, admin.Id));
        own.WaitForElement("section.card");
        await Button(own, "Desactivar").ClickAsync(new());
        own.WaitForAssertion(() => Assert.Contains("última persona", own.Find("[role=alert].banner").TextContent));
    }

    [Fact]
    public async Task Branches_and_regions_are_made_and_changed()
    {
        await StartAsync(Role.Administrator);
        var region = Render<RegionPage>();
        region.WaitForElement("#code").Change("ESTE");
        region.Find("#name").Change("Este");
        region.Find("form").Submit();
        region.WaitForAssertion(() => Assert.Single(Toasts.Shown));
        var regions = Render<RegionsPage>();
        regions.WaitForAssertion(() => Assert.Contains(regions.FindAll("a.id"), a => a.TextContent == "Este"));

        var branch = Render<BranchPage>();
        branch.WaitForElement("form");
        branch.Find("form").Submit();
        Assert.NotEqual("", branch.Find("#region-problem").TextContent);
        branch.Find("#code").Change("TACNA");
        branch.Find("#name").Change("Tacna");
        branch.Find("#region").Change($"{Organisation.Regions["SOUTH"].Id}");
        branch.Find("form").Submit();
        branch.WaitForAssertion(() => Assert.Equal(2, Toasts.Shown.Count));
        var branches = Render<BranchesPage>();
        branches.WaitForAssertion(() => Assert.Contains(branches.FindAll("a.id"), a => a.TextContent == "Tacna"));

        var id = (await Database.ReadAsync(db => db.Branches.AsNoTracking().SingleAsync(b => b.Code == "TACNA"))).Id;
        var known = Render<BranchPage>(p => p.Add(b => b.Id, id));
        Assert.True(known.WaitForElement("#code").HasAttribute("readonly"));
        await Button(known, "Retirar").ClickAsync(new());
        known.WaitForAssertion(() => Assert.NotNull(Button(known, "Reactivar")));
    }

    [Fact]
    public async Task The_table_of_roles_says_what_the_rules_say()
    {
        await StartAsync(Role.Administrator);
        var rows = Render<RolesPage>().FindAll("tbody tr").Skip(1).Select(row => string.Concat(row.QuerySelectorAll("td .sr").Select(mark => mark.TextContent == "Sí" ? 'x' : '-'))).ToList();
        // Agent, branch head, supervisor, back office, analyst, administrator: as decisions.md, "Who may do what", has it.
        Assert.Equal(["xxxxx-", "-x--x-", "-xx-x-", "----x-", "---xx-", "----x-", "-----x"], rows);
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.ExperienceAnalyst)]
    public async Task Whoever_does_not_administer_finds_nothing_even_inside_a_page(Role role)
    {
        await StartAsync(role);
        var page = Render<UsersPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".empty")));
        Assert.Empty(page.FindAll("tbody tr"));
    }

    private Toasts Toasts => (Toasts)Services.GetService(typeof(Toasts))!;

    private static void Choose(IRenderedComponent<UserPage> page, Role role) => page.FindAll("input[type=radio]")[(int)role].Change("on");

    private static IElement Button<T>(IRenderedComponent<T> page, string text) where T : Microsoft.AspNetCore.Components.IComponent =>
        page.FindAll("button").First(button => button.TextContent.Contains(text));
}
