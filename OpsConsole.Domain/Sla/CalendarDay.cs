namespace OpsConsole.Domain.Sla;

/// <summary>A day on which nobody works, and the rule or decree that says so (docs/rules.md, "Calendars").</summary>
public sealed record CalendarDay(DateOnly Date, string Name, string? Law = null);
