namespace OpsConsole.Domain.RepeatContacts;

/// <summary>Where the question to an area stands; a case that was never escalated has none.</summary>
public enum EscalationState
{
    Open,
    Answered,

    /// <summary>The area says that it is not hers, or that something is missing.</summary>
    Returned,
    Closed,
}

/// <summary>What a front agent says of a customer who comes back, and what became of it (docs/rules.md, "Escalations").</summary>
public sealed record Escalation
{
    public required EscalationForm Form { get; init; }

    /// <summary>When the form was filled in, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who filled it in, as the source names them; null: a person of this console.</summary>
    public string? AgentName { get; init; }

    /// <summary>The checklist as it was asked and answered then.</summary>
    public IReadOnlyList<AskedPoint> Asked { get; init; } = [];

    /// <summary>What the back office made of it; null: nothing yet.</summary>
    public CellManagement? Management { get; init; }

    /// <summary>Null: no area was asked yet.</summary>
    public EscalationState? State { get; init; }

    /// <summary>Each question to an area, in order.</summary>
    public IReadOnlyList<EscalationRound> Rounds { get; init; } = [];
    public QualityRuling? AreaRuling { get; init; }
    public QualityRuling? BackRuling { get; init; }

    /// <summary>The back office's mark wins over the area's.</summary>
    public QualityRuling? Ruling => BackRuling ?? AreaRuling;
}

/// <summary>A point of a checklist in the words of that time, and its answer.</summary>
public sealed record AskedPoint(string Text, bool Yes)
{
    public static IReadOnlyList<AskedPoint> Of(CellCause? cause, IReadOnlyDictionary<string, bool> checks) =>
        [.. (cause?.Checklist ?? []).Where(p => checks.ContainsKey(p.Code)).Select(p => new AskedPoint(p.Text, checks[p.Code]))];
}

/// <summary>A question to an area and its answer.</summary>
public sealed record EscalationRound(string Area, string Note, DateTime At, int ById, DateTime DueAt)
{
    public string? Answer { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public int? AnsweredById { get; init; }

    /// <summary>The mark with which the area gave it back.</summary>
    public string? ReturnedWith { get; init; }

    /// <summary>When the area was told that its time is over.</summary>
    public DateTime? ToldLateAt { get; init; }
}

/// <summary>How somebody rules an escalation.</summary>
/// <param name="Error">The mark was one of an error.</param>
public sealed record QualityRuling(string Mark, bool Error, string? Note, int ById, DateTime At);

/// <summary>What the back office fills in.</summary>
public sealed record CellManagement
{
    public const int TextMax = 4_000;

    /// <summary>The cause as the back office sees it; null: as the form says.</summary>
    public string? Cause { get; init; }

    /// <summary>Answers to the checklist, by the code of the point.</summary>
    public IReadOnlyDictionary<string, bool> Checks { get; init; } = new Dictionary<string, bool>();
    public string? Management { get; init; }
    public string? Observations { get; init; }

    /// <summary>How the case stands, in words ("estado_caso").</summary>
    public string? CaseState { get; init; }
    public string? SecondObservation { get; init; }
    public int ById { get; init; }
    public DateTime At { get; init; }
}
