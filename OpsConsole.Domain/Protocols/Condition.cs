using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Protocols;

/// <summary>When something is offered or asked: it holds if any of its rows does, and always where it has none (docs/rules.md, "Protocols").</summary>
/// <param name="AnyOf">Each row: fact to the values of which one must be among the case's; all facts of a row must hold.</param>
public sealed record Condition(IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> AnyOf)
{
    public static readonly Condition Always = new([]);

    /// <summary>The first row that holds, from 0; null: none does. Values compare without case and accents.</summary>
    public int? RowThatHolds(IReadOnlyDictionary<string, IReadOnlyList<string>> facts)
    {
        for (var row = 0; row < AnyOf.Count; row++)
            if (AnyOf[row].All(asked => facts.TryGetValue(asked.Key, out var has) && has.Any(value => asked.Value.Any(wanted => TextFold.Fold(wanted) == TextFold.Fold(value)))))
                return row;
        return null;
    }

    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> facts) => AnyOf.Count == 0 || RowThatHolds(facts) is not null;
}
