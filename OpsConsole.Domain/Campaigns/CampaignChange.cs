namespace OpsConsole.Domain.Campaigns;

/// <summary>What one column holds in the imports to come, and whether it has an index; the key names the column.</summary>
public sealed record ColumnChange(string Key, FieldType? Type, bool Indexed);

/// <summary>The settings of a campaign as its page edits them; what its kind does not have is not looked at, columns that are not named stay, and how deadlines are counted is not among them (docs/rules.md, "Campaign settings").</summary>
public sealed record CampaignChange
{
    public string? Name { get; init; }
    public CampaignStatus? Status { get; init; }
    public string? TimeZone { get; init; }
    public string? ScoreField { get; init; }
    public int? DetractorMax { get; init; }
    public int? PassiveMax { get; init; }

    /// <summary>Null: satisfaction is not judged.</summary>
    public string? SatisfactionField { get; init; }
    public int? DissatisfiedMax { get; init; }
    public int? PlanMinLength { get; init; }

    /// <summary>What a service case can be about, as they are typed: blank ones do not count. Of withdrawal requests: the product lines.</summary>
    public IReadOnlyList<string> CaseTypes { get; init; } = [];
    public bool AgentsMayClose { get; init; } = true;

    /// <summary>Attempts without an answer before a withdrawal request may be given up, and on how many local days.</summary>
    public int? UnreachedNeeds { get; init; }
    public int? AttemptDays { get; init; }
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
            ScoreField = rule.ScoreField,
            DetractorMax = rule.DetractorMax,
            PassiveMax = rule.PassiveMax,
            SatisfactionField = rule.SatisfactionField,
            DissatisfiedMax = rule.DissatisfiedMax,
            PlanMinLength = campaign.Settings.PlanMinLength,
            CaseTypes = campaign.Settings.CaseTypes,
            AgentsMayClose = campaign.Settings.AgentsMayClose,
            UnreachedNeeds = campaign.Settings.AttemptProtocol.UnreachedNeeds,
            AttemptDays = campaign.Settings.AttemptProtocol.Days,
            Columns = [.. campaign.Schema.Fields.Select(f => new ColumnChange(f.Key, f.Type, f.Indexed))],
        };
    }

    /// <summary>Fields of this change that differ from the other: field to its value here and there.</summary>
    public IReadOnlyDictionary<string, (object? Here, object? There)> Against(CampaignChange other, CampaignKind kind)
    {
        var there = other.Values(kind).ToDictionary();
        return Values(kind).Where(v => there.TryGetValue(v.Key, out var theirs) && !Same(v.Value, theirs)).ToDictionary(v => v.Key, v => (v.Value, there[v.Key]));
    }

    /// <summary>Only after <see cref="CampaignChangeRules.Check"/> found nothing wrong.</summary>
    public void ApplyTo(Campaign campaign)
    {
        campaign.Name = Name!.Trim();
        campaign.Status = Status!.Value;
        campaign.TimeZone = TimeZone!;
        campaign.Settings = campaign.Kind switch
        {
            CampaignKind.CloseTheLoop => AlertsAfter(campaign.Settings),
            CampaignKind.Retention => RetentionAfter(ServiceAfter(campaign.Settings)),
            _ => ServiceAfter(campaign.Settings),
        };
        campaign.Schema = SchemaAfter(campaign.Schema);
    }

    internal BaseSchema SchemaAfter(BaseSchema schema)
    {
        var columns = Columns.ToDictionary(c => c.Key);
        return new([.. schema.Fields.Select(f => columns.TryGetValue(f.Key, out var c) ? f with { Type = c.Type, Indexed = c.Indexed } : f)]);
    }

    internal IReadOnlyList<string> TypesTyped() => [.. CaseTypes.Select(t => t.Trim()).Where(t => t.Length > 0)];

    private CampaignSettings ServiceAfter(CampaignSettings settings) => settings with
    {
        CaseTypes = TypesTyped(),
        AgentsMayClose = AgentsMayClose,
    };

    private CampaignSettings RetentionAfter(CampaignSettings settings) => settings with
    {
        AttemptProtocol = settings.AttemptProtocol with { UnreachedNeeds = UnreachedNeeds!.Value, Days = AttemptDays!.Value },
    };

    private CampaignSettings AlertsAfter(CampaignSettings settings) => settings with
    {
        PlanMinLength = PlanMinLength!.Value,
        AlertRule = settings.AlertRule with
        {
            ScoreField = ScoreField!,
            DetractorMax = DetractorMax!.Value,
            PassiveMax = PassiveMax!.Value,
            SatisfactionField = SatisfactionField,
            DissatisfiedMax = DissatisfiedMax!.Value,
        },
    };

    private static bool Same(object? here, object? there) => here is IReadOnlyList<string> ours && there is IReadOnlyList<string> theirs ? ours.SequenceEqual(theirs) : Equals(here, there);

    private IEnumerable<KeyValuePair<string, object?>> Values(CampaignKind kind) =>
    [
        new("name", Name?.Trim()),
        new("status", Status),
        new("timeZone", TimeZone),
        .. kind switch
        {
            CampaignKind.CloseTheLoop => AlertValues(),
            CampaignKind.Retention => [.. ServiceValues(), .. RetentionValues()],
            _ => ServiceValues(),
        },
        .. Columns.Select(c => new KeyValuePair<string, object?>($"column.{c.Key}", c)),
    ];

    private IEnumerable<KeyValuePair<string, object?>> ServiceValues() =>
    [
        new("caseTypes", TypesTyped()),
        new("agentsMayClose", AgentsMayClose),
    ];

    private IEnumerable<KeyValuePair<string, object?>> RetentionValues() =>
    [
        new("unreachedNeeds", UnreachedNeeds),
        new("attemptDays", AttemptDays),
    ];

    private IEnumerable<KeyValuePair<string, object?>> AlertValues() =>
    [
        new("scoreField", ScoreField),
        new("detractorMax", DetractorMax),
        new("passiveMax", PassiveMax),
        new("satisfactionField", SatisfactionField),
        new("dissatisfiedMax", DissatisfiedMax),
        new("planMinLength", PlanMinLength),
    ];
}
