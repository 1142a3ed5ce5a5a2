namespace OpsConsole.Domain.Customers;

/// <summary>Names typed in any order beside a customer's: each word is paired with the one that resembles it most (docs/rules.md, "Matching").</summary>
internal sealed record NameComparison(double Odds, IReadOnlyList<MatchReason> Reasons)
{
    private const double EachWord = 1.2, Conflict = -2, Missing = -0.2, NoFirstName = -1.5, NoSurname = -1;
    private const double Heard = 0.95, OneLetter = 0.85, TwoLetters = 0.6, Initial = 0.4, NotAlike = 0.3;

    /// <summary>Null where one of the two has no names.</summary>
    public static NameComparison? Of(List<string> typed, List<string> names, List<string> surnames)
    {
        if (typed.Count == 0 || names.Count + surnames.Count == 0)
            return null;
        List<string> known = [.. names, .. surnames];
        var pairs = Pair(typed, known);
        var (leftTyped, leftKnown) = (typed.Count - pairs.Count, known.Count - pairs.Count);
        var conflicts = Math.Min(leftTyped, leftKnown);
        var odds = pairs.Sum(p => p.Likeness) * EachWord + conflicts * Conflict + (Math.Max(leftTyped, leftKnown) - conflicts) * Missing;
        if (names.Count > 0 && !pairs.Any(p => p.Known < names.Count))
            odds += NoFirstName;
        if (surnames.Count > 0 && !pairs.Any(p => p.Known >= names.Count))
            odds += NoSurname;
        return new(odds, [.. Why(pairs, leftTyped, leftKnown, conflicts)]);
    }

    private static IEnumerable<MatchReason> Why(List<(int Typed, int Known, double Likeness)> pairs, int leftTyped, int leftKnown, int conflicts)
    {
        if (conflicts > 0 || pairs.Count == 0)
            yield return MatchReason.NamesDiffer;
        else
            yield return pairs.All(p => p.Likeness == 1) ? MatchReason.NamesSame : MatchReason.NamesClose;
        var order = pairs.OrderBy(p => p.Typed).Select(p => p.Known).ToList();
        if (!order.SequenceEqual(order.Order()))
            yield return MatchReason.NamesReordered;
        if (conflicts == 0 && leftTyped + leftKnown > 0)
            yield return MatchReason.NamesIncomplete;
    }

    /// <summary>The best pair first, then the best of what is left.</summary>
    private static List<(int Typed, int Known, double Likeness)> Pair(List<string> typed, List<string> known)
    {
        var all = from a in Enumerable.Range(0, typed.Count)
                  from b in Enumerable.Range(0, known.Count)
                  let likeness = Likeness(typed[a], known[b])
                  where likeness > NotAlike
                  orderby likeness descending, Math.Abs(a - b)
                  select (a, b, likeness);
        var pairs = new List<(int Typed, int Known, double Likeness)>();
        foreach (var (a, b, likeness) in all)
            if (!pairs.Any(p => p.Typed == a || p.Known == b))
                pairs.Add((a, b, likeness));
        return pairs;
    }

    internal static double Likeness(string a, string b)
    {
        if (a == b)
            return 1;
        if (a.Length == 1 || b.Length == 1)
            return a[0] == b[0] ? Initial : 0;
        if (NameWords.Sound(a) == NameWords.Sound(b))
            return Heard;
        var shorter = Math.Min(a.Length, b.Length);
        return (NameWords.Distance(a, b), shorter) switch
        {
            (1, >= 3) => OneLetter,
            (2, >= 8) => TwoLetters,
            _ => 0,
        };
    }
}
