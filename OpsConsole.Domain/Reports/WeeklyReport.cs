namespace OpsConsole.Domain.Reports;

/// <summary>A week's figures as they were frozen, kept for good: once made they never change (docs/rules.md, "Weekly report").</summary>
public sealed class WeeklyReport
{
    /// <summary>128 random bits, base64url.</summary>
    public required string Id { get; init; }
    public int CampaignId { get; init; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; init; }
    public DateTime FrozenAt { get; init; }
    public DateTime MadeAt { get; init; }

    /// <summary>The version of the campaign's settings, its deadline rules among them, when it was made.</summary>
    public long RulesVersion { get; init; }

    /// <summary>How many people were told of it.</summary>
    public int ToldTo { get; init; }

    /// <summary><see cref="WeeklyFigures"/> as JSON.</summary>
    public required string Figures { get; init; }
}
