using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class AlertJudgeTests
{
    [Theory]
    [InlineData(0, true, SurveyGroup.Detractor)]
    [InlineData(6, true, SurveyGroup.Detractor)]
    [InlineData(7, false, SurveyGroup.Passive)]
    [InlineData(8, false, SurveyGroup.Passive)]
    [InlineData(9, false, SurveyGroup.Promoter)]
    [InlineData(10, false, SurveyGroup.Promoter)]
    public void A_score_up_to_six_is_an_alert(int score, bool alert, SurveyGroup group)
    {
        var verdict = new AlertRule().Judge(score, null);
        Assert.Equal((alert, group), (verdict.IsAlert, verdict.Group!.Value));
    }

    [Fact]
    public void An_alert_says_why_it_is_one() => Assert.Equal("Recomendación 3 ≤ 6", new AlertRule().Judge(3, null).Reason);

    [Fact]
    public void The_limit_is_the_campaigns_own() => Assert.Equal("Recomendación 8 ≤ 8", new AlertRule { DetractorMax = 8, PassiveMax = 9 }.Judge(8, null).Reason);

    [Theory]
    [InlineData(null, 2, true, SurveyGroup.Dissatisfied, "Satisfacción 2 ≤ 2")]
    [InlineData(null, 3, false, SurveyGroup.Satisfied, null)]
    [InlineData(9, 1, true, SurveyGroup.Promoter, "Satisfacción 1 ≤ 2")]
    [InlineData(5, 1, true, SurveyGroup.Detractor, "Recomendación 5 ≤ 6; Satisfacción 1 ≤ 2")]
    public void Either_score_makes_an_alert_and_the_group_is_the_recommendations(int? score, int satisfaction, bool alert, SurveyGroup group, string? reason) =>
        Assert.Equal(new AlertVerdict(alert, group, reason), new AlertRule { SatisfactionField = "Satisfacción" }.Judge(score, satisfaction));

    [Fact]
    public void Without_any_score_there_is_neither_group_nor_alert() => Assert.Equal(new AlertVerdict(false, null, null), new AlertRule().Judge(null, null));
}
