using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Domain.Requirements;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Requirements;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Web.Requirements;

/// <summary>The right side and the sheet of a requirement over the real desks: each sees what is theirs to do (docs/rules.md, "Requirements").</summary>
public sealed class RequirementScreenTests : DeskScreenTest
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RequirementRoom _room = null!;
    private bool _closes;

    [Theory]
    [InlineData(0, "none", "ask_customer", null, null)]
    [InlineData(1, "none", "tell_max_date", "do-tell", "Se informó al cliente la fecha máxima de respuesta: 29/01/2026.")]
    [InlineData(2, "unaware", "read_response", "do-read", "Se leyó la respuesta al cliente.")]
    [InlineData(3, "none", "ticket_late_response", "do-ticket", "asunto=late_response")]
    [InlineData(4, "unsatisfied", "ticket_disagreement", "do-ticket", "asunto=disagreement")]
    [InlineData(5, "none", "tell_insistence_max_date", "do-tell", "Se informó al cliente la fecha máxima de respuesta: 29/01/2026.")]
    [InlineData(6, "none", "escalate_supervisor", "do-escalate", null)]
    [InlineData(7, "none", "escalate_supervisor", "do-escalate", null)]
    [InlineData(8, "unsatisfied", "escalate_supervisor", "do-escalate", null)]
    [InlineData(9, "none", "tell_insistence_max_date", "do-tell", "Se informó al cliente la fecha máxima de respuesta: 18/02/2026.")]
    [InlineData(10, "unaware", "read_both", "do-read", "Se leyó la respuesta al cliente.")]
    [InlineData(11, "satisfied", "offer_close", "do-close", null)]
    public async Task Each_result_has_the_button_that_does_it(int result, string saying, string action, string? button, string? does)
    {
        var number = await StandingAsync(result);
        var panel = await OpenAsync(number, Role.Agent);
        if (saying != RequirementFacts.NotSaid)
            await panel.InvokeAsync(() => panel.Find($"#saying-{saying}").ChangeAsync(true));
        var assistant = panel.Find("#requirement-assistant");
        Assert.Equal(($"{result}", action), (assistant.GetAttribute("data-result"), assistant.GetAttribute("data-action")));
        Assert.Equal(result is 0 or > 8, panel.Markup.Contains($"Fila {result} del protocolo, agregada"));
        Assert.NotEmpty(panel.FindAll(".facts li"));
        Assert.Equal(button is null ? Array.Empty<string>() : [button], new[] { "do-tell", "do-read", "do-ticket", "do-escalate", "do-close" }.Where(id => panel.FindAll($"#{id}").Count > 0));
        Assert.Equal(result == 10, panel.FindAll(".both").Count > 0);
        switch (button)
        {
            case "do-tell" or "do-read":
                await panel.InvokeAsync(() => panel.Find($"#{button}").ClickAsync(new()));
                Assert.Equal(does, await NotedAsync(number));
                break;
            case "do-ticket":
                Assert.Equal($"/proyectos/{Code}/formulario?requerimiento={number}&{does}", panel.Find("#do-ticket").GetAttribute("href"));
                await panel.InvokeAsync(() => panel.Find("#do-self").ClickAsync(new()));       // of its line of product, the customer can file it
                Assert.Equal("El cliente ingresará el ticket en la sucursal virtual.", await NotedAsync(number));
                break;
            case "do-escalate":
                await panel.InvokeAsync(() => panel.Find("#do-escalate").ClickAsync(new()));
                Assert.Equal((result, (string?)null), (await _room.FindAsync(number)).Requirement!.Block is { } block ? (block.Result, block.Subject) : default);
                Assert.Contains($"Por la fila {result} del protocolo", panel.Find("#requirement-blocked").TextContent);
                Assert.Contains("No se pueden crear más tickets", panel.Find("#requirement-blocked").TextContent);
                Assert.Empty(panel.FindAll("#do-escalate"));
                break;
            case "do-close":
                await panel.InvokeAsync(() => panel.Find("#do-close").ClickAsync(new()));
                Assert.True(_closes);
                break;
        }
    }

    [Fact]
    public async Task The_clock_alone_changes_the_advice_and_the_customer_is_asked_only_once_there_is_an_answer()
    {
        var number = await StandingAsync(1);
        var panel = await OpenAsync(number, Role.Agent);
        Assert.Contains("la fecha máxima de respuesta es el 29/01/2026", panel.Find("#advice").TextContent);
        Assert.Empty(panel.FindAll("[name=saying]"));
        _room.PassDeadlines();
        panel.Render();
        Assert.Equal("3", panel.Find("#requirement-assistant").GetAttribute("data-result"));
        await _room.AnswerAsync(number);
        await ShowAsync(panel, number);
        Assert.Equal(4, panel.FindAll("[name=saying]").Count);
        Assert.Contains("Se ajustó la boleta", panel.Find(".answer").TextContent);
        Assert.Equal("0", panel.Find("#requirement-assistant").GetAttribute("data-result"));
    }

    [Fact]
    public async Task A_case_that_stays_open_has_the_advice_of_the_new_day_once_its_maximum_date_is_over()
    {
        var number = await StandingAsync(1);
        await SignInAsync(Role.Agent);
        Services.AddScoped<CaseOnward>();
        var page = Render<CaseView>(p => p.Add(c => c.Code, Code).Add(c => c.Number, number));
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("#requirement-assistant").GetAttribute("data-result")));
        _room.PassDeadlines();
        Database.Clock.Advance(TimeSpan.FromSeconds(20));
        page.WaitForAssertion(() => Assert.Equal("3", page.Find("#requirement-assistant").GetAttribute("data-result")));
    }

    [Fact]
    public async Task The_phone_of_the_ticket_is_offered_where_the_customer_has_no_other()
    {
        _room = await RequirementRoom.OpenAsync(Database, Organisation);
        var number = await FiledAsync(RequirementRoom.Form("collections") with { Phone = "2 2345 6789" });
        await SignInAsync(Role.Agent);
        var (found, _, _) = await ReadAsync(number);
        Assert.Null(found.Row.CustomerId);
        var call = Render<CaseCall>(p => p.Add(c => c.Case, found));
        Assert.Equal(["2 2345 6789 · del requerimiento"], call.FindAll("option").Select(o => o.TextContent));
        Assert.Equal("tel:223456789", call.Find("#call").GetAttribute("href"));
        await call.InvokeAsync(() => call.Find("[data-result=no_answer]").ClickAsync(new()));
        var (told, _, _) = await ReadAsync(number);
        Assert.Equal("2 2345 6789", told.Detail.Attempts.Single().ContactPoint);
    }

    [Theory]
    [InlineData(Role.Agent, Organisation.Home, true, false, false)]
    [InlineData(Role.BranchHead, Organisation.Home, true, false, false)]
    [InlineData(Role.BackOffice, Organisation.Home, true, false, false)]
    [InlineData(Role.RegionalSupervisor, Organisation.Home, true, false, true)]
    [InlineData(Role.RegionalSupervisor, Organisation.Far, true, false, false)]     // somebody shared it with them
    [InlineData(Role.ExperienceAnalyst, Organisation.Home, true, false, false)]
    [InlineData(Role.Administrator, Organisation.Home, false, false, false)]
    [InlineData(Role.Agent, Organisation.Far, false, true, false)]                  // the person of the area
    public async Task Of_what_is_blocked_each_sees_what_is_theirs_to_do(Role role, string branch, bool files, bool responds, bool unblocks)
    {
        var number = await BlockedAsync(7);
        if (role == Role.RegionalSupervisor && branch == Organisation.Far)
            Done(await _room.Desk.ShareAsync(number, (await Organisation.PersonAsync(role, branch)).Email, _room.Supervisor, None));
        var panel = await OpenAsync(number, role, branch);
        Assert.Equal((files, responds, unblocks), (panel.FindAll("#requirement-assistant").Count > 0, panel.FindAll("#requirement-respond").Count > 0, panel.FindAll("#unblock-send").Count > 0));
        Assert.Single(panel.FindAll("#requirement-blocked"));
        Assert.Equal(role == Role.Administrator, panel.FindAll("#requirement-rest").Count > 0);
        Assert.Empty(panel.FindAll("#do-ticket, #do-escalate"));
    }

    [Fact]
    public async Task The_supervisor_answers_it_with_a_reason_and_with_it_the_insistence_that_waits()
    {
        var number = await BlockedAsync(7);
        var panel = await OpenAsync(number, Role.RegionalSupervisor);
        await panel.InvokeAsync(() => panel.Find("#requirement-unblock").SubmitAsync());
        Assert.NotEqual("", panel.Find("#form-answer-problem").TextContent);
        Assert.NotEqual("", panel.Find("#form-reason-problem").TextContent);
        await panel.InvokeAsync(() => panel.Find("#form-answer").ChangeAsync("Se repuso el medidor"));
        await panel.InvokeAsync(() => panel.Find("#requirement-unblock").SubmitAsync());
        Assert.Equal("Se repuso el medidor", panel.Find("#form-answer").GetAttribute("value"));        // without a reason nothing is done, and nothing is lost
        Assert.NotNull((await _room.FindAsync(number)).BlockedAt);
        await panel.InvokeAsync(() => panel.Find("#form-reason").ChangeAsync("El área perdió el ticket"));
        await panel.InvokeAsync(() => panel.Find("#requirement-unblock").SubmitAsync());
        Assert.Empty(panel.FindAll("#requirement-blocked"));
        var stand = (await _room.Queries.FindAsync(number, _room.Supervisor, None))!.Stand;
        Assert.All(stand.Insistences.Append(stand.Initial), t => Assert.Equal("Se repuso el medidor", t.Data.Response!.Text));
    }

    [Fact]
    public async Task The_supervisor_allows_one_more_ticket_with_a_reason()
    {
        var number = await BlockedAsync(6);
        var panel = await OpenAsync(number, Role.RegionalSupervisor);
        await panel.InvokeAsync(() => panel.Find("#unblock-allow").ChangeAsync(true));
        Assert.Empty(panel.FindAll("#form-answer"));
        await panel.InvokeAsync(() => panel.Find("#form-reason").ChangeAsync("La solución no se ejecutó"));
        await panel.InvokeAsync(() => panel.Find("#requirement-unblock").SubmitAsync());
        var found = await _room.FindAsync(number);
        Assert.Equal((null, 1, null), (found.BlockedAt, found.Requirement!.MoreTickets, found.RespondedAt));
        Assert.Empty(panel.FindAll("#requirement-blocked"));
    }

    [Fact]
    public async Task The_person_of_the_area_answers_sees_nothing_else_and_closes_nothing()
    {
        var initial = await FiledAsync(RequirementRoom.Form() with { Responsible = "facturacion" });
        _room.PassDeadlines();
        var number = await FiledAsync(RequirementRoom.Form("late_response", initial));
        Assert.Null(await _room.Queries.FindAsync(initial, _room.AreaPerson, None));
        var panel = await OpenAsync(number, Role.Agent, Organisation.Far);
        Assert.Contains("Responder como Operaciones Medidor", panel.Markup);
        Assert.Empty(panel.FindAll("#requirement-assistant, #requirement-blocked"));
        await panel.InvokeAsync(() => panel.Find("#requirement-respond").SubmitAsync());
        Assert.NotEqual("", panel.Find("#form-text-problem").TextContent);
        await panel.InvokeAsync(() => panel.Find("#form-text").ChangeAsync("Se cambió el medidor"));
        await panel.InvokeAsync(() => panel.Find("#requirement-respond").SubmitAsync());
        var found = await _room.FindAsync(number);
        Assert.Equal(("Se cambió el medidor", true), (found.Requirement!.Response!.Text, found.IsOpen));
        Assert.Equal(_room.AreaUser.Id, found.Requirement.Response.ById);

        var sheet = await SheetAsync(number);
        Assert.Equal(initial, sheet.Find("[data-initial]").TextContent);
        Assert.False(sheet.Find("[data-initial]").HasAttribute("href"));      // it is not theirs to open
    }

    [Fact]
    public async Task Of_what_is_closed_the_panel_says_so_and_offers_nothing()
    {
        var number = await StandingAsync(11);
        Done(await _room.Desk.CloseAsync(number, await Organisation.ActorAsync(Role.BranchHead), None));
        var panel = await OpenAsync(number, Role.Agent);
        Assert.Contains("Cerrado", panel.Find("#requirement-rest .banner.ok").TextContent);
        Assert.Empty(panel.FindAll("form, button, #requirement-assistant"));
        Assert.Equal("closed", (await SheetAsync(number)).Find("[data-doc-state]").GetAttribute("data-doc-state"));
    }

    [Fact]
    public async Task The_assistant_of_an_insistence_is_that_of_its_requirement()
    {
        var initial = await StandingAsync(7);
        var insistence = (await _room.Queries.FindAsync(initial, _room.Front, None))!.Stand.Insistences[0].Number;
        var panel = await OpenAsync(insistence, Role.Agent);
        Assert.Equal($"/proyectos/{Code}/casos/{initial}", panel.Find("#requirement-assistant a").GetAttribute("href"));
        await panel.InvokeAsync(() => panel.Find("#do-escalate").ClickAsync(new()));
        Assert.NotNull((await _room.FindAsync(initial)).BlockedAt);
        Assert.Equal($"/proyectos/{Code}/casos/{initial}", panel.Find("#requirement-blocked a").GetAttribute("href"));
        Assert.Empty(panel.FindAll("#unblock-send"));
    }

    [Fact]
    public async Task What_the_assistant_says_no_more_is_refused_in_its_words()
    {
        var number = await StandingAsync(7);
        var panel = await OpenAsync(number, Role.Agent);
        Done(await _room.Desk.HandOverAsync(number, null, _room.Supervisor, None));       // meanwhile somebody else did it
        await panel.InvokeAsync(() => panel.Find("#do-escalate").ClickAsync(new()));
        Assert.NotEqual("", panel.Find("#requirement-problem").TextContent);
    }

    [Fact]
    public async Task The_sheet_shows_what_was_claimed_how_it_came_and_every_insistence_with_its_own_answer()
    {
        _room = await RequirementRoom.OpenAsync(Database, Organisation);
        var initial = await FiledAsync(RequirementRoom.Form() with { Channel = "in_person", Category1 = "Medidor", Category2 = "Lectura" });
        await _room.AnswerAsync(initial);
        var insistence = await _room.FileAsync("disagreement", initial);
        await SignInAsync(Role.Agent);
        var open = await SheetAsync(initial);
        foreach (var said in new[] { "Correo electrónico (vino por: Presencial)", "29/01/2026", "Medidor / Lectura", "Operaciones Medidor", "Rosa Ficticia Ejemplo", "La boleta no corresponde al consumo" })
            Assert.Contains(open.FindAll("dd"), line => line.TextContent == said);
        Assert.Equal("answered", open.Find("[data-doc-state]").GetAttribute("data-doc-state"));
        var ticket = open.Find($"[data-insistence='{insistence}']");
        Assert.Contains("Inconformidad en la respuesta", ticket.TextContent);
        Assert.Contains("Todavía no hay respuesta.", ticket.TextContent);
        await _room.AnswerAsync(insistence, "Se revisó otra vez");
        Assert.Equal(["Se ajustó la boleta", "Se revisó otra vez"], (await SheetAsync(initial)).FindAll(".answer").Select(a => a.TextContent[(a.TextContent.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim()));
        var other = await SheetAsync(insistence);
        Assert.Equal(($"/proyectos/{Code}/casos/{initial}", initial), (other.Find("[data-initial]").GetAttribute("href"), other.Find("[data-initial]").TextContent));
        Assert.Empty(other.FindAll("[data-insistence]"));
    }

    [Fact]
    public async Task What_is_past_its_maximum_date_without_an_answer_looks_so()
    {
        var number = await StandingAsync(1);
        await SignInAsync(Role.Agent);
        Assert.DoesNotContain("bad", (await SheetAsync(number)).Find("[data-doc-state]").ClassList);
        _room.PassDeadlines();
        Assert.Contains("bad", (await SheetAsync(number)).Find("[data-doc-state]").ClassList);
        await _room.AnswerAsync(number);
        Assert.Contains("ok", (await SheetAsync(number)).Find("[data-doc-state]").ClassList);
    }

    /// <summary>A requirement of which the assistant says so.</summary>
    private async Task<string> StandingAsync(int result)
    {
        _room = await RequirementRoom.OpenAsync(Database, Organisation);
        if (result is 6 or 7 or 8 or 10)
            return await _room.StandingAsync(result == 10 ? 8 : result);
        var number = await _room.FileAsync();
        if (result is 0 or 2 or 4 or 5 or 11)
            await _room.AnswerAsync(number);
        if (result is 3 or 9)
            _room.PassDeadlines();
        if (result is 5 or 9)
            await _room.FileAsync(result == 5 ? "disagreement" : "late_response", number);
        return number;
    }

    private async Task<string> BlockedAsync(int result)
    {
        var number = await StandingAsync(result);
        Done(await _room.Desk.HandOverAsync(number, null, _room.Front, None));
        return number;
    }

    private async Task<string> FiledAsync(RequirementForm form)
    {
        _room ??= await RequirementRoom.OpenAsync(Database, Organisation);
        return Done(await _room.Desk.FileAsync(Code, null, form, null, _room.Front, None)).Id!;
    }

    private async Task SignInAsync(Role role, string branch = Organisation.Home)
    {
        await StartAsync(role, branch);
        Services.AddScoped<AlertCommands>();
        Services.AddScoped<CaseCommands>();
    }

    private async Task<IRenderedComponent<RequirementPanel>> OpenAsync(string number, Role role, string branch = Organisation.Home)
    {
        await SignInAsync(role, branch);
        var (found, view, rights) = await ReadAsync(number);
        IRenderedComponent<RequirementPanel> panel = null!;
        panel = Render<RequirementPanel>(p => p.Add(c => c.Case, found).Add(c => c.View, view).Add(c => c.Rights, rights).Add(c => c.OnChanged, () => ShowAsync(panel, number)).Add(c => c.OnClose, () => _closes = true));
        return panel;
    }

    /// <summary>As the workspace does once something changed.</summary>
    private async Task ShowAsync(IRenderedComponent<RequirementPanel> panel, string number)
    {
        var (found, view, rights) = await ReadAsync(number);
        panel.Render(p => p.Add(c => c.Case, found).Add(c => c.View, view).Add(c => c.Rights, rights));
    }

    private async Task<IRenderedComponent<RequirementSheet>> SheetAsync(string number)
    {
        var (found, view, _) = await ReadAsync(number);
        return Render<RequirementSheet>(p => p.Add(c => c.Case, found).Add(c => c.View, view));
    }

    private async Task<(AlertCase Case, RequirementView View, RequirementRights Rights)> ReadAsync(string number)
    {
        var found = (await Services.GetRequiredService<AlertCommands>().FindAsync(number, None))!;
        return (found, (await Services.GetRequiredService<CaseCommands>().RequirementAsync(number, None))!, RequirementRights.Of(found.Actor, found.Detail, found.Row.Subject!.Requirement!));
    }

    private async Task<string?> NotedAsync(string number)
    {
        var entry = await Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderByDescending(e => e.Version).FirstAsync());
        return entry.Type == CaseEventType.Note ? System.Text.Json.JsonDocument.Parse(entry.Data).RootElement.GetProperty("text").GetString() : null;
    }
}
