using Bunit;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using Xunit;

namespace OpsConsole.Tests.Web.Controls;

public sealed class SmallControlsTests : ScreenTest
{
    [Theory]
    [InlineData(CaseStatus.Unmanaged, "SG", "Sin gestión", "st-sg")]
    [InlineData(CaseStatus.Started, "I", "Iniciado", "st-i")]
    [InlineData(CaseStatus.FollowUp, "S", "Seguimiento", "st-s")]
    [InlineData(CaseStatus.Shared, "Co", "Compartido", "st-co")]
    [InlineData(CaseStatus.Transferred, "T", "Traslado", "st-t")]
    [InlineData(CaseStatus.Completed, "C", "Completado", "st-c")]
    public void A_state_is_letter_word_and_colour_together(CaseStatus status, string letter, string word, string css)
    {
        var badge = Render<StateBadge>(p => p.Add(b => b.Status, status));
        Assert.Equal((letter, word), (badge.Find("b").TextContent, badge.Find("b + span").TextContent));
        Assert.Contains(css, badge.Find(".st").ClassList);
    }

    [Fact]
    public void A_person_has_the_same_initials_and_tint_everywhere()
    {
        var (first, second) = (Render<Avatar>(p => p.Add(a => a.Name, "Ámbar Ñahui Soto")), Render<Avatar>(p => p.Add(a => a.Name, "Ámbar Ñahui Soto")));
        Assert.Equal("ÁÑ", first.Find(".av").TextContent);
        Assert.Equal(first.Find(".av").ClassName, second.Find(".av").ClassName);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("x", "X")]
    public void Names_of_no_word_and_of_one_do_not_break(string name, string initials) =>
        Assert.Equal(initials, Render<Avatar>(p => p.Add(a => a.Name, name)).Find(".av").TextContent);

    [Theory]
    [InlineData(1, "1 alerta nueva — Mostrar")]
    [InlineData(1286, "1,286 alertas nuevas — Mostrar")]
    public void New_rows_wait_behind_a_bar_that_counts_them(int count, string said)
    {
        var shown = 0;
        var bar = Render<NewRowsBar>(p => p.Add(b => b.Count, count).Add(b => b.OnShow, () => shown++));
        Assert.Contains(said, bar.Find("button").TextContent);
        bar.Find("button").Click();
        Assert.Equal(1, shown);
    }

    [Fact]
    public void Without_new_rows_there_is_no_bar() =>
        Assert.Empty(Render<NewRowsBar>(p => p.Add(b => b.Count, 0)).FindAll("button"));

    [Theory]
    [InlineData(2, SurveyGroup.Detractor, "score")]
    [InlineData(7, SurveyGroup.Passive, "score mid")]
    [InlineData(10, SurveyGroup.Promoter, "score hi")]
    public void A_score_has_the_colour_of_its_group(int value, SurveyGroup group, string css)
    {
        var score = Render<Score>(p => p.Add(s => s.Value, value).Add(s => s.Group, group));
        Assert.Equal((css, value.ToString()), (score.Find("span").ClassName!.Trim(), score.Find("span").TextContent));
    }

    [Fact]
    public void No_score_is_a_dash() => Assert.Equal("—", Render<Score>(p => p.Add(s => s.Value, null)).Find("span").TextContent);

    [Fact]
    public void A_refusal_says_how_much_there_is_and_how_much_is_needed()
    {
        var words = new RefusalWords(Words<Refusals>());
        Assert.StartsWith("Para finalizar faltan intentos: van 2 de los 3", words[new Refusal("finish.attempts_missing", "contactType", 2, 3)]);
    }

    [Fact]
    public void A_refusal_without_words_still_says_what_to_do_and_carries_its_code() =>
        Assert.Contains("soporte: nobody.knows", new RefusalWords(Words<Refusals>())[new Refusal("nobody.knows")]);

    [Fact]
    public void Each_role_is_offered_the_sections_it_may_open()
    {
        Assert.Equal(["Proyecto", "Operación", "Close The Loop", "Informes", "Compartir", "Bitácora"], Sections(Role.ExperienceAnalyst));
        Assert.Equal(["Operación", "Close The Loop"], Sections(Role.BackOffice));
        Assert.All([Role.Agent, Role.BranchHead], role => Assert.Equal(["Close The Loop"], Sections(role)));
        Assert.All([Role.RegionalSupervisor, Role.Administrator], role => Assert.Equal(["Close The Loop", "Informes", "Bitácora"], Sections(role)));
    }

    [Fact]
    public void The_section_one_is_in_is_marked() =>
        Assert.Equal("/proyectos/operaciones/close-the-loop", Row(Role.Agent).Find("[aria-current=page]").GetAttribute("href"));

    private IEnumerable<string> Sections(Role role) => Row(role).FindAll("a").Select(a => a.TextContent);

    private IRenderedComponent<ProjectSections> Row(Role role) => Render<ProjectSections>(p => p
        .Add(s => s.Code, "operaciones").Add(s => s.CampaignId, 1).Add(s => s.Kind, OpsConsole.Domain.Campaigns.CampaignKind.CloseTheLoop).Add(s => s.Here, ProjectSection.CloseTheLoop)
        .Add(s => s.Actor, new Actor(1, "A", "a@example.com", role, 0) { CampaignIds = [1] }));
}
