using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Protocols;

/// <summary>A decision table that people keep and the server evaluates: of each combination of its facts exactly one row should say what to do (docs/rules.md, "Protocols").</summary>
public sealed record ProtocolTable
{
    public static readonly ProtocolTable Empty = new();

    public IReadOnlyList<ProtocolFact> Facts { get; init; } = [];

    /// <summary>Their order says nothing: a combination that two rows hold for is an overlap, not won by the first.</summary>
    public IReadOnlyList<ProtocolRow> Rows { get; init; } = [];

    /// <summary>Who puts a changed table into force.</summary>
    public Role Approver { get; init; } = Role.ExperienceAnalyst;

    /// <summary>The row that holds for these facts; null where none or several do.</summary>
    /// <param name="facts">By code; one that is missing matches only rows that do not ask for it.</param>
    public ProtocolRow? Find(IReadOnlyDictionary<string, string> facts) => Rows.Where(row => row.HoldsFor(facts)).Take(2).ToList() is [var only] ? only : null;
}

/// <summary>Something that is known of a case, with everything it can be.</summary>
public sealed record ProtocolFact(string Code, string Label)
{
    public IReadOnlyList<CatalogueEntry> Values { get; init; } = [];
}

/// <summary>One row: for which facts it holds, and what is to be done.</summary>
/// <param name="Result">Its number, as people name it.</param>
/// <param name="Action">One of the actions that the console can carry out.</param>
/// <param name="Text">What the agent is told; marks in braces stand for values of the case.</param>
/// <param name="IsAdded">Not from the source, which left its combinations open.</param>
public sealed record ProtocolRow(int Result, string Action, string Text, bool IsAdded = false)
{
    /// <summary>The values that each fact may have, by the fact's code; a fact that is not named may be anything.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> When { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public bool HoldsFor(IReadOnlyDictionary<string, string> facts) => When.All(asked => facts.TryGetValue(asked.Key, out var value) && asked.Value.Contains(value));
}
