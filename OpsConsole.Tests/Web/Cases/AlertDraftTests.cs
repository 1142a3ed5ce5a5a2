using Bunit;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

public sealed class AlertDraftTests : AlertScreen
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Ñandú, ¿qué pasó? 😀 «agüita»\n", 10));

    [Fact]
    public async Task What_is_typed_is_on_disk_and_the_page_says_when()
    {
        var page = OpenToWork();
        Assert.True(await TypeAsync(page, new() { ActionPlan = Long, PlanOwner = "Encargada" }));
        Assert.Contains("Borrador guardado 10:00", page.Markup);
        var draft = (await StoredAsync()).Draft!;
        Assert.Equal(Long, AlertDraft.Read(draft.Content, Shown(page).Time)!.Value.Form.ActionPlan);
        Assert.Equal((await StoredAsync()).Row.Version, draft.BaseVersion);
    }

    [Fact]
    public async Task A_draft_comes_back_with_the_page_and_can_be_discarded()
    {
        await TypeAsync(OpenToWork(), new() { ActionPlan = Long, ContactType = "no_answer", PlanCheckOn = new(2026, 7, 24), NextContactAt = new DateTime(2026, 1, 16, 15, 30, 0, DateTimeKind.Utc) });
        var page = OpenToWork();
        Assert.Contains("Recuperamos su borrador del 15/01/2026 10:00", page.Markup);
        Assert.Equal(Long, page.Find("#f-actionPlan").GetAttribute("value"));
        Assert.True(page.Find("input[data-f=contactType][value=no_answer]").HasAttribute("checked"));
        Assert.Equal("2026-07-24", page.Find("[data-f=planCheckOn]").GetAttribute("value"));
        Assert.Equal("2026-01-16T10:30", page.Find("[data-f=nextContactAt]").GetAttribute("value"));
        await page.Find("form .banner button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.DoesNotContain("Recuperamos", page.Markup), Patience);
        Assert.Equal("", page.Find("#f-actionPlan").GetAttribute("value") ?? "");
        Assert.Null((await StoredAsync()).Draft);
    }

    [Fact]
    public async Task Typing_back_to_what_the_alert_holds_leaves_no_draft()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = "x" });
        Assert.NotNull((await StoredAsync()).Draft);
        Assert.True(await TypeAsync(page, new()));
        Assert.Null((await StoredAsync()).Draft);
    }

    [Fact]
    public async Task Saving_deletes_the_draft()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = Long });
        await page.Find("[data-ctrl=s]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.FollowUp, Shown(page).Row.Status), Patience);
        Assert.Null((await StoredAsync()).Draft);
        Assert.Equal(Long, (await StoredAsync()).Row.ActionPlan);
    }

    [Fact]
    public async Task A_draft_of_thirty_days_ago_is_gone_and_a_younger_one_is_not()
    {
        await TypeAsync(OpenToWork(), new() { ActionPlan = Long });
        Database.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Contains("Recuperamos", OpenToWork().Markup);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("Recuperamos", OpenToWork().Markup);
        Assert.Null((await StoredAsync()).Draft);
    }

    [Fact]
    public async Task Nobody_else_sees_a_draft()
    {
        await TypeAsync(OpenToWork(), new() { ActionPlan = Long });
        var colleague = await People.ActorAsync(Role.ExperienceAnalyst);
        Assert.Null((await Database.Get<CaseHistoryQueries>().FindAsync(Number, colleague, CancellationToken.None))!.Draft);
    }

    [Fact]
    public async Task What_somebody_was_typing_stays_readable_when_another_finishes_the_alert()
    {
        var page = OpenToWork();
        await TypeAsync(page, new() { ActionPlan = Long });
        var analyst = await People.ActorAsync(Role.ExperienceAnalyst);
        await MustAsync(Desk.RecordAttemptAsync(Number, Forms.Attempt(), analyst, CancellationToken.None));
        await MustAsync(Desk.SaveAsync(Number, (await StoredAsync()).Row.Version, Forms.Finished(), analyst, CancellationToken.None));
        await TellAsync(analyst.Id);
        page.WaitForAssertion(() => Assert.Contains("Se finalizó mientras usted escribía", page.Markup), Patience);
        Assert.Equal(Long, page.Find(".left .kept").TextContent);
        await page.FindAll(".left button")[1].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".left")), Patience);
        Assert.Null((await StoredAsync()).Draft);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"form\":{}}")]
    [InlineData("{\"form\":3,\"start\":{}}")]
    [InlineData("half a {")]
    public void What_is_no_draft_is_not_read(string content) =>
        Assert.Null(AlertDraft.Read(content, new CampaignTime(Lima, Clock)));

    [Fact]
    public void A_draft_reads_back_as_it_was_written()
    {
        var form = new AlertForm { IncidentType = "a", ContactType = "b", ActionPlan = Long, RootCause = "c", PlanOwner = "d", PlanCheckOn = new(2026, 2, 28), NextContactAt = new DateTime(2026, 3, 1, 12, 5, 0, DateTimeKind.Utc), State = AlertForm.FinishedState };
        Assert.Equal((form, new AlertForm { State = AlertForm.FollowUpState }), AlertDraft.Read(AlertDraft.Write(form, new(), new CampaignTime(Lima, Clock)), new CampaignTime(Lima, Clock)));
    }
}
