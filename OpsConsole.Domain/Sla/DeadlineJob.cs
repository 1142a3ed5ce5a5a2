using OpsConsole.Domain.Jobs;

namespace OpsConsole.Domain.Sla;

/// <summary>Finds the deadlines of a campaign's open cases anew, after its policy or its calendar changed (docs/rules.md, "Moving deadlines"). Rows: how many moved.</summary>
public sealed class DeadlineJob : Job
{
    public const string Policy = "policy", Calendar = "calendar";

    /// <summary>No deadline moves: the marks of the campaign's logged contacts are found anew (docs/rules.md, "Contact log").</summary>
    public const string Thresholds = "thresholds";

    /// <summary>What changed: <see cref="Policy"/>, <see cref="Calendar"/> or <see cref="Thresholds"/>.</summary>
    public required string Because { get; init; }
}

/// <summary>What a change would move, among the open cases of a campaign or of all that it concerns.</summary>
public sealed record DeadlineMoves(int Open, int Moved, int NoLongerOverdue, int NewlyOverdue)
{
    public static readonly DeadlineMoves None = new(0, 0, 0, 0);

    /// <summary>The first day that a moved deadline needs and the calendar does not know.</summary>
    public DateOnly? UnknownFrom { get; init; }

    public static DeadlineMoves operator +(DeadlineMoves a, DeadlineMoves b) =>
        new(a.Open + b.Open, a.Moved + b.Moved, a.NoLongerOverdue + b.NoLongerOverdue, a.NewlyOverdue + b.NewlyOverdue) { UnknownFrom = a.UnknownFrom is null || b.UnknownFrom < a.UnknownFrom ? b.UnknownFrom ?? a.UnknownFrom : a.UnknownFrom };
}
