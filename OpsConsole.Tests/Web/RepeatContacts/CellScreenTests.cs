using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.RepeatContacts;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.RepeatContacts;

/// <summary>The form of the front, the workspace and the settings of a cell over the real desks (docs/rules.md, "Escalations").</summary>
public sealed class CellScreenTests : DeskScreenTest
{
    private const string Code = "recurrentes";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_form_names_each_field_that_is_missing_and_keeps_what_was_typed()
    {
        await CellAsync();
        await SignInAsync(Role.Agent);
        var page = Render<EscalationPage>(p => p.Add(f => f.Code, Code));
        page.WaitForElement("#cell-form");
        await page.InvokeAsync(() => page.Find("#form-motive").ChangeAsync("Vuelve por la misma falla"));
        await page.InvokeAsync(() => page.Find("#cell-form").SubmitAsync());
        Assert.NotEqual("", page.Find("#form-account-problem").TextContent);
        Assert.NotEqual("", page.Find("#form-cause-problem").TextContent);
        Assert.NotEqual("", page.Find("#form-petition-problem").TextContent);
        Assert.Equal("Vuelve por la misma falla", page.Find("#form-motive").GetAttribute("value"));
        await page.InvokeAsync(() => page.Find("#form-account").ChangeAsync("7001"));
        await page.InvokeAsync(() => page.Find("#form-cause").ChangeAsync("B"));
        await page.InvokeAsync(() => page.Find("#form-petition-Q").ChangeAsync(true));
        Assert.True(page.Find("#form-area").HasAttribute("disabled"));                   // nobody else manages such accounts
        Assert.Contains("Cuentas especiales", page.Find("#form-area-help").TextContent);
        await page.InvokeAsync(() => page.Find("#cell-form").SubmitAsync());
        Assert.NotEqual("", page.Find("#check-area_duena-problem").TextContent);
        foreach (var point in new[] { "area_duena", "sin_gestion", "informado" })
            await page.InvokeAsync(() => page.Find($"#check-{point}-yes").ChangeAsync(true));
        await page.InvokeAsync(() => page.Find("#cell-form").SubmitAsync());
        var (made, escalation) = await TheCaseAsync();
        Assert.Equal(("7001", "B", "cuentas_especiales", CaseStatus.Unmanaged), (made.Account, made.Cause, made.Area, made.Status));
        Assert.Equal(("Q", 3), (escalation.Form.Petition, escalation.Asked.Count(p => p.Yes)));
        Assert.EndsWith($"/proyectos/{Code}/casos/{made.Number}", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri);
    }

    [Theory]
    [InlineData(Role.Agent, Organisation.Home, false, false, false)]
    [InlineData(Role.BackOffice, Organisation.Home, true, false, true)]
    [InlineData(Role.BranchHead, Organisation.Home, false, false, false)]
    [InlineData(Role.BranchHead, Organisation.Far, false, true, true)]              // the person of the area that is asked
    public async Task Each_sees_what_is_theirs_to_do(Role role, string branch, bool manages, bool answers, bool rules)
    {
        await CellAsync();
        var number = await FilledAsync();
        await DoneAsync(async desk => await desk.EscalateAsync(number, "soporte", "¿Qué pasó con la visita?", await Organisation.ActorAsync(Role.BackOffice), None));
        var page = await OpenAsync(number, role, branch);
        Assert.Equal((manages, answers, rules), (page.FindAll("#cell-manage").Count > 0, page.FindAll("#cell-answer").Count > 0, page.FindAll("#cell-quality").Count > 0));
    }

