using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Requirements;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Requirements;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Web.Requirements;

/// <summary>The form of a ticket over the real desks (docs/rules.md, "Requirements", "Insistences").</summary>
public sealed class TicketPageTests : DeskScreenTest
{
    private RequirementRoom _room = null!;

    [Fact]
    public async Task A_subject_fills_in_what_it_always_says_and_what_somebody_said_otherwise_stays()
    {
        var page = await OpenAsync(Role.Agent);
        await SayAsync(page, "subject", "collections");
        Assert.Equal(["Medidor", "Cobranza", "Gestión de cobranza", "Reclamo", "gestion_de_clientes", "high"], Said(page, "category1", "category2", "category3", "documentClass", "responsible", "priority"));
        Assert.Contains("deuda", page.Find("#form-subject-help").TextContent);
        Assert.Equal("Puede no ser cliente.", Field(page, "problem.name-help").TextContent);
        await SayAsync(page, "category2", "Otra");
        await SayAsync(page, "subject", "general");
        Assert.Equal(["", "Otra", "", "", "", "normal"], Said(page, "category1", "category2", "category3", "documentClass", "responsible", "priority"));
        Assert.Empty(page.FindAll("#form-initial, #form-branch, [id='form-problem.name-help']"));
    }

    [Fact]
    public async Task Who_came_in_person_is_told_to_be_recorded_as_email_before_it_is_sent()
    {
        var page = await OpenAsync(Role.Agent);
        Assert.Empty(page.FindAll("#form-channel-help"));
        await SayAsync(page, "channel", "in_person");
        Assert.Equal("Presencial no es un canal autorizado: se registra como Correo electrónico.", page.Find("#form-channel-help").TextContent);
        foreach (var (field, text) in new[] { ("subject", "collections"), ("problem.name", "Rosa Ficticia"), ("problem.description", "La deuda no es suya") })
            await SayAsync(page, field, text);
        await SendAsync(page);
        var made = await Database.ReadAsync(db => db.Cases.SingleAsync(c => c.Subject != null));
        Assert.Equal(("email", "in_person", "Reclamo", CasePriority.High, (string?)null), (made.Requirement!.Channel, made.Requirement.CameBy, made.Requirement.DocumentClass, made.Priority, made.CustomerId));
        Assert.EndsWith($"/proyectos/{Code}/casos/{made.Number}", Address.Uri);
    }

