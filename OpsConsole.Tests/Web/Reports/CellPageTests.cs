using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Reports;
using Xunit;

namespace OpsConsole.Tests.Web.Reports;

/// <summary>"Cifras" of a repeat-contacts cell: day, week, quality; and the page of feedback.</summary>
public sealed class CellPageTests : DeskScreenTest
{
    private CellWeeks _weeks = null!;

    [Fact]
    public async Task The_pivot_of_yesterday_switches_its_columns_and_each_cell_leads_to_its_cases()
    {
        await BeginAsync(Role.ExperienceAnalyst);
        var page = Open("");
        Assert.Equal("2026-01-15", page.WaitForElement("article").GetAttribute("data-day"));
        Assert.Equal(["Diario"], page.FindAll(".times .seg a[aria-current]").Select(a => a.TextContent));
        Assert.Equal(["7", "2", "7"], page.FindAll(".tiles b").Select(b => b.TextContent));
        Assert.Equal(["C Visitas técnicas", "4", "1", "1", "0", "0", "6", "2", "6"], Rows(page, "pivot")[1]);
        Assert.Equal(["Total", "5", "1", "1", "0", "0", "7", "2", "7"], Rows(page, "pivot")[^1]);
        await page.InvokeAsync(() => page.FindAll("#pivot tbody tr")[1].QuerySelectorAll("button")[1].ClickAsync(new()));
        Assert.Matches("/proyectos/recurrentes/casos\\?filtro=", Services.GetRequiredService<BunitNavigationManager>().Uri);

        page = Open("?columnas=area");
        page.WaitForElement("article");
        Assert.Equal(["Causal", "Visitas", "Sin área", "Formularios", "Escalados", "Pendientes"], page.FindAll("#pivot th").Select(th => th.TextContent));
        Assert.Equal(["C Visitas técnicas", "2", "4", "6", "2", "6"], Rows(page, "pivot")[1]);
        page = Open("?dia=2026-01-13");
        Assert.Contains("Sin formularios el 13/01/2026", page.WaitForElement(".empty").TextContent);
        Assert.Contains("aún no empieza", Open("?dia=2027-01-01").WaitForElement("#cell-problem").TextContent);
        await page.InvokeAsync(() => page.Find("#cell-day").ChangeAsync(new() { Value = "2026-01-14" }));
        Assert.EndsWith("/cifras?dia=2026-01-14", Services.GetRequiredService<BunitNavigationManager>().Uri);
    }

