using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>What the alert rule says of one answer: alert or record, its group and the reason shown with it (docs/rules.md, "Alert rule").</summary>
public sealed record AlertVerdict(bool IsAlert, SurveyGroup? Group, string? Reason);

/// <summary>Judges an answer; one without any score is a record: no group, no alert.</summary>
public static class AlertJudge
{
    public const int HighestScore = 10;

    public static AlertVerdict Judge(this AlertRule rule, int? score, int? satisfaction)
    {
        var reasons = new List<string>(2);
        if (score <= rule.DetractorMax)
            reasons.Add(Sentence(rule.ScoreField, score, rule.DetractorMax));
        if (satisfaction <= rule.DissatisfiedMax)
            reasons.Add(Sentence(rule.SatisfactionField, satisfaction, rule.DissatisfiedMax));
        return new(reasons.Count > 0, Group(rule, score, satisfaction), reasons.Count > 0 ? string.Join("; ", reasons) : null);
    }

    private static SurveyGroup? Group(AlertRule rule, int? score, int? satisfaction)
    {
        if (score is { } given)
            return given <= rule.DetractorMax ? SurveyGroup.Detractor : given <= rule.PassiveMax ? SurveyGroup.Passive : SurveyGroup.Promoter;
        if (satisfaction is { } mark)
            return mark <= rule.DissatisfiedMax ? SurveyGroup.Dissatisfied : SurveyGroup.Satisfied;
        return null;
    }

    private static string Sentence(string? field, int? value, int limit) => string.Create(CultureInfo.InvariantCulture, $"{field} {value} ≤ {limit}");
}
