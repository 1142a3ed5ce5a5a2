namespace OpsConsole.Domain.Filters;

/// <summary>The value of a condition, understood: folded texts and ids of places, or half-open spans of numbers (a day, a minute, a number and its successor).</summary>
public sealed record Operand
{
    public IReadOnlyList<string> Texts { get; init; } = [];
    public IReadOnlyList<int> Ids { get; init; } = [];
    public IReadOnlyList<Span> Spans { get; init; } = [];

    /// <summary>From, included, to, not included.</summary>
    public readonly record struct Span(double From, double To);
}

/// <summary>An operand, or the code of why the value is none and, in a list, which entry.</summary>
public readonly record struct Reading(Operand? Operand, string? Error = null, int? Index = null)
{
    public static implicit operator Reading(Operand operand) => new(operand);
}
