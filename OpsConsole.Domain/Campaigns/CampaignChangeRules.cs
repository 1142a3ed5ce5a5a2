using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Campaigns;

/// <summary>What may be wrong with a change of settings: one refusal per field, columns as "column.{key}" (docs/rules.md, "Campaign settings").</summary>
public static class CampaignChangeRules
{
    public const int PlanLengthMax = 500, CaseTypesMax = 50, CaseTypeMax = 80, AttemptsMax = 10;

    /// <summary>The kinds of values that a column may be given; others come from imports only.</summary>
    public static readonly IReadOnlyList<FieldType> Types = [FieldType.Text, FieldType.Number, FieldType.Date];

    /// <summary>What every kind has, and what this campaign's kind has besides.</summary>
    public static IReadOnlyList<Refusal> Check(this CampaignChange change, Campaign campaign)
    {
        Refusal?[] found =
        [
            TextRules.Check(change.Name, "name", CampaignDesk.NameMax),
            change.Status is { } status ? Enum.IsDefined(status) ? null : new("unknown", "status") : new("required", "status"),
            CheckZone(change.TimeZone),
            .. campaign.Kind switch
            {
                CampaignKind.CloseTheLoop => CheckAlerts(change, campaign),
                CampaignKind.Retention => [.. CheckService(change), .. CheckAttempts(change)],
                _ => CheckService(change),
            },
            .. CheckColumns(change, campaign.Schema),
        ];
        return [.. found.OfType<Refusal>()];
    }

    private static IEnumerable<Refusal?> CheckService(CampaignChange change)
    {
        var types = change.TypesTyped();
        yield return types.Count > CaseTypesMax ? new("campaign.too_many_types", "caseTypes", types.Count, CaseTypesMax)
            : types.Select(t => TextRules.Check(t, "caseTypes", CaseTypeMax)).FirstOrDefault(r => r is not null)
                ?? (types.DistinctBy(TextFold.Fold).Count() < types.Count ? new("campaign.type_twice", "caseTypes") : null);
    }

    /// <summary>No more days than attempts: each day takes one of them.</summary>
    private static IEnumerable<Refusal?> CheckAttempts(CampaignChange change) =>
    [
        Between(change.UnreachedNeeds, 1, AttemptsMax, "unreachedNeeds"),
        Between(change.AttemptDays, 1, Math.Clamp(change.UnreachedNeeds ?? AttemptsMax, 1, AttemptsMax), "attemptDays"),
    ];

    /// <summary>The limits of the score, and those of the satisfaction on the campaign's scale.</summary>
    private static IEnumerable<Refusal?> CheckAlerts(CampaignChange change, Campaign campaign) =>
    [
        CheckQuestion(change.ScoreField, "scoreField", change, campaign),
        Between(change.DetractorMax, 0, AlertJudge.HighestScore, "detractorMax"),
        Between(change.PassiveMax, 0, AlertJudge.HighestScore, "passiveMax")
            ?? (change.PassiveMax < change.DetractorMax ? new("campaign.limits_order", "passiveMax", change.PassiveMax, change.DetractorMax) : null),
        change.SatisfactionField is null ? null
            : change.SatisfactionField == change.ScoreField ? new("campaign.same_question", "satisfactionField")
            : CheckQuestion(change.SatisfactionField, "satisfactionField", change, campaign),
        Between(change.DissatisfiedMax, 1, campaign.Settings.AlertRule.SatisfactionScale, "dissatisfiedMax"),
        Between(change.PlanMinLength, 1, PlanLengthMax, "planMinLength"),
    ];

    private static Refusal? CheckZone(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new("required", "timeZone")
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && !IsWindowsName(name) ? null : new("campaign.time_zone", "timeZone");

    // "UTC" is a name in both worlds.
    private static bool IsWindowsName(string name) => TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out _) && !TimeZoneInfo.TryConvertIanaIdToWindowsId(name, out _);

    private static Refusal? Between(int? value, int least, int most, string field) =>
        value is not { } given ? new("required", field) : given < least || given > most ? new("campaign.number_range", field, least, most) : null;

    // A question whose answers were never seen may be chosen: its first import decides.
    private static Refusal? CheckQuestion(string? name, string field, CampaignChange change, Campaign campaign)
    {
        if (string.IsNullOrEmpty(name))
            return new("required", field);
        if (campaign.Schema.Find(SchemaField.Survey, name) is not { } question)
            return new("unknown", field);
        var type = change.Columns.FirstOrDefault(c => c.Key == question.Key) is { } column ? column.Type : question.Type;
        return type is FieldType.Number or null ? null : new("campaign.question_not_number", field);
    }

    private static IEnumerable<Refusal> CheckColumns(CampaignChange change, BaseSchema schema)
    {
        var known = schema.Fields.ToDictionary(f => f.Key);
        if (change.Columns.DistinctBy(c => c.Key).Count() < change.Columns.Count || change.Columns.Any(c => !known.ContainsKey(c.Key)))
        {
            yield return new("unknown", "columns");
            yield break;
        }
        foreach (var column in change.Columns.Where(c => c.Type != known[c.Key].Type))
            if (known[column.Key].Source == SchemaField.Meta || column.Type is not { } type || !Types.Contains(type))
                yield return new("unknown", $"column.{column.Key}");
        if (change.SchemaAfter(schema).Fields.Count(f => f.Indexed) is var marked && marked > BaseSchema.MaxIndexed)
            yield return new("campaign.too_many_indexed", "columns", marked, BaseSchema.MaxIndexed);
    }
}
