using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

public sealed class AlertPageTests : AlertScreen
{
    [Fact]
    public async Task Gestionar_opens_the_alert_once_and_makes_the_person_responsible()
    {
        OpenToWork();
        Assert.Equal([CaseEventType.Created, CaseEventType.Opened], await LogAsync());
        Assert.Equal(Head.Id, (await StoredAsync()).Row.ResponsibleId);
    }

    [Fact]
    public async Task Visualizar_changes_nothing_not_even_the_responsible()
    {
        var page = Open(AlertPage.ViewMode);
        page.WaitForAssertion(() => Assert.Contains("nada cambia por mirar", page.Markup), Patience);
        Assert.Empty(page.FindAll("form"));
        Assert.Equal([CaseEventType.Created], await LogAsync());
        Assert.Equal((CaseStatus.Unmanaged, null, 1L), ((await StoredAsync()).Row.Status, (await StoredAsync()).Row.ResponsibleId, (await StoredAsync()).Row.Version));
    }

    [Fact]
    public async Task The_next_and_the_previous_alert_follow_the_list_one_came_from_in_its_order_under_its_filter()
    {
        var others = new Dictionary<int, string>();
        foreach (var score in new[] { 1, 5, 2, 6 })
            others[score] = await People.AlertAsync(score: score);
        var filter = new OpsConsole.Domain.Filters.SavedFilterForm("Bajas", System.Text.Json.JsonElement.Parse("""{"connector":"all","items":[{"source":"management","field":"Puntaje","op":"lte","value":5}]}"""));
        var id = ((Outcome.Done)await Database.Get<OpsConsole.Domain.Filters.SavedFilterDesk>().CreateAsync("operaciones", filter, Head, default)).Id!;
        var list = new GridAddress { Campaign = "operaciones", Filter = id, Sort = "-score", Rows = 25 };       // 5 3 2 1; Number has 3
        var navigation = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();

        async Task<string> StepAsync(string number, string key)
        {
            navigation.NavigateTo(list.CaseHref(number));
            var page = Render<AlertPage>(p => p.Add(a => a.Code, "operaciones").Add(a => a.Number, number));
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll($"[data-key={key}]")), Patience);
            Assert.Equal(list.Href, page.Find("[data-key=u]").GetAttribute("href"));
            await page.Find($"[data-key={key}]").ClickAsync(new());
            return navigation.Uri;
        }

        Assert.EndsWith(list.CaseHref(others[2]), await StepAsync(Number, "j"));
        Assert.EndsWith(list.CaseHref(others[5]), await StepAsync(Number, "k"));
        Assert.EndsWith(list.CaseHref(others[1]), await StepAsync(others[1], "j"));
        Assert.Equal("Es la última alerta de la lista.", Toasts.Shown[^1].Text);
        Assert.EndsWith(list.CaseHref(others[5]), await StepAsync(others[5], "k"));
        Assert.Equal("Es la primera alerta de la lista.", Toasts.Shown[^1].Text);
        Assert.EndsWith(list.CaseHref(others[5]), await StepAsync(others[6], "j"));       // not of the list, but its place is known
    }

    [Fact]
    public async Task An_administrator_sees_the_alert_and_cannot_work_it()
    {
        SignIn(await People.ActorAsync(Role.Administrator));
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("su rol no la gestiona", page.Markup), Patience);
        Assert.Empty(page.FindAll("form"));
        Assert.Equal([CaseEventType.Created], await LogAsync());
    }

    [Fact]
    public async Task Another_branchs_alert_and_a_number_of_another_project_are_not_there()
    {
        SignIn(await People.ActorAsync(Role.BranchHead, Organisation.Sister));
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("Aquí no hay nada que usted pueda ver", page.Markup), Patience);
        Assert.Empty(page.FindComponents<AlertHeader>());
    }

    [Fact]
    public async Task Finishing_is_refused_with_the_reason_at_each_missing_piece_and_then_accepted()
    {
        var page = OpenToWork();
        Assert.Equal("Para finalizar faltan: tipo de incidencia, tipo de contacto y plan de acción.", Said(page));
        await TypeAsync(page, new() { IncidentType = "needs_assistance", ContactType = "no_answer", ActionPlan = "corto" });
        Assert.Equal("Para finalizar faltan: 15 caracteres más en el plan de acción, causa raíz y 3 intentos más hoy. «No contesta» pide 3 el mismo día.", Said(page));
        var full = new AlertForm { IncidentType = "needs_assistance", ContactType = "no_answer", ActionPlan = Plan, RootCause = "waiting" };
        await TypeAsync(page, full);
        foreach (var left in new[] { "3 intentos más hoy", "2 intentos más hoy", "1 intento más hoy" })
        {
            Assert.Contains(left, Foot(page));
            Assert.Equal("true", page.Find("#alert-finish").GetAttribute("aria-disabled"));
            await page.Find("#alert-finish").ClickAsync(new());
            Assert.Equal(CaseStatus.Started, (await StoredAsync()).Row.Status);
            await RecordAsync(page, "no_answer");
        }
        page.WaitForAssertion(() => Assert.Contains("Todo listo", Foot(page)), Patience);
        await TypeAsync(page, full);
        await page.Find("#alert-finish").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Finalizada el", page.Markup), Patience);
        Assert.Equal((CaseStatus.Completed, Plan, "waiting"), ((await StoredAsync()).Row.Status, (await StoredAsync()).Row.ActionPlan, (await StoredAsync()).Row.RootCause));
        Assert.Null((await StoredAsync()).Draft);
    }

    [Fact]
    public async Task Finalizar_moves_the_focus_to_the_first_missing_field()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { IncidentType = "past_experience" });
        await page.Find("#alert-finish").ClickAsync(new());
        Assert.Equal("f-contactType-0", JSInterop.Invocations["oc.focus"][^1].Arguments[0]);
        await TypeAsync(page, new() { IncidentType = "past_experience", ContactType = "effective" });
        await page.Find("#alert-finish").ClickAsync(new());
        Assert.Equal("f-actionPlan", JSInterop.Invocations["oc.focus"][^1].Arguments[0]);
        await TypeAsync(page, new() { IncidentType = "past_experience", ContactType = "effective", ActionPlan = Plan });
        await page.Find("#alert-finish").ClickAsync(new());
        Assert.Equal(AlertAttempts.ButtonId, JSInterop.Invocations["oc.focus"][^1].Arguments[0]);
    }

    [Fact]
    public async Task A_save_needs_no_field_and_can_be_undone_for_ten_seconds_with_what_was_typed_kept()
    {
        var page = OpenToWork();
        var before = (await StoredAsync()).Row;
        await TypeAsync(page, new() { ActionPlan = "a medias" });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.FollowUp, Shown(page).Row.Status), Patience);
        var toast = Assert.Single(Toasts.Shown);
        Assert.Equal(Database.Clock.UtcNow + TimeSpan.FromSeconds(10), toast.Until);
        await page.InvokeAsync(toast.Undo!);
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.Started, Shown(page).Row.Status), Patience);
        Assert.Equal(before with { Version = 0, Data = "" }, (await StoredAsync()).Row with { Version = 0, Data = "" });
        Assert.Equal("a medias", page.Find("#f-actionPlan").GetAttribute("value"));
    }

    [Fact]
    public async Task Undoing_a_finish_brings_the_form_back_as_it_was_typed()
    {
        var page = OpenToWork();
        await RecordAsync(page, "effective");
        await TypeAsync(page, Forms.Finished());
        await page.Find("#alert-finish").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form.form")), Patience);
        await page.InvokeAsync(Toasts.Shown.Single(t => t.Undo is not null).Undo!);
        page.WaitForAssertion(() => Assert.Equal(Forms.LongPlan, page.Find("#f-actionPlan").GetAttribute("value")), Patience);
        Assert.Equal((CaseStatus.Started, null, null), ((await StoredAsync()).Row.Status, (await StoredAsync()).Row.ActionPlan, (await StoredAsync()).Row.CompletedAt));
    }

    [Fact]
    public async Task An_agent_saves_follow_up_and_is_told_who_finishes()
    {
        SignIn(await People.ActorAsync(Role.Agent));
        var page = OpenToWork();
        Assert.Contains("finalizar corresponde al jefe de plataforma", Foot(page));
        Assert.True(page.Find("input[data-f=state][value=finished]").HasAttribute("disabled"));
        await TypeAsync(page, Forms.Finished());
        await page.Find("#alert-finish").ClickAsync(new());
        Assert.Equal(CaseStatus.Started, (await StoredAsync()).Row.Status);
    }

    [Fact]
    public async Task An_attempt_is_one_key_and_its_result_and_chooses_the_contact_while_none_is_chosen()
    {
        var page = OpenToWork();
        await page.Find("[data-key=a]").ClickAsync(new());
        Assert.Equal("attempt-effective", JSInterop.Invocations["oc.focus"][^1].Arguments[0]);
        await page.Find("#attempt-point").ChangeAsync(new() { Value = "900 000 117" });
        await page.Find("#attempt-phone_off").ChangeAsync(new() { Value = "phone_off" });
        await page.Find("[data-ctrl=Enter]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("1 de 3 hoy", page.Markup), Patience);
        var stored = Assert.Single((await StoredAsync()).Attempts);
        Assert.Equal((AttemptResult.PhoneOff, AttemptChannel.Phone, "900 000 117", false), (stored.Result, stored.Channel, stored.ContactPoint, stored.IsLate));
        Assert.NotEmpty(Told("set"));
        Assert.Equal(2, page.FindAll(".try.next").Count);
    }

    [Fact]
    public async Task After_seven_in_the_evening_the_three_calls_are_no_longer_possible_today()
    {
        Database.Clock.Advance(TimeSpan.FromHours(9).Add(TimeSpan.FromMinutes(5)));       // 19:05 in Lima
        var page = OpenToWork();
        Assert.Contains("Hoy ya no alcanzan las tres llamadas (el horario termina a las 19:00)", page.Markup);
        Assert.Empty(page.FindAll(".try.next"));
        await RecordAsync(page, "no_answer");
        Assert.Empty(page.FindAll(".try.next"));
    }

    [Fact]
    public async Task An_unreached_customer_is_offered_a_closing_text_with_the_branchs_commitment()
    {
        var page = OpenToWork();
        Assert.Empty(page.FindAll("textarea ~ span .lnk"));
        await RecordAsync(page, "no_answer");
        await TypeAsync(page, new() { ContactType = "no_answer" });
        await page.Find("textarea ~ span .lnk").ClickAsync(new());
        Assert.Equal([AlertFields.Plan, "Se intentó contactar al cliente el 15/01/2026 a las 10:00, sin lograrlo; la agencia se compromete a "], Told("write")[^1]);
    }

    [Fact]
    public async Task A_completed_alert_is_reopened_by_the_analyst_with_a_reason()
    {
        await FinishAsync();
        SignIn(await People.ActorAsync(Role.ExperienceAnalyst));
        var page = Open();
        page.WaitForAssertion(() => page.Find(".ffoot button"), Patience);
        await page.Find(".ffoot button").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Falta completar", page.Find("#action-error").TextContent);
        await page.Find("#action-text").ChangeAsync(new() { Value = "faltó llamar" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.FollowUp, Shown(page).Row.Status), Patience);
        page.WaitForAssertion(() => Assert.Contains("faltó llamar", page.Find("[data-event=reopened]").TextContent), Patience);
    }

    [Fact]
    public async Task A_transfer_needs_branch_and_reason_and_can_be_undone()
    {
        var page = OpenToWork();
        page.FindAll(".acts > .btn")[1].Click();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("#action-target option").Count), Patience);
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(CaseStatus.Started, (await StoredAsync()).Row.Status);
        await page.Find("#action-target").ChangeAsync(new() { Value = Organisation.Sister });
        await page.Find("#action-text").ChangeAsync(new() { Value = "vive allí" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("trasladada", Toasts.Shown[^1].Text), Patience);
        Assert.NotNull(Toasts.Shown[^1].Undo);
    }

    [Fact]
    public async Task The_history_tells_who_did_what_with_old_and_new_values()
    {
        var colleague = await People.ActorAsync(Role.Agent);
        await MustAsync(Desk.SaveAsync(Number, 1, new() { ContactType = "no_answer", ActionPlan = "uno", State = AlertForm.FollowUpState }, colleague, CancellationToken.None));
        await MustAsync(Desk.NoteAsync(Number, "una nota", colleague, CancellationToken.None));
        var page = Open(AlertPage.ViewMode);
        page.WaitForAssertion(() => Assert.Equal(["note", "saved", "opened", "created"], Events(page)), Patience);
        Assert.Contains("Tipo de contacto: — → No contesta", Squeezed(page.Find("[data-event=saved]")));
        Assert.Contains("una nota", page.Find("[data-event=note]").TextContent);
        Assert.Contains("Responsable: — → " + colleague.Name, Squeezed(page.Find("[data-event=opened]")));
        page.FindAll(".seg button")[1].Click();
        page.WaitForAssertion(() => Assert.Equal(["note", "saved", "opened"], Events(page)), Patience);
        page.FindAll(".seg button")[2].Click();
        page.WaitForAssertion(() => Assert.Equal(["saved", "opened"], Events(page)), Patience);
    }

    [Fact]
    public async Task A_long_history_is_read_in_pieces_of_fifty()
    {
        for (var i = 0; i < 60; i++)
            await MustAsync(Desk.NoteAsync(Number, $"nota {i}", Head, CancellationToken.None));
        var page = Open(AlertPage.ViewMode);
        page.WaitForAssertion(() => Assert.Equal(50, Events(page).Count), Patience);
        await page.Find(".more").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(61, Events(page).Count), Patience);
        Assert.Empty(page.FindAll(".more"));
    }

    [Fact]
    public async Task A_colleague_who_has_it_open_is_shown_while_being_there()
    {
        var colleague = await People.ActorAsync(Role.Agent);
        var page = OpenToWork();
        Assert.Empty(page.FindAll(".pres"));
        var board = Database.Get<PresenceBoard>();
        var visit = board.Enter(Shown(page).Row.Id, colleague);
        visit.Beat(active: true, typed: true, "form");
        Until(page, () => Assert.Contains("está editando", page.Find(".pres").TextContent));
        visit.Dispose();
        Until(page, () => Assert.Empty(page.FindAll(".pres")));
        Assert.Equal(Head.Id, Assert.Single(board.Of(Shown(page).Row.Id)).UserId);
    }

    private async Task FinishAsync()
    {
        await MustAsync(Desk.RecordAttemptAsync(Number, Forms.Attempt(), Head, CancellationToken.None));
        await MustAsync(Desk.SaveAsync(Number, (await StoredAsync()).Row.Version, Forms.Finished(), Head, CancellationToken.None));
    }

    private static async Task RecordAsync(IRenderedComponent<AlertPage> page, string result)
    {
        var made = Shown(page).Detail.Attempts.Count;
        await page.Find("[data-key=a]").ClickAsync(new());
        await page.Find("#attempt-point").ChangeAsync(new() { Value = "900 000 117" });
        await page.Find($"#attempt-{result}").ChangeAsync(new() { Value = result });
        await page.Find("[data-ctrl=Enter]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(made + 1, Shown(page).Detail.Attempts.Count), Patience);
    }

    private static string Said(IRenderedComponent<AlertPage> page) => Squeezed(page.Find(".ffoot [role=status] > span:last-child"));

    private static string Squeezed(IElement element) => string.Join(' ', element.TextContent.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",").Replace(" .", ".");

    private static List<string?> Events(IRenderedComponent<AlertPage> page) => [.. page.FindAll(".tl > li").Select(li => li.GetAttribute("data-event"))];
}
