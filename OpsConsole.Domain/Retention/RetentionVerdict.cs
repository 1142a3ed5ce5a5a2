using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>A state and, where it is not offered, why.</summary>
public sealed record StateOffer(RetentionState State, Refusal? Why);

/// <summary>Everything there is to say of a disposition as it stands, complete or not (docs/rules.md, "Retention disposition").</summary>
public sealed record RetentionVerdict
{
    public RetentionState? State { get; init; }
    public Motive? Motive { get; init; }

    /// <summary>What is missing or unreadable, field by field.</summary>
    public IReadOnlyList<Refusal> Errors { get; init; } = [];

    /// <summary>Rules that it breaks, in the order that names the answer.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>The observation as the motive proposes it; a value that nobody gave is "—".</summary>
    public string? Text { get; init; }

    /// <summary>What would be saved: what was typed, else the proposal.</summary>
    public string? Observation { get; init; }

    /// <summary>What in it tells who somebody is and came from no field.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>What may be granted to this product line; null: nothing, or the motive grants nothing.</summary>
    public BenefitRule? Rule { get; init; }
    public BenefitMonths? Months { get; init; }

    /// <summary>How and until when it closes in the transactional system.</summary>
    public ExternalClosure? Closure { get; init; }

    /// <summary>The new deadline of a case that stays open. UTC.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>When the customer is contacted again, or the agent makes sure. UTC.</summary>
    public DateTime? NextContactAt { get; init; }

    /// <summary>Null while anything is wrong.</summary>
    public RetentionOutcome? Outcome { get; init; }
}
