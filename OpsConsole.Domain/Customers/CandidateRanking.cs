namespace OpsConsole.Domain.Customers;

/// <summary>Which of the customers that share a key with somebody are worth a closer look: those who share the most telling ones. A key that very many share tells little (docs/rules.md, "Matching").</summary>
public static class CandidateRanking
{
    /// <summary>So many entries of one key are read, so many candidates are looked at.</summary>
    public const int MostOfAKey = 500, MostCandidates = 120;

    /// <param name="hits">What the index holds under the keys, at most <see cref="MostOfAKey"/> of each.</param>
    public static IReadOnlyList<long> Rank(IReadOnlyList<CustomerKeys.Weighed> asked, IReadOnlyList<(long Key, long CustomerId)> hits)
    {
        var weights = asked.ToDictionary(k => k.Key, k => (double)k.Weight);
        foreach (var common in hits.GroupBy(h => h.Key))
            weights[common.Key] /= 1 + Math.Log2(1 + common.Count() / 50d);
        return [.. hits.GroupBy(h => h.CustomerId).OrderByDescending(g => g.Sum(h => weights[h.Key])).ThenBy(g => g.Key).Take(MostCandidates).Select(g => g.Key)];
    }

    /// <summary>Best first; below <paramref name="least"/> nobody is worth showing.</summary>
    public static IReadOnlyList<CustomerMatch> Best(MatchRequest asked, IEnumerable<MatchCandidate> candidates, int top, double least = 0.05) =>
        [.. candidates.Select(c => CustomerMatcher.Score(asked, c)).Where(m => m.Score >= least).OrderByDescending(m => m.Score).ThenBy(m => m.Customer.Id, StringComparer.Ordinal).Take(top)];
}
