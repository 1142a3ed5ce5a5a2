namespace OpsConsole.Domain.Protocols;

/// <summary>Combinations of a table's facts that no row, or more than one, holds for (docs/rules.md, "Protocols").</summary>
/// <param name="When">The values of each fact, by its code; a fact that is not named may be anything.</param>
/// <param name="Rows">Places of the rows that hold for all of these combinations; none: a hole.</param>
/// <param name="Count">How many combinations it stands for.</param>
public sealed record ProtocolGap(IReadOnlyDictionary<string, IReadOnlyList<string>> When, IReadOnlyList<int> Rows, int Count)
{
    public bool IsHole => Rows.Count == 0;

    /// <summary>"initial=no_within|no_late,insistence=open_within".</summary>
    public string Key => string.Join(',', When.Select(w => $"{w.Key}={string.Join('|', w.Value)}"));
}

/// <summary>Looks at every combination of a table's facts and tells in few groups which ones no single row decides (docs/rules.md, "Protocols").</summary>
internal static class GapFinder
{
    /// <summary>A group is a set of values of each fact, as bits: ten for each fact.</summary>
    private const int Width = ProtocolTable.ValuesMax;

    /// <summary>Holes first; both in the order of the facts' values.</summary>
    public static IReadOnlyList<ProtocolGap> Find(ProtocolTable table)
    {
        var facts = table.Facts;
        var known = facts.Select(fact => fact.Code).ToHashSet();
        var rows = table.Rows.Select(row => row.When.Keys.All(known.Contains) ? Bits(facts, fact => row.When.GetValueOrDefault(fact.Code)) : 0).ToList();
        var open = new Dictionary<string, (IReadOnlyList<int> Rows, List<ulong> Combinations)>();
        foreach (var combination in Combinations(facts))
        {
            var holding = Enumerable.Range(0, rows.Count).Where(i => (combination & ~rows[i]) == 0).ToList();
            if (holding.Count == 1)
                continue;
            var key = string.Join(',', holding);
            if (!open.TryGetValue(key, out var same))
                open[key] = same = (holding, []);
            same.Combinations.Add(combination);
        }
        var everything = Bits(facts, _ => null);
        return [.. open.Values.SelectMany(same => Merged(same.Combinations, facts, everything).Select(group => (same.Rows, Group: group))).OrderBy(g => g.Rows.Count > 0).ThenBy(g => First(g.Group, facts.Count))
            .Select(g => new ProtocolGap(Named(g.Group, facts), g.Rows, Count(g.Group, facts.Count)))];
    }

    /// <summary>Combinations that differ in one fact alone become one group, fact by fact; of all orders of the facts the one that leaves the fewest groups.</summary>
    private static List<ulong> Merged(List<ulong> combinations, IReadOnlyList<ProtocolFact> facts, ulong everything) =>
        Orders([.. Enumerable.Range(0, facts.Count)]).Select(order => Merged(combinations, order, facts, everything)).MinBy(groups => groups.Count)!;

    private static List<ulong> Merged(List<ulong> groups, IReadOnlyList<int> order, IReadOnlyList<ProtocolFact> facts, ulong everything)
    {
        for (var before = 0; before != groups.Count;)
        {
            before = groups.Count;
            foreach (var fact in order)
            {
                var (mask, whole) = (MaskOf(fact), everything & MaskOf(fact));
                groups = [.. groups.GroupBy(g => g & ~mask).SelectMany(alike =>
                {
                    var together = alike.Aggregate(0UL, (all, one) => all | one);
                    return !facts[fact].IsApart || (together & mask) == whole ? [together] : alike.AsEnumerable();
                })];
            }
        }
        return groups;
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> left) =>
        left.Count == 0 ? [[]] : left.SelectMany(first => Orders([.. left.Where(other => other != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest]));

    private static IEnumerable<ulong> Combinations(IReadOnlyList<ProtocolFact> facts) =>
        Enumerable.Range(0, facts.Count).Aggregate((IEnumerable<ulong>)[0UL], (all, fact) => all.SelectMany(so => Enumerable.Range(0, facts[fact].Values.Count).Select(value => so | Bit(fact, value))));

    /// <param name="values">Of a fact; null: all of them.</param>
    private static ulong Bits(IReadOnlyList<ProtocolFact> facts, Func<ProtocolFact, IReadOnlyList<string>?> values)
    {
        var bits = 0UL;
        for (var fact = 0; fact < facts.Count; fact++)
        {
            var asked = values(facts[fact]);
            for (var value = 0; value < facts[fact].Values.Count; value++)
                if (asked is null || asked.Contains(facts[fact].Values[value].Code))
                    bits |= Bit(fact, value);
        }
        return bits;
    }

    private static Dictionary<string, IReadOnlyList<string>> Named(ulong group, IReadOnlyList<ProtocolFact> facts)
    {
        var named = new Dictionary<string, IReadOnlyList<string>>();
        for (var fact = 0; fact < facts.Count; fact++)
            if (facts[fact].Values.Where((_, value) => (group & Bit(fact, value)) != 0).Select(v => v.Code).ToList() is var codes && codes.Count < facts[fact].Values.Count)
                named[facts[fact].Code] = codes;
        return named;
    }

    private static int Count(ulong group, int facts) => Enumerable.Range(0, facts).Aggregate(1, (all, fact) => all * System.Numerics.BitOperations.PopCount(group & MaskOf(fact)));

    /// <summary>The place of its first combination among all.</summary>
    private static ulong First(ulong group, int facts) =>
        Enumerable.Range(0, facts).Aggregate(0UL, (place, fact) => (place * Width) + (ulong)System.Numerics.BitOperations.TrailingZeroCount((group & MaskOf(fact)) >> (fact * Width)));

    private static ulong MaskOf(int fact) => ((1UL << Width) - 1) << (fact * Width);

    private static ulong Bit(int fact, int value) => 1UL << ((fact * Width) + value);
}
