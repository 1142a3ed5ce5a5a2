namespace OpsConsole.Domain.Imports;

/// <summary>One row of a file as it stands there, with the line on which it starts (docs/rules.md, "Imports").</summary>
public sealed record RawRow(long Line, string?[] Cells)
{
    /// <summary>What the file format already knows to be wrong in the row: a formula without value, an unclosed merge.</summary>
    public IReadOnlyList<CellFault> Faults { get; init; } = [];

    public bool IsBlank => Faults.Count == 0 && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>A fault of one cell; Column counts from 0 and is -1 where the whole row is meant.</summary>
public sealed record CellFault(int Column, string Code, string? Value, params string[] Args);
