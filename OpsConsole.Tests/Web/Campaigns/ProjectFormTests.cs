using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Campaigns;

public sealed class ProjectFormTests : DeskScreenTest
{
    [Fact]
    public async Task Settings_are_saved_with_the_one_button_and_it_is_said()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = await SettingsAsync();
        page.Find("#project-name").Change("Operaciones 2026");
        page.Find("#project-planMinLength").Change("25");
        await page.Find("form").SubmitAsync();
        Assert.Single(page.FindAll(".btn.pri"));
        Assert.Equal("Cambios guardados", Assert.Single(Said).Text);
        var now = await CampaignAsync();
        Assert.Equal(("Operaciones 2026", 25, 3), (now.Name, now.Settings.PlanMinLength, now.Settings.Sla.Days));
        Assert.Contains("3 días naturales", page.Markup);
        Assert.EndsWith("/proyectos/operaciones/plazos", page.Find("#project-deadlines").GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_wrong_stands_under_its_field_and_what_was_typed_stays()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = await SettingsAsync();
        page.Find("#project-timeZone").Change("Lima");
        page.Find("#project-planMinLength").Change("0");
        await page.Find("form").SubmitAsync();
        Assert.StartsWith("Esta zona horaria no existe", page.Find("#project-timeZone-problem").TextContent);
        Assert.Equal("Escriba un número entero entre 1 y 500.", page.Find("#project-planMinLength-problem").TextContent);
        Assert.Equal(("Lima", "true"), (page.Find("#project-timeZone").GetAttribute("value"), page.Find("#project-timeZone").GetAttribute("aria-invalid")));
        Assert.Empty(Said);
    }

    [Fact]
    public async Task When_somebody_else_saved_first_one_chooses_and_nothing_typed_is_lost()
    {
        var analyst = await StartAsync(Role.ExperienceAnalyst);
        var page = await SettingsAsync();
        var before = await CampaignAsync();
        await Database.Get<CampaignDesk>().ChangeAsync(before.Code, before.Version, CampaignChange.Of(before) with { PlanMinLength = 90 }, analyst, CancellationToken.None);
        page.Find("#project-name").Change("Mío");
        await page.Find("form").SubmitAsync();
        Assert.Contains($"{analyst.Name} guardó cambios", page.Find(".banner[role=alert]").TextContent);
        Assert.Contains("del plan de acción", page.Find(".banner[role=alert]").TextContent);
        Assert.Equal("Mío", page.Find("#project-name").GetAttribute("value"));
        await page.FindAll(".banner[role=alert] .btn")[1].ClickAsync();
        Assert.Equal(("Mío", 20), ((await CampaignAsync()).Name, (await CampaignAsync()).Settings.PlanMinLength));
        Assert.Single(Said);
    }

