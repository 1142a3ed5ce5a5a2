namespace OpsConsole.Domain.Cases;

/// <summary>One value of a column: as it came, and as a number (dates: UTC milliseconds, booleans: 0 or 1) where it is one.</summary>
public readonly record struct FieldValue(string Raw, double? Number = null);
