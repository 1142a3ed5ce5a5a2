namespace OpsConsole.Domain.Sla;

/// <summary>A time in which the clock of a case stood still; without an end it still does (docs/rules.md, "Pauses").</summary>
public sealed record Pause(DateTime From, DateTime? To = null)
{
    internal bool Holds(DateTime at) => From <= at && at < To;
}
