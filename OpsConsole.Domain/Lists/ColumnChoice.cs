namespace OpsConsole.Domain.Lists;

/// <summary>One column of a person's grid: which field, under which name, how wide, and whether it stays in sight (docs/rules.md, "Columns").</summary>
/// <param name="Alias">Stands in the head instead of the field's name.</param>
/// <param name="Width">In pixels; null: as wide as the field's kind asks for.</param>
public sealed record ColumnChoice(string Source, string Field, string? Alias = null, int? Width = null, bool Frozen = false)
{
    public const int MostColumns = 200, MostFrozen = 4, AliasMax = 120, NarrowestWidth = 48, WidestWidth = 800;
}
