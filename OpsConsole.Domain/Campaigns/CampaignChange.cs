namespace OpsConsole.Domain.Campaigns;

/// <summary>What one column holds in the imports to come, and whether it has an index; the key names the column.</summary>
public sealed record ColumnChange(string Key, FieldType? Type, bool Indexed);

/// <summary>The settings of a campaign as its page edits them, days being natural days; columns that are not named stay (docs/rules.md, "Campaign settings").</summary>
public sealed record CampaignChange
{
    public string? Name { get; init; }
    public CampaignStatus? Status { get; init; }
    public string? TimeZone { get; init; }
    public int? SlaDays { get; init; }
    public string? ScoreField { get; init; }
    public int? DetractorMax { get; init; }
    public int? PassiveMax { get; init; }

    /// <summary>Null: satisfaction is not judged.</summary>
    public string? SatisfactionField { get; init; }
    public int? DissatisfiedMax { get; init; }
    public int? PlanMinLength { get; init; }
    public IReadOnlyList<ColumnChange> Columns { get; init; } = [];

    /// <summary>The settings as they stand: the change that changes nothing.</summary>
    public static CampaignChange Of(Campaign campaign)
    {
        var rule = campaign.Settings.AlertRule;
        return new()
        {
            Name = campaign.Name,
            Status = campaign.Status,
            TimeZone = campaign.TimeZone,
            SlaDays = campaign.Settings.Sla.Days,
            ScoreField = rule.ScoreField,
            DetractorMax = rule.DetractorMax,
            PassiveMax = rule.PassiveMax,
            SatisfactionField = rule.SatisfactionField,
            DissatisfiedMax = rule.DissatisfiedMax,
            PlanMinLength = campaign.Settings.PlanMinLength,
            Columns = [.. campaign.Schema.Fields.Select(f => new ColumnChange(f.Key, f.Type, f.Indexed))],
        };
    }

    /// <summary>Fields of this change that differ from the other: field to its value here and there.</summary>
    public IReadOnlyDictionary<string, (object? Here, object? There)> Against(CampaignChange other)
    {
        var there = other.Values().ToDictionary();
        return Values().Where(v => there.TryGetValue(v.Key, out var theirs) && !Equals(v.Value, theirs)).ToDictionary(v => v.Key, v => (v.Value, there[v.Key]));
    }

    /// <summary>Only after <see cref="CampaignChangeRules.Check"/> found nothing wrong.</summary>
    public void ApplyTo(Campaign campaign)
    {
        campaign.Name = Name!.Trim();
        campaign.Status = Status!.Value;
        campaign.TimeZone = TimeZone!;
        campaign.Settings = campaign.Settings with
        {
            Sla = campaign.Settings.Sla with { Days = SlaDays!.Value },
            PlanMinLength = PlanMinLength!.Value,
            AlertRule = campaign.Settings.AlertRule with
            {
                ScoreField = ScoreField!,
                DetractorMax = DetractorMax!.Value,
                PassiveMax = PassiveMax!.Value,
                SatisfactionField = SatisfactionField,
                DissatisfiedMax = DissatisfiedMax!.Value,
            },
        };
        campaign.Schema = SchemaAfter(campaign.Schema);
    }

    internal BaseSchema SchemaAfter(BaseSchema schema)
    {
        var columns = Columns.ToDictionary(c => c.Key);
        return new([.. schema.Fields.Select(f => columns.TryGetValue(f.Key, out var c) ? f with { Type = c.Type, Indexed = c.Indexed } : f)]);
    }

    private IEnumerable<KeyValuePair<string, object?>> Values() =>
    [
        new("name", Name?.Trim()),
        new("status", Status),
        new("timeZone", TimeZone),
        new("slaDays", SlaDays),
        new("scoreField", ScoreField),
        new("detractorMax", DetractorMax),
        new("passiveMax", PassiveMax),
        new("satisfactionField", SatisfactionField),
        new("dissatisfiedMax", DissatisfiedMax),
        new("planMinLength", PlanMinLength),
        .. Columns.Select(c => new KeyValuePair<string, object?>($"column.{c.Key}", c)),
    ];
}
