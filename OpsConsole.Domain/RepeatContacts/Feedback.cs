namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What an agent is told about the week's wrong escalations, and whether the agent has read it (docs/rules.md, "Feedback").</summary>
public sealed class Feedback
{
    public const int TextMax = 2_000;

    public long Id { get; init; }
    public int CampaignId { get; init; }
    public int AgentId { get; init; }

    /// <summary>The Monday of the week that it is about.</summary>
    public DateOnly Week { get; init; }

    /// <summary>Marked forms of the week, and the wrong ones among them, when it was opened.</summary>
    public int Marked { get; init; }
    public int Errors { get; init; }

    /// <summary>proceso, error, refuerzo, compromiso.</summary>
    public required string Process { get; set; }
    public required string Error { get; set; }
    public required string Reinforcement { get; set; }
    public string? Commitment { get; set; }
    public int OpenedById { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime? AcknowledgedAt { get; set; }
}

/// <summary>The week as it is told to the client: its plan of action, and when it was sent (docs/rules.md, "Reports of the cell").</summary>
public sealed class ClientWeek
{
    public const int PlanMax = 10_000;

    public int Id { get; init; }
    public int CampaignId { get; init; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; init; }
    public string? ActionPlan { get; set; }
    public int? PlannedById { get; set; }
    public DateTime? PlannedAt { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>Raised by each change; whoever saves over a newer one is told.</summary>
    public long Version { get; set; }
}