    [Fact]
    public async Task The_back_office_manages_and_asks_an_area()
    {
        await CellAsync();
        var number = await FilledAsync();
        var page = await OpenAsync(number, Role.BackOffice);
        await page.InvokeAsync(() => page.Find("#form-area").ChangeAsync(""));
        await page.InvokeAsync(() => page.Find("#cell-escalate").SubmitAsync());
        Assert.NotEqual("", page.Find("#form-area-problem").TextContent);
        Assert.NotEqual("", page.Find("#form-note-problem").TextContent);
        await page.InvokeAsync(() => page.Find("#form-area").ChangeAsync("soporte"));
        await page.InvokeAsync(() => page.Find("#form-note").ChangeAsync("¿Qué pasó con la visita?"));
        await page.InvokeAsync(() => page.Find("#cell-escalate").SubmitAsync());
        Assert.Equal(EscalationState.Open, (await TheCaseAsync()).Case.EscalationState);
        await page.InvokeAsync(() => page.Find("#form-management").ChangeAsync("Se pidió la visita de nuevo"));
        await page.InvokeAsync(() => page.Find("#form-caseState").ChangeAsync("Solucionado"));
        await page.InvokeAsync(() => page.Find("#cell-manage").SubmitAsync());
        Assert.Equal("Se pidió la visita de nuevo", (await TheCaseAsync()).Escalation.Management!.Management);
    }

    [Fact]
    public async Task The_area_answers_or_gives_back_with_its_reason()
    {
        await CellAsync();
        var number = await FilledAsync();
        await DoneAsync(async desk => await desk.EscalateAsync(number, "soporte", "¿Qué pasó con la visita?", await Organisation.ActorAsync(Role.BackOffice), None));
        var page = await OpenAsync(number, Role.BranchHead, Organisation.Far);
        await page.InvokeAsync(() => page.Find("#cell-answer").SubmitAsync());
        Assert.NotEqual("", page.Find("#form-text-problem").TextContent);
        await page.InvokeAsync(() => page.Find("#form-mark-wrong_area").ChangeAsync(true));
        await page.InvokeAsync(() => page.Find("#cell-quality").SubmitAsync());
        Assert.NotEqual("", page.Find("#form-markNote-problem").TextContent);              // an error says why
        await page.InvokeAsync(() => page.Find("#form-text").ChangeAsync("Mañana a las 9"));
        await page.InvokeAsync(() => page.Find("#cell-answer").SubmitAsync());
        var (made, escalation) = await TheCaseAsync();
        Assert.Equal(("Mañana a las 9", EscalationState.Answered), (escalation.Rounds[0].Answer, made.EscalationState));
        Assert.Empty(page.FindAll("#cell-answer"));
    }

    [Fact]
    public async Task What_somebody_else_managed_meanwhile_is_said_and_overwritten_only_on_purpose()
    {
        await CellAsync();
        var number = await FilledAsync();
        var page = await OpenAsync(number, Role.BackOffice);
        await DoneAsync(async desk => await desk.ManageAsync(number, (await TheCaseAsync()).Case.Version, new() { Management = "lo de otra persona" }, await Organisation.ActorAsync(Role.ExperienceAnalyst), None));
        await page.InvokeAsync(() => page.Find("#form-management").ChangeAsync("lo mío"));
        await page.InvokeAsync(() => page.Find("#cell-manage").SubmitAsync());
        Assert.Equal("lo de otra persona", (await TheCaseAsync()).Escalation.Management!.Management);
        await page.InvokeAsync(() => page.Find(".banner.warn button").ClickAsync(new()));
        Assert.Equal("lo mío", (await TheCaseAsync()).Escalation.Management!.Management);
    }