    [Fact]
    public async Task What_is_missing_is_named_at_its_field_and_what_was_typed_stays()
    {
        var page = await OpenAsync(Role.Agent);
        await SayAsync(page, "problem.phone", "56911112222");
        await SendAsync(page);
        foreach (var field in new[] { "subject", "problem.name", "problem.description" })
        {
            Assert.NotEqual("", Field(page, $"{field}-problem").TextContent);
            Assert.Equal("true", Field(page, field).GetAttribute("aria-invalid"));
        }
        Assert.Equal(["56911112222"], Said(page, "problem.phone"));
        await SayAsync(page, "subject", "late_response");
        await SendAsync(page);
        Assert.NotEqual("", page.Find("#form-initial-problem").TextContent);       // an insistence stands on something
        await SayAsync(page, "initial", "999999");
        foreach (var (field, text) in new[] { ("problem.name", "Rosa Ficticia"), ("problem.description", "Nadie contesta") })
            await SayAsync(page, field, text);
        await SendAsync(page);
        Assert.NotEqual("", page.Find("#form-initial-problem").TextContent);
        Assert.Empty(page.FindAll("#ticket-initial"));
        Assert.Equal(["999999", "Nadie contesta"], Said(page, "initial", "problem.description"));
        Assert.Equal(0, await Database.ReadAsync(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task The_assistants_address_brings_the_requirement_and_takes_over_what_is_known_of_it()
    {
        await RoomAsync();
        var initial = await _room.FileAsync();
        _room.PassDeadlines();
        var page = await OpenAsync(Role.Agent, $"?requerimiento={initial}&asunto=late_response");
        Assert.Equal(["late_response", initial, "Rosa Ficticia Ejemplo", "56911112222", "medidor"], Said(page, "subject", "initial", "problem.name", "problem.phone", "productLine"));
        Assert.Contains("La boleta no corresponde al consumo", page.Find("#ticket-initial").TextContent);
        Assert.Equal("Nuevo ticket de insistencia", page.Find("h1").TextContent);
        Assert.Equal($"/proyectos/{Code}/casos/{initial}", page.Find("footer a").GetAttribute("href"));       // back to it
        await SayAsync(page, "problem.description", "Insiste: nadie contesta");
        await SendAsync(page);
        var made = await Database.ReadAsync(db => db.Cases.SingleAsync(c => c.InitialId != null));
        Assert.Equal(("late_response", initial, Area), (made.Subject, made.Requirement!.Initial, made.Area));
        Assert.EndsWith($"/casos/{made.Number}", Address.Uri);
    }

    [Fact]
    public async Task What_contradicts_the_requirement_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        await RoomAsync();
        var initial = await _room.FileAsync();
        var page = await OpenAsync(Role.Agent, $"?requerimiento={initial}&asunto=late_response");
        await SayAsync(page, "problem.description", "Quiere insistir");
        await SendAsync(page);
        Assert.NotEqual("", page.Find("#form-subject-problem").TextContent);        // its maximum date has not gone by
        Assert.Equal(["Quiere insistir"], Said(page, "problem.description"));
        Assert.Empty(page.FindAll("#ticket-blocked"));
    }

    [Theory]
    [InlineData(6, "late_response")]
    [InlineData(7, "not_executed")]
    [InlineData(8, "disagreement")]
    public async Task Where_the_supervisors_have_to_see_to_it_the_form_creates_nothing_either_and_says_who_has_it(int result, string subject)
    {
        await RoomAsync();
        var initial = await _room.StandingAsync(result);
        var page = await OpenAsync(Role.Agent, $"?requerimiento={initial}&asunto={subject}");
        var before = await Database.ReadAsync(db => db.Cases.CountAsync());
        await SayAsync(page, "problem.description", "Quiere insistir otra vez");
        await SendAsync(page);
        Assert.Contains($"sobre el requerimiento {initial} no caben más tickets", page.Find("#ticket-blocked").TextContent);
        Assert.Equal($"/proyectos/{Code}/casos/{initial}", page.Find("#ticket-blocked a").GetAttribute("href"));
        Assert.Equal(["Quiere insistir otra vez"], Said(page, "problem.description"));
        Assert.Equal(before, await Database.ReadAsync(db => db.Cases.CountAsync()));
        Assert.Equal((result, subject), (await _room.FindAsync(initial)).Requirement!.Block is { } block ? (block.Result, block.Subject) : default);
        Assert.Contains("/formulario", Address.Uri);
    }

    [Fact]
    public async Task Whoever_has_several_branches_names_one_or_leaves_that_of_the_requirement()
    {
        await RoomAsync();
        var initial = await _room.FileAsync();
        _room.PassDeadlines();
        var page = await OpenAsync(Role.RegionalSupervisor);
        Assert.Equal(["", Organisation.Home, Organisation.Sister], page.FindAll("#form-branch option").Select(o => o.GetAttribute("value")!));
        foreach (var (field, text) in new[] { ("subject", "general"), ("problem.name", "Rosa Ficticia"), ("problem.description", "Sin suministro") })
            await SayAsync(page, field, text);
        await SendAsync(page);
        Assert.NotEqual("", page.Find("#form-branch-problem").TextContent);
        foreach (var (field, text) in new[] { ("subject", "late_response"), ("initial", initial) })
            await SayAsync(page, field, text);
        Assert.Equal("La del requerimiento inicial", page.Find("#form-branch option").TextContent);
        Assert.Equal("Rosa Ficticia", Said(page, "problem.name")[0]);       // what is typed goes before what is known
        await SendAsync(page);
        Assert.Equal(Organisation.Branches[Organisation.Home].Id, (await Database.ReadAsync(db => db.Cases.SingleAsync(c => c.InitialId != null))).BranchId);
    }

    [Fact]
    public async Task Another_address_of_the_form_is_another_ticket()
    {
        await RoomAsync();
        var initial = await _room.FileAsync();
        _room.PassDeadlines();
        await StartAsync(Role.Agent);
        Address.NavigateTo(TicketAddress.Of(Code, initial, "late_response"));
        var page = Render<FormPage>(p => p.Add(f => f.Code, Code));
        Assert.Equal(initial, page.WaitForElement("#form-initial").GetAttribute("value"));
        Address.NavigateTo(TicketAddress.Of(Code));
        page.Render();
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#form-subject").GetAttribute("value") ?? ""));
        Assert.Empty(page.FindAll("#form-initial"));
    }

    [Theory]
    [InlineData(Role.Administrator, Code)]
    [InlineData(Role.Agent, "operaciones")]         // a project of alerts has no form
    [InlineData(Role.Agent, "otro")]
    public async Task Whoever_works_no_cases_gets_no_form_and_neither_does_a_project_without_one(Role role, string code)
    {
        await RoomAsync();
        await StartAsync(role);
        Address.NavigateTo(TicketAddress.Of(code));
        var page = Render<FormPage>(p => p.Add(f => f.Code, code));
        page.WaitForElement(".empty");
        Assert.Empty(page.FindAll("form"));
    }

    private BunitNavigationManager Address => Services.GetRequiredService<BunitNavigationManager>();

    private async Task RoomAsync() => _room ??= await RequirementRoom.OpenAsync(Database, Organisation);

    private async Task<IRenderedComponent<TicketPage>> OpenAsync(Role role, string query = "")
    {
        await RoomAsync();
        await StartAsync(role);
        Address.NavigateTo(TicketAddress.Of(Code) + query);
        var page = Render<TicketPage>(p => p.Add(t => t.Code, Code));
        page.WaitForElement("#ticket-form");
        return page;
    }

    private static IElement Field(IRenderedComponent<TicketPage> page, string name) => page.Find($"[id='form-{name}']");

    private static Task SayAsync(IRenderedComponent<TicketPage> page, string name, string text) => page.InvokeAsync(() => Field(page, name).ChangeAsync(text));

    private static Task SendAsync(IRenderedComponent<TicketPage> page) => page.InvokeAsync(() => page.Find("#ticket-form").SubmitAsync());

    private static List<string> Said(IRenderedComponent<TicketPage> page, params string[] names) => [.. names.Select(name => Field(page, name).GetAttribute("value") ?? "")];
}
