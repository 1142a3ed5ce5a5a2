using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Protocols;

/// <summary>A decision table that people keep and the server evaluates: of each combination of its facts exactly one row should say what to do (docs/rules.md, "Protocols").</summary>
public sealed record ProtocolTable
{
    public const int FactsMax = 5, ValuesMax = 10, CombinationsMax = 1_000, RowsMax = 100, ResultMax = 99, TextMax = 400;

    public static readonly ProtocolTable Empty = new();

    /// <summary>Those who can be asked to approve a table.</summary>
    public static readonly IReadOnlyList<Role> Approvers = [Role.ExperienceAnalyst, Role.RegionalSupervisor];

    public IReadOnlyList<ProtocolFact> Facts { get; init; } = [];

    /// <summary>Their order says nothing: a combination that two rows hold for is an overlap, not won by the first.</summary>
    public IReadOnlyList<ProtocolRow> Rows { get; init; } = [];

    /// <summary>Who puts a changed table into force.</summary>
    public Role Approver { get; init; } = Role.ExperienceAnalyst;

    /// <summary>The row that holds for these facts; null where none or several do.</summary>
    /// <param name="facts">By code; one that is missing matches only rows that do not ask for it.</param>
    public ProtocolRow? Find(IReadOnlyDictionary<string, string> facts) => Rows.Where(row => row.HoldsFor(facts)).Take(2).ToList() is [var only] ? only : null;

    /// <summary>How many combinations of its facts there are.</summary>
    public int Combinations => Facts.Aggregate(1, (all, fact) => all * fact.Values.Count);

    /// <summary>The combinations that no row holds for, then those that several do; each stands in one group.</summary>
    public IReadOnlyList<ProtocolGap> Gaps() => GapFinder.Find(this);

    /// <summary>What is wrong, by place: "facts", "approver", "rows.3.text", "rows.3.when.customer", "holes.initial=yes", "overlaps.initial=yes".</summary>
    /// <param name="actions">What the console can carry out.</param>
    /// <param name="marks">What a text can have filled in.</param>
    public IEnumerable<Refusal> Check(IReadOnlyCollection<string> actions, IReadOnlyCollection<string> marks)
    {
        if (!FactsAreRight)
        {
            yield return new("protocol.facts", "facts");
            yield break;        // nothing else can be judged by them
        }
        if (!Approvers.Contains(Approver))
            yield return new("unknown", "approver");
        if (Rows.Count > RowsMax)
        {
            yield return new("guide.too_many", "rows", Rows.Count, RowsMax);
            yield break;
        }
        for (var i = 0; i < Rows.Count; i++)
            foreach (var wrong in Check(Rows[i], string.Create(CultureInfo.InvariantCulture, $"rows.{i}."), actions, marks))
                yield return wrong;
        foreach (var gap in Gaps())
            yield return gap.IsHole ? new Refusal("protocol.hole", $"holes.{gap.Key}", gap.Count) : new("protocol.overlap", $"overlaps.{gap.Key}", Rows[gap.Rows[0]].Result, Rows[gap.Rows[1]].Result);
    }

    /// <summary>The same table in one way of writing: rows by their numbers, values in the order of the facts, no fact that may be anything, no blanks around a text.</summary>
    public ProtocolTable InOrder() => this with
    {
        Rows = [.. Rows.OrderBy(row => row.Result).Select(row => row with { Text = row.Text.Trim(), When = Shortened(row.When) })],
    };

    private Dictionary<string, IReadOnlyList<string>> Shortened(IReadOnlyDictionary<string, IReadOnlyList<string>> when)
    {
        var kept = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var fact in Facts)
            if (when.TryGetValue(fact.Code, out var values) && fact.Values.Select(v => v.Code).Where(values.Contains).ToList() is var own && own.Count < fact.Values.Count)
                kept[fact.Code] = own;
        return kept;
    }

    private bool FactsAreRight =>
        Facts.Count is > 0 and <= FactsMax && Facts.All(fact => fact.Values.Count is > 0 and <= ValuesMax && fact.Values.DistinctBy(v => v.Code).Count() == fact.Values.Count)
        && Facts.DistinctBy(fact => fact.Code).Count() == Facts.Count && Combinations <= CombinationsMax;

    private IEnumerable<Refusal> Check(ProtocolRow row, string place, IReadOnlyCollection<string> actions, IReadOnlyCollection<string> marks)
    {
        if (row.Result is < 0 or > ResultMax)
            yield return new("campaign.number_range", place + "result", 0, ResultMax);
        else if (Rows.Count(r => r.Result == row.Result) > 1)
            yield return new("protocol.result_twice", place + "result");
        foreach (var (code, values) in row.When)
            if (values.Count == 0)
                yield return new("protocol.no_value", $"{place}when.{code}");
            else if (Facts.FirstOrDefault(f => f.Code == code) is not { } fact || !values.All(value => fact.Values.Any(v => v.Code == value)))
                yield return new("unknown", $"{place}when.{code}");
        if (row.Action.Length == 0)
            yield return new("required", place + "action");
        else if (!actions.Contains(row.Action))
            yield return new("unknown", place + "action");
        if (TextRules.Check(row.Text, place + "text", TextMax) is { } wrong)
            yield return wrong;
        else if (ProtocolText.MarksIn(row.Text).Any(mark => !marks.Contains(mark)))
            yield return new("protocol.mark", place + "text");
    }
}

/// <summary>Something that is known of a case, with everything it can be (docs/rules.md, "Protocols").</summary>
/// <param name="IsApart">Each of its values asks for a decision of its own: what is left open is told by one of them, or by all together.</param>
public sealed record ProtocolFact(string Code, string Label, bool IsApart = false)
{
    public IReadOnlyList<CatalogueEntry> Values { get; init; } = [];
}

/// <summary>One row: for which facts it holds, and what is to be done (docs/rules.md, "Protocols").</summary>
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