    [Fact]
    public async Task The_week_lists_its_alarms_and_keeps_a_plan_of_which_a_conflict_is_told()
    {
        await BeginAsync(Role.ExperienceAnalyst);
        Database.Clock.Jump(TimeSpan.FromDays(4));
        var page = Open("?informe=semanal");
        Assert.Equal("2026-01-12", page.WaitForElement("article").GetAttribute("data-day"));
        Assert.Equal(["7", "2", "1", "0", "1", "—"], page.FindAll(".tiles b").Select(b => b.TextContent));
        Assert.Equal(["Visitas", "2", "1", "0", "0", "0", "1"], Rows(page, "by-area")[0]);
        Assert.Single(Rows(page, "alarms"));
        await page.InvokeAsync(() => page.Find("#plan-text").ChangeAsync(new() { Value = "Reforzar visitas" }));
        await page.InvokeAsync(() => page.Find("#plan form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("Guardado por ExperienceAnalyst.HOME", page.Find("#plan-hint").TextContent));
        Assert.IsType<OpsConsole.Domain.Kernel.Outcome.Done>(await Database.Get<FeedbackDesk>().PlanAsync("recurrentes", new(2026, 1, 12), 1, "De otra persona", await Organisation.ActorAsync(Role.RegionalSupervisor), CancellationToken.None));
        await page.InvokeAsync(() => page.Find("#plan-text").ChangeAsync(new() { Value = "El mío" }));
        await page.InvokeAsync(() => page.Find("#plan form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("RegionalSupervisor.HOME guardó otro plan", page.Find("#plan-problem").TextContent));
        await page.InvokeAsync(() => page.Find("#plan-mine").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#plan-mine")));
        Assert.Equal("El mío", (await Database.Get<CellQueries>().WeekAsync(_weeks.Campaign, new(2026, 1, 12), await Organisation.ActorAsync(Role.BackOffice), CancellationToken.None)).Plan.Text);
    }

    [Fact]
    public async Task A_record_is_opened_from_the_five_and_acknowledged_by_its_person()
    {
        await BeginAsync(Role.RegionalSupervisor);
        var page = Open("?informe=calidad&dia=2026-01-12");
        page.WaitForElement("article");
        Assert.Equal(["Agent.HOME", "33.3\u00a0%", "2", "6", "Abrir retroalimentación", "—"], Rows(page, "top-five")[0]);
        Assert.Equal(["Agent.SISTER", "100.0\u00a0%", "1", "1", "—", "—"], Rows(page, "apart")[0]);
        await page.InvokeAsync(() => page.FindAll("#top-five tbody button").Single(b => b.TextContent == "Abrir retroalimentación").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("dialog.modal form").SubmitAsync());
        page.WaitForAssertion(() => Assert.NotEqual("", page.Find("dialog.modal .bad").TextContent));
        foreach (var (field, text) in new[] { ("process", "Registro"), ("error", "Área equivocada"), ("reinforcement", "Repasar la tabla") })
            await page.InvokeAsync(() => page.Find("#feedback-" + field).ChangeAsync(new() { Value = text }));
        await page.InvokeAsync(() => page.Find("dialog.modal form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Equal("Sin acuse", Rows(page, "top-five")[0][4]));
        Assert.True(Assert.Single(await Database.Get<FeedbackQueries>().ListAsync(null, true, await Organisation.ActorAsync(Role.RegionalSupervisor), CancellationToken.None)).IsPending);
    }

    [Fact]
    public async Task Somebody_without_feedback_reads_so_and_who_has_one_acknowledges_it()
    {
        await BeginAsync(Role.Agent);
        Assert.NotNull(Render<FeedbackPage>().WaitForElement(".empty"));
        Assert.IsType<OpsConsole.Domain.Kernel.Outcome.Done>(await Database.Get<FeedbackDesk>().OpenAsync("recurrentes", (await Organisation.PersonAsync(Role.Agent)).Id, new(2026, 1, 12), new("Registro", "Área", "Repasar"), await Organisation.ActorAsync(Role.BackOffice), CancellationToken.None));
        var page = Render<FeedbackPage>();
        page.WaitForElement("[data-state=pending]");
        await page.InvokeAsync(() => page.Find("textarea").ChangeAsync(new() { Value = "Lo reviso antes de escalar." }));
        await page.InvokeAsync(() => page.Find("article form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("Lo reviso antes de escalar.", page.Find("[data-state=acknowledged]").TextContent));
    }

    [Fact]
    public async Task A_form_that_somebody_fills_in_appears_by_itself_and_another_kind_of_project_has_no_such_page()
    {
        await BeginAsync(Role.BranchHead);
        Assert.Contains("Solo cuentan las agencias que usted ve", Open("").WaitForElement("article header p").TextContent);
        var page = Open("?dia=2026-01-16");
        page.WaitForElement(".empty");
        await _weeks.FormAsync();
        var last = await Database.ReadAsync(db => Task.FromResult(db.CaseEvents.OrderByDescending(e => e.Sequence).First()));
        Database.Get<CaseFeed>().Publish([new(last.Sequence, last.CaseId, last.CampaignId, last.BranchId, last.Type, last.ById, last.At)]);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-tile='0'] b").TextContent));
        Assert.Empty(Render<CellPage>(p => p.Add(c => c.Code, "operaciones")).FindAll("article"));
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/proyectos/recurrentes/cifras");
        Assert.NotNull(Render<FiguresPage>(p => p.Add(f => f.Code, "recurrentes")).WaitForElement("#cell-day"));
    }

    private static string[][] Rows(IRenderedComponent<CellPage> page, string id) => [.. page.FindAll($"#{id} tbody tr").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray())];

    /// <summary>Seven forms of Thursday: six of the agent, all marked, two wrong; one escalated and open, one answered; one wrong one of a sister's. It is Friday now.</summary>
    private async Task BeginAsync(Role role)
    {
        await Organisation.CellAsync();
        _weeks = await CellWeeks.InAsync(Database, Organisation, new(1), 0);
        List<string> numbers = [];
        foreach (var mark in new[] { "ok", "wrong_area", "ok", "missing_data", "ok", "ok" })
        {
            numbers.Add(await _weeks.FormAsync());
            await _weeks.MarkAsync(numbers[^1], mark);
        }

        await _weeks.MarkAsync(await _weeks.FormAsync("A", Organisation.Sister), "wrong_process");
        await _weeks.EscalateAsync(numbers[0]);
        await _weeks.EscalateAsync(numbers[1]);
        await _weeks.AnswerAsync(numbers[1]);
        Database.Clock.Jump(TimeSpan.FromDays(1));
        await StartAsync(role);
    }

    private IRenderedComponent<CellPage> Open(string query)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/proyectos/recurrentes/cifras" + query);
        return Render<CellPage>(p => p.Add(c => c.Code, "recurrentes"));
    }
}
