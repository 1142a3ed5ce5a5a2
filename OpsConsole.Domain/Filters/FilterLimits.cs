namespace OpsConsole.Domain.Filters;

/// <summary>How large a filter may be, and the codes of what is refused in one (docs/rules.md, "Filters").</summary>
public static class FilterLimits
{
    public const int Levels = 12, Conditions = 200, Values = 1_000, TextLength = 4_000, Days = 36_600;

    /// <summary>Refusal codes: beyond a limit; not the shape of a tree; an operator its field does not have; a value its field cannot be compared with.</summary>
    public const string TooLarge = "filter.too_large", BadShape = "filter.shape", BadOperator = "filter.operator", BadValue = "filter.value";
}
