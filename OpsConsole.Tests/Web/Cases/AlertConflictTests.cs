using Bunit;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>Two people on one alert, the page of one of them.</summary>
public sealed class AlertConflictTests : AlertScreen
{
    [Fact]
    public async Task Different_fields_both_survive_without_a_question()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = Plan });
        var other = await SaveAsOtherAsync(new() { ContactType = "effective" });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Plan, Shown(page).Row.ActionPlan), Patience);
        Assert.Empty(page.FindComponents<AlertConflict>());
        Assert.Equal((Plan, "effective"), ((await StoredAsync()).Row.ActionPlan, (await StoredAsync()).Row.ContactType));
        Assert.Equal($"{other.Name} cambió también: tipo de contacto. Quedó unido a lo suyo.", Assert.Single(Toasts.Shown).Detail);
    }

    [Fact]
    public async Task The_same_field_is_offered_for_choice_and_nothing_is_saved_before()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = "llamar el viernes y revisar", ContactType = "no_answer" });
        var other = await SaveAsOtherAsync(new() { ActionPlan = "llamar y devolver y revisar", ContactType = "effective", IncidentType = "past_experience" });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains($"{other.Name} guardó cambios mientras usted escribía", page.Find("dialog h2").TextContent), Patience);
        Assert.Equal("llamar y devolver y revisar", (await StoredAsync()).Row.ActionPlan);
        Assert.True(page.Find("dialog input[name=actionPlan][value=both]").HasAttribute("checked"));
        Assert.Equal("llamar el viernes y devolver y revisar", page.Find("dialog textarea").GetAttribute("value"));
        Assert.Empty(page.FindAll("dialog input[name=contactType][checked]"));
        Assert.Contains("tipo de incidencia", page.Find("dialog .banner.ok").TextContent);

        await page.Find("dialog .btn.pri").ClickAsync(new());
        Assert.Contains("Elija qué queda en: Tipo de contacto", page.Find("dialog [role=alert]").TextContent);
        await page.Find("dialog input[name=contactType][value=theirs]").ChangeAsync(new() { Value = "theirs" });
        Hold(page, new() { ActionPlan = "llamar el viernes y devolver y revisar", ContactType = "effective", IncidentType = "past_experience" });
        await page.Find("dialog .btn.pri").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")), Patience);
        Assert.Equal(("llamar el viernes y devolver y revisar", "effective", "past_experience"), ((await StoredAsync()).Row.ActionPlan, (await StoredAsync()).Row.ContactType, (await StoredAsync()).Row.IncidentType));
    }

    [Fact]
    public async Task Esc_keeps_everything_and_the_next_save_asks_again()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = "lo mío" });
        await SaveAsOtherAsync(new() { ActionPlan = "lo suyo" });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => page.Find("dialog"), Patience);
        await page.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty);
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal("lo suyo", (await StoredAsync()).Row.ActionPlan);
        Assert.NotEmpty(Told("resume"));
        Assert.Contains("cambió lo mismo que usted: plan de acción", page.Markup);
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => page.Find("dialog"), Patience);
    }

    [Fact]
    public async Task A_colleagues_save_shows_in_place_and_leaves_what_is_being_typed()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = "lo mío" });
        var other = await SaveAsOtherAsync(new() { ContactType = "effective", RootCause = "waiting" });
        await TellAsync(other.Id);
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.FollowUp, Shown(page).Row.Status), Patience);
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("[data-event=saved], [data-event=opened], [data-event=created]").Count), Patience);
        var set = System.Text.Json.JsonSerializer.Serialize(Told("set")[^1]);
        Assert.Contains("\"value\":\"effective\"", set);
        Assert.DoesNotContain("actionPlan", set);
        Assert.Equal("lo mío", page.FindComponent<AlertWork>().Instance.Typed.ActionPlan);
        Hold(page, new() { ActionPlan = "lo mío", ContactType = "effective", RootCause = "waiting" });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("lo mío", Shown(page).Row.ActionPlan), Patience);
        Assert.Equal(("effective", "waiting"), ((await StoredAsync()).Row.ContactType, (await StoredAsync()).Row.RootCause));
    }

    [Fact]
    public async Task A_draft_over_an_older_version_merges_with_what_was_saved_since()
    {
        await TypeAsync(OpenToWork(), new() { ActionPlan = "lo mío", ContactType = "no_answer" });
        await SaveAsOtherAsync(new() { ContactType = "effective", RootCause = "system" });
        var page = Open();
        page.WaitForAssertion(() => page.Find("#f-actionPlan"), Patience);
        Assert.Equal("lo mío", page.Find("#f-actionPlan").GetAttribute("value"));
        Assert.Equal("system", page.Find("#f-rootCause").GetAttribute("value"));
        Assert.True(page.Find("input[data-f=contactType][value=no_answer]").HasAttribute("checked"));
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog tbody th[id^=clash]")), Patience);
    }

    private async Task<Actor> SaveAsOtherAsync(AlertForm form)
    {
        var other = await People.ActorAsync(Role.Agent);
        await MustAsync(Desk.SaveAsync(Number, (await StoredAsync()).Row.Version, form with { State = AlertForm.FollowUpState }, other, CancellationToken.None));
        return other;
    }
}
