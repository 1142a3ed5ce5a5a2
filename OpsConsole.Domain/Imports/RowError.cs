namespace OpsConsole.Domain.Imports;

/// <summary>Why a row is left out or, in a warning, what is odd in it: line, column, value and a code that the screen translates (docs/rules.md, "Imports").</summary>
public sealed record RowError(long Line, string? Column, string? Value, string Code, params string[] Args);