    [Fact]
    public async Task An_area_gets_its_people_and_one_that_is_being_asked_cannot_go()
    {
        await CellAsync(withPerson: false);
        var head = await Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        await SignInAsync(Role.ExperienceAnalyst);
        var page = Render<CellSettings>(p => p.Add(s => s.Code, Code));
        page.WaitForElement("[data-area=soporte]");
        Assert.Equal(7, page.FindAll("[data-area]").Count);
        await page.InvokeAsync(() => page.Find("[data-area=soporte] select").ChangeAsync($"{head.Id}"));
        await page.InvokeAsync(() => page.Find("#project-recipients").ChangeAsync("cliente@empresa.example\nno es un correo"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Assert.NotEqual("", page.Find("#project-recipients-problem").TextContent);
        await page.InvokeAsync(() => page.Find("#project-recipients").ChangeAsync("cliente@empresa.example"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        var cell = (await Database.ReadAsync(db => Task.FromResult(db.Campaigns.Single(c => c.Code == Code)))).Settings.Cell;
        Assert.Equal([head.Id], cell.Area("soporte")!.People);
        Assert.Equal(["cliente@empresa.example"], cell.ClientRecipients);
        var number = await FilledAsync();
        await DoneAsync(async desk => await desk.EscalateAsync(number, "soporte", "¿?", await Organisation.ActorAsync(Role.BackOffice), None));
        await page.InvokeAsync(() => page.Find("[data-area=soporte] [data-remove]").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Assert.NotNull((await Database.ReadAsync(db => Task.FromResult(db.Campaigns.Single(c => c.Code == Code)))).Settings.Cell.Area("soporte"));
    }

    private async Task SignInAsync(Role role, string branch = Organisation.Home)
    {
        await StartAsync(role, branch);
        Services.AddScoped<AlertCommands>();
        Services.AddScoped<CaseCommands>();
        Services.AddScoped<Toasts>();
        Services.AddScoped<RefusalWords>();
        Services.AddScoped<Topbar>();
    }

    /// <summary>The head of the far branch is the person of the support area.</summary>
    private async Task CellAsync(bool withPerson = true)
    {
        var made = CampaignTemplate.Create(CampaignKind.RepeatContact, Code, "Recurrentes", Database.Clock.UtcNow);
        var person = await Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        if (withPerson)
            made.Settings = made.Settings with { Cell = made.Settings.Cell with { Areas = [.. made.Settings.Cell.Areas.Select(a => a.Code == "soporte" ? a with { People = [person.Id] } : a)] } };
        await Database.CommitAsync(db => db.Campaigns.Add(made));
        var members = new[] { (await Organisation.ActorAsync(Role.Agent)).Id, (await Organisation.ActorAsync(Role.BackOffice)).Id };
        await Database.CommitAsync(db => db.UserCampaigns.AddRange(members.Select(id => new UserCampaign { UserId = id, CampaignId = made.Id })));
    }

    private async Task<string> FilledAsync()
    {
        var campaign = await Database.ReadAsync(db => Task.FromResult(db.Campaigns.Single(c => c.Code == Code)));
        var cause = campaign.Settings.Cell.Causes[2];
        var form = new EscalationForm { Account = "7001", Motive = "Vuelve por la visita", Cause = cause.Code, Petition = "Q", Channel = "phone", Checks = cause.Checklist.ToDictionary(p => p.Code, _ => true) };
        var outcome = await Database.Get<CaseDesk>().FillFormAsync(Code, Organisation.Home, form, null, await Organisation.ActorAsync(Role.ExperienceAnalyst), None);
        return Assert.IsType<Outcome.Done>(outcome).Id!;
    }

    private async Task<IRenderedComponent<CellPanel>> OpenAsync(string number, Role role, string branch = Organisation.Home)
    {
        await SignInAsync(role, branch);
        var found = (await Services.GetRequiredService<AlertCommands>().FindAsync(number, None))!;
        IRenderedComponent<CellPanel> page = null!;
        page = Render<CellPanel>(p => p.Add(c => c.Case, found).Add(c => c.Rights, RightsOf(found)).Add(c => c.OnChanged, async () =>
        {
            var now = (await Services.GetRequiredService<AlertCommands>().FindAsync(number, None))!;
            page.Render(q => q.Add(c => c.Case, now).Add(c => c.Rights, RightsOf(now)));
        }));
        return page;
    }

    private static CellRights RightsOf(AlertCase shown) => CellRights.Of(shown.Actor, shown.Detail, shown.Row.Subject!.Escalation!);

    private async Task DoneAsync(Func<CaseDesk, Task<Outcome>> command) => Assert.IsAssignableFrom<Outcome.Done>(await command(Database.Get<CaseDesk>()));

    private Task<(Case Case, Escalation Escalation)> TheCaseAsync() => Database.ReadAsync(db =>
    {
        var one = db.Cases.Single(c => c.EscalationData != null);
        return Task.FromResult((one, one.Escalation!));
    });
}
