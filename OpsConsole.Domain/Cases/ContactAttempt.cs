namespace OpsConsole.Domain.Cases;

/// <summary>One call or message tried. <see cref="At"/>: when it took place; <see cref="RecordedAt"/>: when the server learnt of it (docs/rules.md, "Attempts").</summary>
public sealed class ContactAttempt
{
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    public long Id { get; init; }
    /// <summary>Another one's after a merge.</summary>
    public long CaseId { get; internal set; }
    public DateTime At { get; init; }
    public DateTime RecordedAt { get; init; }
    public AttemptChannel Channel { get; init; }
    public required string ContactPoint { get; init; }
    public AttemptResult Result { get; init; }
    public int ById { get; init; }

    /// <summary>Written down more than 15 minutes off: shown as "registrado después".</summary>
    public bool IsLate => (RecordedAt - At).Duration() > LateAfter;
}
