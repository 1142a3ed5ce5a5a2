namespace OpsConsole.Domain.Campaigns;

/// <summary>Which survey answers become alerts (docs/rules.md, "Alert rule"). The judging itself stands in Imports.</summary>
public sealed record AlertRule
{
    public string ScoreField { get; init; } = "Recomendación";
    public int DetractorMax { get; init; } = 6;
    public int PassiveMax { get; init; } = 8;
    public string? SatisfactionField { get; init; }
    public int DissatisfiedMax { get; init; } = 2;
    public int SatisfactionScale { get; init; } = 5;
}