    [Fact]
    public async Task The_page_says_that_rule_and_kinds_hold_for_new_imports_only()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = await SettingsAsync();
        Assert.Contains("vale para las cargas nuevas; las alertas y los registros que ya están no se vuelven a evaluar", page.Markup);
        Assert.Contains("El tipo vale para las cargas nuevas", page.Find("#columns-help").TextContent);
    }

    [Fact]
    public async Task Automatic_reminders_are_turned_on_with_the_deadlines_and_a_wrong_number_is_said_under_its_field()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<OpsConsole.Web.Sla.ProjectDeadlines>(p => p.Add(x => x.Code, "operaciones"));
        page.WaitForElement("#project-hoursBefore").Change("0");
        page.Find("#project-remindDaily").Change(true);
        await page.Find("form").SubmitAsync();
        Assert.Equal("Escriba un número entero entre 1 y 200.", page.Find("#project-hoursBefore-problem").TextContent);
        page.Find("#project-hoursBefore").Change("8");
        await page.Find("form").SubmitAsync();
        Assert.Equal("Cambios guardados", Assert.Single(Said).Text);
        Assert.Equal(new ReminderRules { HoursBefore = 8, Daily = true }, (await CampaignAsync()).Settings.Sla.Reminders);
        page.Find("#project-hoursBefore").Change("");
        await page.Find("form").SubmitAsync();
        Assert.Null((await CampaignAsync()).Settings.Sla.Reminders.HoursBefore);
    }

    [Fact]
    public async Task A_column_is_given_a_kind_and_an_index()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var page = await SettingsAsync();
        var column = (await CampaignAsync()).Schema.Of(SchemaField.Base).First(f => !f.Indexed);
        page.Find($"#project-column\\.{column.Key}").Change("Date");
        page.Find($"[aria-label='Indexar {column.Name}']").Change(true);
        await page.Find("form").SubmitAsync();
        Assert.Single(Said);
        Assert.Equal(column with { Type = FieldType.Date, Indexed = true }, (await CampaignAsync()).Schema.Find(SchemaField.Base, column.Name));
    }

    [Fact]
    public async Task A_project_of_service_cases_shows_what_its_kind_has_and_saving_works()
    {
        await Organisation.ServiceAsync();
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<ProjectSettings>(p => p.Add(x => x.Code, "servicio"));
        page.WaitForElement("#project-name");
        Assert.Empty(page.FindAll("#project-slaDays, #project-planMinLength, #project-scoreField, #project-detractorMax"));
        Assert.Contains("4 / 8 / 24 / 72 horas hábiles", page.Markup);
        page.Find("#project-caseTypes").Change("Consulta\n\n Reposición \n");
        page.Find("#project-agentsMayClose").Change(false);
        await page.Find("form").SubmitAsync();
        Assert.Single(Said);
        var now = await Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "servicio"));
        Assert.Equal((4, 72, false, 0), (now.Settings.Sla.HoursByPriority![CasePriority.Urgent], now.Settings.Sla.HoursByPriority[CasePriority.Low], now.Settings.AgentsMayClose, now.Settings.Sla.Days));
        Assert.Equal(["Consulta", "Reposición"], now.Settings.CaseTypes);
    }

    [Fact]
    public async Task A_project_of_withdrawal_requests_edits_its_product_lines_and_its_attempts()
    {
        await Organisation.RetentionAsync();
        await StartAsync(Role.ExperienceAnalyst);
        var page = Render<ProjectSettings>(p => p.Add(x => x.Code, "retencion"));
        page.WaitForElement("#project-name");
        Assert.Empty(page.FindAll("#project-planMinLength, #project-scoreField"));
        Assert.Contains("Líneas de producto", page.Markup);
        page.Find("#project-unreachedNeeds").Change("4");
        page.Find("#project-attemptDays").Change("5");
        await page.Find("form").SubmitAsync();
        Assert.Equal("Escriba un número entero entre 1 y 4.", page.Find("#project-attemptDays-problem").TextContent);
        page.Find("#project-attemptDays").Change("2");
        await page.Find("form").SubmitAsync();
        Assert.Single(Said);
        var now = await Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "retencion"));
        Assert.Equal((4, 2, true), (now.Settings.AttemptProtocol.UnreachedNeeds, now.Settings.AttemptProtocol.Days, now.Settings.AgentsMayClose));
    }

    [Fact]
    public async Task A_project_of_service_cases_takes_files_of_cases_and_of_history_and_no_others()
    {
        await Organisation.ServiceAsync();
        await StartAsync(Role.ExperienceAnalyst);
        Services.AddSingleton(new ImportPeek(null!, Options.Create(new ImportOptions())));        // what the page would look into an upload with
        var page = Render<ImportStart>(p => p.Add(x => x.Code, "servicio"));
        page.WaitForElement("form");
        Assert.Equal(["cases", "history"], page.FindAll("input[name=kind]").Select(i => i.GetAttribute("value")));
        Assert.Contains("/operacion", string.Concat(page.FindAll(".subnav a").Select(a => a.GetAttribute("href"))));
    }

    [Theory]
    [InlineData(Role.BranchHead)]
    [InlineData(Role.Administrator)]
    public async Task Who_does_not_run_projects_gets_no_form(Role role)
    {
        await StartAsync(role);
        var settings = Render<ProjectSettings>(p => p.Add(x => x.Code, "operaciones"));
        var share = Render<ProjectShare>(p => p.Add(x => x.Code, "operaciones"));
        settings.WaitForAssertion(() => Assert.Contains(Words<ShellTexts>()["ForbiddenTitle"], settings.Markup));
        share.WaitForAssertion(() => Assert.Contains(Words<ShellTexts>()["ForbiddenTitle"], share.Markup));
        Assert.Empty(settings.FindAll("form"));
        Assert.Empty(share.FindAll("form"));
    }

    [Fact]
    public async Task Sharing_says_in_a_sentence_who_sees_it_before_it_is_saved()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var agent = await Organisation.PersonAsync(Role.Agent);
        var page = Render<ProjectShare>(p => p.Add(x => x.Code, "operaciones"));
        page.WaitForElement("#project-roles");
        Assert.Contains("La ven: todas las personas", page.Find("#share-summary").TextContent);
        page.FindAll("#project-roles input")[1].Change(true);
        page.FindAll("#project-branches input")[0].Change(true);
        page.Find("#project-people").Change("agent");
        page.WaitForElement("#people-found button").Click();
        Assert.Contains($"La ven: jefes de plataforma de FAR; además, {agent.Name}.", page.Find("#share-summary").TextContent);
        await page.Find("form").SubmitAsync();
        Assert.Single(Said);
        var access = (await CampaignAsync()).Settings.Access;
        Assert.Equal([nameof(Role.BranchHead)], access.Roles);
        Assert.Equal([Organisation.Branches[Organisation.Far].Id], access.BranchIds);
        Assert.Equal([agent.Id], access.UserIds);
    }

    [Fact]
    public async Task Somebody_who_was_named_can_be_taken_out_again()
    {
        await StartAsync(Role.ExperienceAnalyst);
        var agent = await Organisation.PersonAsync(Role.Agent);
        await Database.CommitAsync(db =>
        {
            var campaign = db.Campaigns.Single();
            campaign.Settings = campaign.Settings with { Access = new() { UserIds = [agent.Id] } };
        });
        var page = Render<ProjectShare>(p => p.Add(x => x.Code, "operaciones"));
        page.WaitForElement(".named button").Click();
        await page.Find("form").SubmitAsync();
        Assert.Empty((await CampaignAsync()).Settings.Access.UserIds);
    }

    private IReadOnlyList<Toast> Said => Services.GetRequiredService<Toasts>().Shown;

    private Task<Campaign> CampaignAsync() => Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync());

    private Task<IRenderedComponent<ProjectSettings>> SettingsAsync()
    {
        var page = Render<ProjectSettings>(p => p.Add(x => x.Code, "operaciones"));
        page.WaitForElement("#project-name");
        return Task.FromResult(page);
    }
}
